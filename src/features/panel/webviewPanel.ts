import * as vscode from "vscode";
import { panelType } from "../../platform/contributions";

export function createPanel(
	extensionUri: vscode.Uri,
	title: string,
	column: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus: boolean },
): vscode.WebviewPanel {
	const options = { ...panelOptions(extensionUri), enableFindWidget: true };
	return vscode.window.createWebviewPanel(panelType, title, column, options);
}

/** Options with which the document can load only its script, and can't send forms. */
export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
	const localResourceRoots = [vscode.Uri.joinPath(extensionUri, "dist", "webview")];
	return { enableScripts: true, enableForms: false, localResourceRoots };
}

/** The address of the panel's script. */
export function panelScript(extensionUri: vscode.Uri, webview: vscode.Webview): string {
	return webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", "webview", "panel.js")).toString();
}
