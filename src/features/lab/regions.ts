import * as vscode from "vscode";
import { type Region, readRegions } from "../../core/lab/regions";
import { textOf } from "./documentText";

/** Whether the document still has a region with the same code on the same line. */
export function isUnchanged(document: vscode.TextDocument, region: Region): boolean {
	return readRegions(textOf(document)).some(
		({ startLine, code }) => startLine === region.startLine && code === region.code,
	);
}

/**
 * Replaces the code of some regions. Each new code is given like a region's `source`: on the lines that it has in the
 * file.
 */
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
