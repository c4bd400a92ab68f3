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
