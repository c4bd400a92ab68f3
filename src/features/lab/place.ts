import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type Region, readRegions } from "../../core/lab/regions";
import { UserError } from "../../platform/userError";

/** An experiment, or its file, as a CodeLens or the panel names it. */
export interface Place {
	readonly uri?: vscode.Uri;
	readonly question?: QuestionKey;
	/** The number of the experiment, from 1. */
	readonly number?: number;
}

/** The experiment that a command is about: the one with the given number, or the one that contains the cursor. */
export function findRegion(document: vscode.TextDocument, { number }: Place = {}): Region | undefined {
	const line = (editorOf(document)?.selection.active.line ?? 0) + 1;
	return readRegions(document.getText()).find((candidate) =>
		number === undefined ? candidate.startLine <= line && line <= candidate.endLine : candidate.number === number,
	);
}

/** The experiment that a command is about. Throws a `UserError` if there is none. */
export function regionAt(document: vscode.TextDocument, place?: Place): Region {
	const region = findRegion(document, place);
	if (!region) {
		throw new UserError(vscode.l10n.t("The cursor is in no experiment. Put it between `# region` and `# endregion`."));
	}
	return region;
}

/** A visible editor that shows a document, or `undefined`. */
export function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
	return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}

/** The error of every command that needs a scratch file. */
export function noScratchOpen(): UserError {
	return new UserError(vscode.l10n.t("No scratch file is open. Open one from a question first."), [
		{ title: vscode.l10n.t("Open Scratch File"), command: "dunder.openScratch" },
	]);
}
