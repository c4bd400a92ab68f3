import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { questionKey } from "../../src/core/bank/questionKey";
import type { DunderApi } from "../../src/extension";
import { timeOf } from "./events";
import { alternate, quiet, report } from "./report";

const question = questionKey("dunder", "copying/shallow-and-deep");
/** The experiment that is run, without its blanks. */
const code = `import copy

base = {"hosts": ["a"]}
mine = copy.copy(base)

mine["hosts"].append("b")
mine["hosts"] = mine["hosts"] + ["c"]
mine["hosts"].append("d")

print(base)
print(mine)
`;

/** Measures the time from a prediction in the panel until its verdict is painted, and the same code as \`python file.py\`. */
export async function run(): Promise<void> {
	const dunder = await vscode.extensions.getExtension<DunderApi>("dunder.dunder")?.activate();
	if (!dunder) {
		throw new Error("Dunder is not there");
	}
	const shown = timeOf(dunder.onDidShowQuestion);
	await vscode.commands.executeCommand("dunder.openQuestion", question);
	await shown;
	const predict = async () => {
		const painted = timeOf(dunder.onDidShowJudgement);
		const start = performance.now();
		await dunder.predict({ question, experiment: 0, predictions: ["[1]", "[2]"] });
		return (await painted) - start;
	};
	const folder = mkdtempSync(join(tmpdir(), "dunder-bench-"));
	const file = join(folder, "experiment.py");
	writeFileSync(file, code);
	const script = async () => {
		const start = performance.now();
		spawnSync("python3", [file]);
		return performance.now() - start;
	};
	await predict();
	for (let round = 0; round < 10; round++) {
		await alternate(
			round,
			async () => {
				await quiet();
				report("prediction judged", "ours", await predict());
			},
			async () => {
				await quiet();
				report("prediction judged", "baseline", await script());
			},
		);
	}
	rmSync(folder, { recursive: true });
}
