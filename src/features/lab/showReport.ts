import * as vscode from "vscode";
import type { Reports } from "../../platform/reports";
import type { QuestionPanel } from "../panel/questionPanel";
import { editorOf } from "./place";

/** The scheme of the documents' addresses. */
export const reportScheme = "dunder-report";

/**
 * Shows a report about a scratch file, never over the question: where the last report is, else beside the file or, if
 * the question is already beside it, below the file, because a third column would leave too little room for code.
 */
export async function showReport(
	reports: Reports,
	panel: QuestionPanel,
	document: vscode.TextDocument,
	{ name, text, editor }: { readonly name: string; readonly text: string; readonly editor: string },
): Promise<void> {
	const file = document.uri.path.slice(document.uri.path.lastIndexOf("/") + 1).replace(/\.py$/, "");
	const uri = reports.write(`${file}-${name}`, text);
	const viewColumn = await columnFor(panel, document);
	await vscode.commands.executeCommand("vscode.openWith", uri, editor, { viewColumn, preserveFocus: true });
	await focus(document);
}

async function columnFor(panel: QuestionPanel, document: vscode.TextDocument): Promise<vscode.ViewColumn> {
	const own = editorOf(document)?.viewColumn;
	const taken = [own, panel.viewColumn];
	const reported = vscode.window.tabGroups.all.find(
		({ tabs, viewColumn }) => !taken.includes(viewColumn) && tabs.some(isReport),
	);
	if (reported) {
		return reported.viewColumn;
	}
	if (own === undefined || panel.viewColumn === undefined || panel.viewColumn === own) {
		return vscode.ViewColumn.Beside;
	}
	await focus(document);
	await vscode.commands.executeCommand("workbench.action.newGroupBelow");
	return vscode.ViewColumn.Active;
}

function isReport({ input }: vscode.Tab): boolean {
	return (
		(input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) &&
		input.uri.scheme === reportScheme
	);
}

/** Makes the group of the file active again. In the group of a report, the keys for scratch files would do nothing. */
async function focus(document: vscode.TextDocument): Promise<void> {
	const viewColumn = editorOf(document)?.viewColumn;
	if (viewColumn !== undefined) {
		await vscode.window.showTextDocument(document, { viewColumn });
	}
}
