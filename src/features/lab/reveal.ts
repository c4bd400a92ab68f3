import * as vscode from "vscode";

/** How many columns an editor beside the panel shows in the window of a laptop. */
const columns = 40;

/**
 * Reveals a position together with the code before it. For the position alone, an editor that was scrolled to the right
 * would scroll back only as far as it must.
 */
export function revealWithCode(editor: vscode.TextEditor, { line, character }: vscode.Position): void {
	const range = new vscode.Range(line, Math.max(0, character - columns), line, character);
	editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Scrolls back to the first column, so that outcomes are shown together with their code. */
export function revealFirstColumn(editor: vscode.TextEditor): void {
	const [visible] = editor.visibleRanges;
	if (visible) {
		const line = Math.floor((visible.start.line + visible.end.line) / 2);
		editor.revealRange(new vscode.Range(line, 0, line, 0));
	}
}

/**
 * Scrolls so that the editor begins with a 0-based line, with what can be done above it, and also shows a position below. If
 * the editor is too low for both, only the position is certain to be in view.
 */
export function revealFrom(editor: vscode.TextEditor, first: number, { line, character }: vscode.Position): void {
	const [visible] = editor.visibleRanges;
	const height = visible ? visible.end.line - visible.start.line : 0;
	// The lenses above the two lines take a line each.
	const top = height > 0 ? Math.max(first - 1, line - height + 3, 0) : Math.max(first - 1, 0);
	editor.revealRange(new vscode.Range(top, 0, top, 0), vscode.TextEditorRevealType.AtTop);
	editor.revealRange(new vscode.Range(line, 0, line, character));
}
