import * as vscode from "vscode";
import { predictionMarks } from "../../core/lab/markEditing";
import { readRegions } from "../../core/lab/regions";

/**
 * Puts what was typed in the panel, by the index of the experiment, into the blanks of a scratch file. An experiment in
 * which the person has filled in something already stays as it is.
 */
export async function fillTyped(
	document: vscode.TextDocument,
	typed: ReadonlyMap<number, readonly string[]>,
): Promise<void> {
	const text = document.getText();
	const blanks = predictionMarks(text).filter(({ isBlank }) => isBlank);
	const edit = new vscode.WorkspaceEdit();
	for (const { number, firstLine, lastLine } of readRegions(text)) {
		const predictions = typed.get(number - 1) ?? [];
		const own = blanks.filter(({ line }) => firstLine - 1 <= line && line < lastLine);
		if (own.length !== predictions.length) {
			continue;
		}
		for (const [index, { line, start, end }] of own.entries()) {
			const prediction = predictions[index]?.trim() ?? "";
			if (prediction !== "") {
				edit.replace(document.uri, new vscode.Range(line, start, line, end), prediction.replaceAll("\n", "\n# => "));
			}
		}
	}
	if (edit.size > 0) {
		await vscode.workspace.applyEdit(edit);
	}
}
