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

/**
 * The experiment that a command is about: the one with the given number, else the one that contains the cursor. If the
 * cursor is in none or is out of view, the experiment counts of which most lines are in view.
 */
export function findRegion(document: vscode.TextDocument, { number }: Place = {}): Region | undefined {
	const regions = readRegions(document.getText());
	if (number !== undefined) {
		return regions.find((candidate) => candidate.number === number);
	}
	const editor = editorOf(document);
	const line = (editor?.selection.active.line ?? 0) + 1;
	const atCursor = regions.find(({ startLine, endLine }) => startLine <= line && line <= endLine);
	const visible = editor?.visibleRanges ?? [];
	/** How many of some lines, counted from 1, are in view. */
	const inView = (first: number, last: number) =>
		visible.reduce(
			(sum, { start, end }) => sum + Math.max(0, Math.min(last, end.line + 1) - Math.max(first, start.line + 1) + 1),
			0,
		);
	if (atCursor && inView(line, line) > 0) {
		return atCursor;
	}
	const linesInView = ({ startLine, endLine }: Region) => inView(startLine, endLine);
	const [most] = [...regions].sort((one, other) => linesInView(other) - linesInView(one));
	return most && linesInView(most) > 0 ? most : (atCursor ?? most);
}

/** The experiment that a command is about. Throws a `UserError` if there is none. */
export function regionAt(document: vscode.TextDocument, place?: Place): Region {
	const region = findRegion(document, place);
	if (!region) {
		throw new UserError(vscode.l10n.t("No experiment is in view. Scroll to one between `# region` and `# endregion`."));
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
