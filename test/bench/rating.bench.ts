import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { DunderApi } from "../../src/extension";
import { timeOf } from "./events";
import { quiet, report } from "./report";

/** Measures the time from a rating until the next question is painted. By then, the rating is on the disk. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension<DunderApi>("dunder.dunder");
	if (!extension) {
		throw new Error("Dunder is not there");
	}
	const dunder = await extension.activate();
	await quiet();
	const index = readFileSync(join(extension.extensionPath, "dist", "bank", "index.json"), "utf8");
	const first = timeOf(dunder.onDidShowQuestion);
	await vscode.commands.executeCommand("dunder.studyNow");
	await first;
	// New questions come in reading order.
	for (const { key } of JSON.parse(index).questions.slice(0, 15)) {
		await new Promise((resolve) => setTimeout(resolve, 300));
		const start = performance.now();
		const shown = timeOf(dunder.onDidShowQuestion);
		await vscode.commands.executeCommand("dunder.rateEasy", { question: key });
		report("rating", "ours", (await shown) - start);
	}
}
