import * as vscode from "vscode";
import { alternate, quiet, report } from "./report";

/** How long an extension takes from the request to activate it until it has registered everything. */
async function activate(id: string, side: "ours" | "baseline"): Promise<void> {
	const extension = vscode.extensions.getExtension(id);
	if (!extension || extension.isActive) {
		throw new Error(`${id} must be there and not active yet`);
	}
	// What the other has put off until after its own activation must not be in this one's.
	await quiet();
	const start = performance.now();
	await extension.activate();
	report("activation", side, performance.now() - start);
}

export async function run(): Promise<void> {
	// The first activation of a window pays for the host's own start.
	await vscode.extensions.getExtension("ms-python.python")?.activate();
	await alternate(
		0,
		() => activate("dunder.dunder", "ours"),
		() => activate("dunder-bench.bare-extension", "baseline"),
	);
}
