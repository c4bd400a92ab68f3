import * as vscode from "vscode";
import { alternate, quiet, report } from "./report";

/** Measures how long an extension takes from the request to activate it until it has registered everything. */
async function activate(id: string, side: "ours" | "baseline"): Promise<void> {
	const extension = vscode.extensions.getExtension(id);
	if (!extension || extension.isActive) {
		throw new Error(`${id} must be there and not active yet`);
	}
	// What the other extension has put off until after its activation must not be measured here.
	await quiet();
	const start = performance.now();
	await extension.activate();
	report("activation", side, performance.now() - start);
}

export async function run(): Promise<void> {
	// The first activation in a window includes the start of the extension host itself.
	await vscode.extensions.getExtension("ms-python.python")?.activate();
	await alternate(
		0,
		() => activate("dunder.dunder", "ours"),
		() => activate("dunder-bench.bare-extension", "baseline"),
	);
}
