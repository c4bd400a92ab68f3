import * as vscode from "vscode";

/** A number of questions in words: `1 question`, `12 questions`. */
export function countQuestions(count: number): string {
	return count === 1 ? vscode.l10n.t("1 question") : vscode.l10n.t("{0} questions", count);
}

/** The text beside the item of a pick list that applies now. */
export function currentMark(): string {
	return vscode.l10n.t({
		message: "now",
		comment: "Stands beside what is chosen at present, in a list to choose from",
	});
}

export function separator(label: string): vscode.QuickPickItem {
	return { label, kind: vscode.QuickPickItemKind.Separator };
}
