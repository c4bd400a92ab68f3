import * as vscode from "vscode";
import { type PredictionMark, predictionMarks } from "../../core/lab/markEditing";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { textOf } from "./documentText";

/** Draws a frame around every mark of a scratch file that is still blank. */
export class BlankMarks implements vscode.Disposable {
	readonly #type = vscode.window.createTextEditorDecorationType({
		border: "1px dashed",
		borderRadius: "3px",
		borderColor: new vscode.ThemeColor("editorWarning.foreground"),
		overviewRulerColor: new vscode.ThemeColor("editorWarning.foreground"),
		overviewRulerLane: vscode.OverviewRulerLane.Right,
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
	});
	readonly #drawn = new WeakMap<vscode.TextEditor, readonly PredictionMark[]>();
	readonly #subscriptions: vscode.Disposable;

	constructor(private readonly folder: ScratchFolder) {
		const drawAll = (editors: readonly vscode.TextEditor[]) => {
			for (const editor of editors) {
				this.#draw(editor);
			}
		};
		this.#subscriptions = vscode.Disposable.from(
			this.#type,
			vscode.window.onDidChangeVisibleTextEditors(drawAll),
			vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) =>
				drawAll(
					vscode.window.visibleTextEditors.filter(
						(editor) => editor.document === document && this.#isOutdated(editor, contentChanges),
					),
				),
			),
		);
		drawAll(vscode.window.visibleTextEditors);
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	#draw(editor: vscode.TextEditor): void {
		if (this.folder.questionOf(editor.document) !== undefined) {
			const blanks = blanksOf(editor.document);
			this.#drawn.set(editor, blanks);
			editor.setDecorations(
				this.#type,
				blanks.map(({ line, start, end }) => new vscode.Range(line, start, line, end)),
			);
		}
	}

	/**
	 * Whether the frames must be drawn again. VS Code moves frames with the text, so typing on a line without a frame
	 * doesn't change them unless the number of blanks changes.
	 */
	#isOutdated(editor: vscode.TextEditor, changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
		const before = this.#drawn.get(editor);
		if (!before) {
			return true;
		}
		const isElsewhere = changes.every(
			({ range, text }) =>
				range.isSingleLine && !text.includes("\n") && !before.some(({ line }) => line === range.start.line),
		);
		return !isElsewhere || blanksOf(editor.document).length !== before.length;
	}
}

function blanksOf(document: vscode.TextDocument): PredictionMark[] {
	return predictionMarks(textOf(document)).filter(({ isBlank }) => isBlank);
}
