import * as vscode from "vscode";
import { markOn } from "../../core/lab/markEditing";
import { Typing } from "../../core/lab/typing";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { textOf } from "./documentText";

const mostAttempts = 100;

/** A blank where the person is typing after the `?`. */
interface Begun {
	readonly document: vscode.TextDocument;
	/** The line, counted from 0. */
	readonly line: number;
}

/**
 * Deletes the `?` of a blank when the person types after it: at once if no dead key or input method can be composing,
 * and otherwise when the person leaves the line, saves, or runs. Until then, the `?` is faded.
 */
export class BegunBlank implements vscode.Disposable {
	readonly #faded = vscode.window.createTextEditorDecorationType({ opacity: "0.35" });
	readonly #typing = new Typing();
	readonly #subscriptions: vscode.Disposable;
	#begun: Begun | undefined;

	constructor(private readonly folder: ScratchFolder) {
		this.#subscriptions = vscode.Disposable.from(
			this.#faded,
			vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
			vscode.window.onDidChangeTextEditorSelection(() => this.#endIfLeft()),
			vscode.window.onDidChangeActiveTextEditor(() => this.#endIfLeft()),
			vscode.workspace.onWillSaveTextDocument(({ document, reason, waitUntil }) => {
				// An automatic save after a delay may come in the middle of a composition.
				if (reason !== vscode.TextDocumentSaveReason.AfterDelay && document === this.#begun?.document) {
					const range = questionMarkOf(this.#begun);
					waitUntil(Promise.resolve(range ? [vscode.TextEdit.delete(range)] : []));
				}
			}),
		);
	}

	/**
	 * Deletes the `?` if the person was typing into a blank of this document. Call this when the person goes on to
	 * something else.
	 */
	async end(document: vscode.TextDocument): Promise<void> {
		const begun = this.#begun;
		if (begun && document === begun.document) {
			this.#begun = undefined;
			// VS Code refuses an edit if the person has typed elsewhere in the meantime, or if the file can't be
			// written.
			for (let attempt = 0; attempt < mostAttempts && !(await drop(begun)); attempt++) {}
		}
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	#follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
		const [change, ...others] = contentChanges;
		if (!change || document !== vscode.window.activeTextEditor?.document || !this.folder.questionOf(document)) {
			return;
		}
		const { text, rangeLength, rangeOffset, range } = change;
		const isSettled = this.#typing.isSettled({ text, replaced: rangeLength, offset: rangeOffset });
		const begun = { document, line: range.start.line };
		if (this.#begun && (this.#begun.document !== document || this.#begun.line !== begun.line)) {
			// VS Code reports what is typed on the next line before it reports that the cursor is there.
			void this.end(this.#begun.document);
		}
		const questionMark = others.length === 0 ? questionMarkOf(begun) : undefined;
		editorOf(document)?.setDecorations(this.#faded, questionMark ? [questionMark] : []);
		this.#begun = questionMark && begun;
		if (isSettled) {
			// If VS Code refuses the edit, the person has typed on, and this method gets that change too.
			void drop(begun);
		}
	}

	#endIfLeft(): void {
		const { document, selection } = vscode.window.activeTextEditor ?? {};
		if (this.#begun && (document !== this.#begun.document || selection?.active.line !== this.#begun.line)) {
			void this.end(this.#begun.document);
		}
	}
}

/** The range of a mark's `?` and the spaces after it, or `undefined` if nothing follows them. */
function questionMarkOf({ document, line }: Begun): vscode.Range | undefined {
	const mark = markOn(textOf(document), line);
	const text = mark && document.lineAt(line).text.slice(mark.start, mark.end);
	const [begun] = /^\?\s*(?=\S)/.exec(text ?? "") ?? [];
	return mark && begun ? new vscode.Range(line, mark.start, line, mark.start + begun.length) : undefined;
}

/** Deletes the `?` of a blank. Returns whether it is gone, which it isn't if VS Code refuses the edit. */
async function drop(begun: Begun): Promise<boolean> {
	const range = questionMarkOf(begun);
	if (!range) {
		return true;
	}
	const editor = editorOf(begun.document);
	if (editor) {
		return editor.edit((edit) => edit.delete(range), { undoStopBefore: false, undoStopAfter: false });
	}
	const edit = new vscode.WorkspaceEdit();
	edit.delete(begun.document.uri, range);
	return vscode.workspace.applyEdit(edit);
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
	return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}
