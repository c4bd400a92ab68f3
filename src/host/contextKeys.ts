import * as vscode from "vscode";

/** The context keys that `when` clauses in package.json use. */
export type ContextKey =
	| "dunder.filtered"
	| "dunder.questionOpen"
	| "dunder.scratchActive"
	| "dunder.running"
	| "dunder.inMark"
	| "dunder.atMarkEnd";

export function setContext(key: ContextKey, value: boolean): void {
	void vscode.commands.executeCommand("setContext", key, value);
}
