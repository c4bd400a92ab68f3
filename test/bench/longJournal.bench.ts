import * as vscode from "vscode";
import type { DunderApi } from "../../src/extension";
import { timeOf } from "./events";
import { quiet, report } from "./report";

/** Measures activation, and the time until it is known what is due, with the journal of ten years or with none. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension<DunderApi>("dunder.dunder");
	if (!extension) {
		throw new Error("Dunder is not there");
	}
	const hasJournal = vscode.workspace.getConfiguration("dunder").get("journalFolder") !== "";
	await vscode.extensions.getExtension("ms-python.python")?.activate();
	await quiet();
	const start = performance.now();
	const { onDidReadProgress } = await extension.activate();
	report("activation after ten years", hasJournal ? "ours" : "baseline", performance.now() - start);
	const read = await timeOf(onDidReadProgress);
	if (hasJournal) {
		report("due after ten years", "ours", read - start);
		// The state that was read is stored a few seconds later, for the next start.
		await new Promise((resolve) => setTimeout(resolve, 7_000));
	}
}
