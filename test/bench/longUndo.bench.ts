import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { DunderApi } from "../../src/extension";
import { timeOf } from "./events";
import { quiet, report } from "./report";

/** Measures the time from Undo until the question is painted. By then, the state is as it was before. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension<DunderApi>("dunder.dunder");
	if (!extension) {
		throw new Error("Dunder is not there");
	}
	const dunder = await extension.activate();
	await quiet();
	const index = readFileSync(join(extension.extensionPath, "dist", "bank", "index.json"), "utf8");
	const [first, ...others] = JSON.parse(index).questions.slice(0, 12);
	const opened = timeOf(dunder.onDidShowQuestion);
	await vscode.commands.executeCommand("dunder.openQuestion", first.key);
	await opened;
	for (const { key } of others) {
		await vscode.commands.executeCommand("dunder.star", { question: key });
		await new Promise((resolve) => setTimeout(resolve, 300));
		const start = performance.now();
		const shown = timeOf(dunder.onDidShowQuestion);
		await vscode.commands.executeCommand("dunder.undo");
		report("undo", "ours", (await shown) - start);
	}
}
