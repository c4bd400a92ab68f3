import assert from "node:assert/strict";
import * as vscode from "vscode";
import { judgePredictions } from "../../src/core/lab/prediction";
import { readRegions } from "../../src/core/lab/regions";
import { type RaisedError, type RunEvent, RunReport } from "../../src/core/lab/runReport";
import { Outcome } from "../../src/features/lab/outcome";
import { tellVerdict } from "../../src/features/lab/verdict";

const python = {
	...{ version: "3.13.0", implementation: "cpython", gil: true, platform: "linux" },
	executable: "/usr/bin/python3",
};

describe("the verdict in the Testing view", () => {
	let controller: vscode.TestController;
	before(() => {
		controller = vscode.tests.createTestController("dunder.verdictTest", "Verdicts");
	});
	after(() => controller.dispose());

	/**
	 * What the Testing view is told about an experiment whose one statement raises an exception: the verdict and the
	 * output.
	 */
	function toldOf(code: string, raised: Pick<RaisedError, "name" | "exits">): string {
		const [region] = readRegions(`# region 1\n${code}\n# endregion\n`);
		assert.ok(region);
		const { name, exits } = raised;
		const error = { name, module: "__main__", qualname: name, message: "", text: `${name}\n`, line: 2, exits };
		const events: RunEvent[] = [
			{ event: "start", line: 2 },
			{ event: "end", line: 2, error },
			{ event: "exit" },
			{ event: "finish", reason: "exit", code: 0 },
		];
		const report = new RunReport();
		for (const event of events) {
			report.add(event);
		}
		const outcome = new Outcome(region, python, report, undefined);
		outcome.judgements = judgePredictions(region.source, report, python.version);
		let [verdict, output] = ["", ""];
		const tell = (name: string) => (): void => {
			verdict = name;
		};
		const run = controller.createTestRun(new vscode.TestRunRequest());
		const { name: title, token, isPersisted } = run;
		const spy = {
			...{ name: title, token, isPersisted, enqueued: () => {}, started: () => {} },
			appendOutput: (text: string) => {
				output += text;
			},
			...{ addCoverage: () => {}, onDidDispose: run.onDidDispose, end: () => run.end() },
			...{ errored: tell("errored"), failed: tell("failed"), skipped: tell("skipped"), passed: tell("passed") },
		};
		tellVerdict(spy, controller.createTestItem("1", "Experiment"), outcome, 1);
		spy.end();
		return `${verdict} ${output}`;
	}

	it("is no error where an exception only ends the program, whatever its class is called", () => {
		assert.match(toldOf("raise Stop", { name: "Stop", exits: true }), /^passed/);
		assert.match(toldOf("sys.exit()", { name: "SystemExit", exits: true }), /^passed/);
	});

	it("is not passed where an exception that nobody was asked about ends a statement, whatever its class is called", () => {
		assert.match(toldOf("f()", { name: "Stop", exits: false }), /^skipped.*line 2\s+Stop/s);
		assert.match(toldOf("f()", { name: "SystemExit", exits: false }), /^skipped.*line 2\s+SystemExit/s);
	});

	it("goes by the prediction where there is one, and is never a failure, which VS Code would count among the person's own", () => {
		assert.match(toldOf("raise Stop  # => Stop", { name: "Stop", exits: true }), /^passed/);
		const told = toldOf("raise Stop  # => KeyError", { name: "Stop", exits: true });
		assert.match(told, /^skipped.*predicted wrong.*Raised Stop; you predicted KeyError\s+-KeyError\s+\+Stop/s);
	});
});
