import * as vscode from "vscode";

/** The context keys that `when` clauses in package.json use. */
export type ContextKey =
	| "dunder.filtered"
	| "dunder.questionOpen"
	| "dunder.canGoBack"
	| "dunder.canGoForward"
	| "dunder.scratchActive"
	| "dunder.running"
	| "dunder.inMark"
	| "dunder.atMarkEnd"
	| "dunder.newLeft"
	| "dunder.newcomer";

export function setContext(key: ContextKey, value: boolean): void {
	void vscode.commands.executeCommand("setContext", key, value);
}
