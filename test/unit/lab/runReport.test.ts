import assert from "node:assert/strict";
import { type RunEvent, RunReport } from "../../../src/core/lab/runReport";

const error = {
	...{ name: "ValueError", module: "builtins", qualname: "ValueError", message: "no" },
	...{ text: "Traceback …", line: 4, exits: false },
};

function reportOf(events: readonly RunEvent[]): RunReport {
	const report = new RunReport();
	for (const event of events) {
		report.add(event);
	}
	return report;
}

describe("the report of a run", () => {
	for (const [what, events] of [
		["nothing", []],
		["a syntax error", [{ event: "syntax", error }]],
		[
			"statements, an exception and what is printed at exit",
			[
				{ event: "start", line: 1 },
				{ event: "output", stream: "out", text: "a\nb", omitted: 0 },
				{ event: "output", stream: "out", text: "c\n", omitted: 20 },
				{ event: "output", stream: "err", text: "warning\n", omitted: 0 },
				{ event: "end", line: 1, error: null },
				{ event: "start", line: 3 },
				{ event: "end", line: 3, error },
				{ event: "exit" },
				{ event: "output", stream: "out", text: "bye\n", omitted: 0 },
				{ event: "finish", reason: "exit", code: 1 },
			],
		],
		[
			"a run that reached its limit",
			[
				{ event: "start", line: 1 },
				{ event: "finish", reason: "time", code: -9 },
			],
		],
	] as const satisfies readonly (readonly [string, readonly RunEvent[]])[]) {
		it(`is equal when it is made of its own events: ${what}`, () => {
			const report = reportOf(events);
			const again = reportOf(JSON.parse(JSON.stringify(report.events)));
			for (const part of ["statements", "atExit", "syntaxError", "ending"] as const) {
				assert.deepEqual(
					JSON.parse(JSON.stringify(again[part] ?? null)),
					JSON.parse(JSON.stringify(report[part] ?? null)),
					part,
				);
			}
		});
	}
});
