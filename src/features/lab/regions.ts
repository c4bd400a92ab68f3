import * as vscode from "vscode";
import { type Region, readRegions } from "../../core/lab/regions";
import { textOf } from "./documentText";

/** Whether a region stands in the document as it was. */
export function isUnchanged(document: vscode.TextDocument, region: Region): boolean {
	return readRegions(textOf(document)).some(
		({ startLine, code }) => startLine === region.startLine && code === region.code,
	);
}

/** Puts other code into some regions, whose `source` stands on the lines of the file. */
export async function replaceRegions(
	document: vscode.TextDocument,
	changes: readonly (readonly [Region, string])[],
): Promise<void> {
	const edit = new vscode.WorkspaceEdit();
	for (const [{ source, firstLine, lastLine }, changed] of changes) {
		if (changed !== source) {
			const body = changed
				.split("\n")
				.slice(firstLine - 1, -1)
				.join("\n");
			const end = document.lineAt(lastLine - 1).range.end;
			edit.replace(document.uri, new vscode.Range(new vscode.Position(firstLine - 1, 0), end), body);
		}
	}
	await vscode.workspace.applyEdit(edit);
}
