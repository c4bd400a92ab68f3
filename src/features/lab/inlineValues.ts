import * as vscode from "vscode";
import { remedyCommands } from "../../core/lab/missingPackage";
import type { Outcome } from "./outcome";
import { type Value, valuesOf } from "./values";

/**
 * Shows the actual output of each statement beside it, without changing the file. Once the statement is edited, the
 * output is shown as outdated.
 */
export class InlineValues implements vscode.Disposable {
	readonly #type = vscode.window.createTextEditorDecorationType({
		after: { margin: "0 0 0 2em" },
		// Text that is typed at the end of the line comes before the value.
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
	});
	readonly #byFile = new Map<string, readonly Value[]>();
	readonly #subscriptions: vscode.Disposable;

	constructor() {
		this.#subscriptions = vscode.Disposable.from(
			this.#type,
			vscode.workspace.onDidChangeTextDocument((event) => this.#follow(event)),
			vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#byFile.delete(uri.toString())),
			vscode.window.onDidChangeVisibleTextEditors((editors) => {
				for (const { document } of editors) {
					this.#draw(document);
				}
			}),
		);
	}

	/** Shows what an experiment has done so far, in place of what its previous run did. */
	show(document: vscode.TextDocument, outcome: Outcome): void {
		const others = this.#of(document).filter(({ region }) => region !== outcome.region.number);
		this.#byFile.set(document.uri.toString(), [...others, ...valuesOf(outcome)]);
		this.#draw(document);
	}

	/** Whether a value, and with it a hover, is shown at a line, counted from 0. */
	covers(document: vscode.TextDocument, line: number): boolean {
		return this.#of(document).some(({ startLine, endLine }) => startLine <= line && line <= endLine);
	}

	clear(document: vscode.TextDocument): void {
		this.#byFile.delete(document.uri.toString());
		this.#draw(document);
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	#of({ uri }: vscode.TextDocument): readonly Value[] {
		return this.#byFile.get(uri.toString()) ?? [];
	}

	/** Moves the values with the text above them, and marks the values of edited statements as stale. */
	#follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
		const values = this.#of(document);
		let isOutdated = false;
		for (const { range, text } of contentChanges) {
			const added = text.split("\n").length - 1 - (range.end.line - range.start.line);
			for (const value of values) {
				const isBelow =
					range.end.line < value.startLine || (range.end.line === value.startLine && range.end.character === 0);
				if (isBelow && !(range.isEmpty && range.start.line === value.startLine && added === 0)) {
					value.startLine += added;
					value.endLine += added;
					value.line += added;
				} else if (range.start.line <= value.endLine) {
					// VS Code moves decorations with the text, so they are drawn again only if their text or their line
					// may have changed.
					isOutdated ||= !value.isStale || added !== 0 || !range.isSingleLine;
					value.isStale = true;
					value.endLine = Math.max(value.startLine, value.endLine + added);
					value.line = Math.min(value.line, value.endLine);
				}
			}
		}
		if (isOutdated) {
			this.#draw(document);
		}
	}

	#draw(document: vscode.TextDocument): void {
		const decorations = this.#of(document)
			.filter(({ line }) => line < document.lineCount)
			.map((value) => decorationOf(document, value));
		for (const editor of vscode.window.visibleTextEditors.filter((shown) => shown.document === document)) {
			editor.setDecorations(this.#type, decorations);
		}
	}
}

function decorationOf(document: vscode.TextDocument, value: Value): vscode.DecorationOptions {
	const { startLine, line, isStale, text, color, hover } = value;
	const before = isStale ? `${vscode.l10n.t("*From before your last edit.*")}\n\n` : "";
	const markdown = new vscode.MarkdownString(`${before}${hover}`);
	markdown.isTrusted = { enabledCommands: ["dunder.showAnswer", ...remedyCommands] };
	return {
		range: new vscode.Range(Math.min(startLine, line), 0, line, document.lineAt(line).text.length),
		hoverMessage: markdown,
		...(text === undefined
			? {}
			: {
					renderOptions: {
						after: {
							contentText: isStale ? vscode.l10n.t("{0} (before your edit)", text) : text,
							color: new vscode.ThemeColor(isStale ? "disabledForeground" : color),
							fontStyle: isStale ? "italic" : "normal",
						},
					},
				}),
	};
}
