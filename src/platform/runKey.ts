import * as vscode from "vscode";

/**
 * The label of the key that runs an experiment. VS Code does not tell which machine the person's keyboard is on. In a remote
 * window or a browser, it may be another one than the extension's, so the label has both keys.
 */
export function runKey(isMac: boolean): string {
	const { remoteName, uiKind } = vscode.env;
	if (remoteName !== undefined || uiKind === vscode.UIKind.Web) {
		return vscode.l10n.t("{0} or {1}", "Ctrl+Enter", "⌘Enter");
	}
	return isMac ? "⌘Enter" : "Ctrl+Enter";
}
