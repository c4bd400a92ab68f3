import * as vscode from "vscode";

/** An editor of a laptop's window shows as many columns beside the panel. */
const columns = 40;

/** Shows a place together with the code before it, for an editor that was scrolled to the right goes back no further than it must. */
export function revealWithCode(editor: vscode.TextEditor, { line, character }: vscode.Position): void {
	const range = new vscode.Range(line, Math.max(0, character - columns), line, character);
	editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Scrolls back to the first column, where outcomes show beside their code. */
export function revealFirstColumn(editor: vscode.TextEditor): void {
	const [visible] = editor.visibleRanges;
	if (visible) {
		const line = Math.floor((visible.start.line + visible.end.line) / 2);
		editor.revealRange(new vscode.Range(line, 0, line, 0));
	}
}
