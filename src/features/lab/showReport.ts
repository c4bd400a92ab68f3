import * as vscode from "vscode";
import type { Reports } from "../../platform/reports";
import type { QuestionPanel } from "../panel/questionPanel";
import { editorOf } from "./place";

/**
 * Shows a report about a scratch file beside it. If the panel is open, that is in the panel's group, because a
 * third group would leave too little room for code.
 */
export async function showReport(
	reports: Reports,
	panel: QuestionPanel,
	document: vscode.TextDocument,
	{ name, text, editor }: { readonly name: string; readonly text: string; readonly editor: string },
): Promise<void> {
	const own = editorOf(document)?.viewColumn;
	const { viewColumn = own } = panel;
	const options = { viewColumn: viewColumn === own ? vscode.ViewColumn.Beside : viewColumn, preserveFocus: true };
	const file = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1).replace(/\.py$/, "");
	const uri = reports.write(`${file}-${name}`, text);
	await vscode.commands.executeCommand("vscode.openWith", uri, editor, options);
	if (own !== undefined) {
		// VS Code makes the report's group active, and there, the keys for scratch files would do nothing.
		await vscode.window.showTextDocument(document, { viewColumn: own });
	}
}
