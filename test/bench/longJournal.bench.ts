import * as vscode from "vscode";
import type { DunderApi } from "../../src/extension";
import { timeOf } from "./events";
import { quiet, report } from "./report";

/** A person of ten years' standing starts VS Code: activation, and until it is known what is due. */
export async function run(): Promise<void> {
	await quiet();
	const extension = vscode.extensions.getExtension<DunderApi>("dunder.dunder");
	if (!extension) {
		throw new Error("Dunder is not there");
	}
	await vscode.extensions.getExtension("ms-python.python")?.activate();
	const start = performance.now();
	const { onDidReadProgress } = await extension.activate();
	report("activation after ten years", "ours", performance.now() - start);
	const read = await timeOf(onDidReadProgress);
	report("due after ten years", "ours", read - start);
	// The state that was read is kept a few seconds later, for the next start.
	await new Promise((resolve) => setTimeout(resolve, 7_000));
}
