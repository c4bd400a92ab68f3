import * as vscode from "vscode";
import { leftBlank, linesToNextBlank, markAt, nextBlank, type PredictionMark } from "../../core/lab/markEditing";
import { dontKnow, nothing } from "../../core/lab/prediction";
import { setContext } from "../../platform/contextKeys";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { BlankMarks } from "./blankMarks";
import { textOf } from "./documentText";
import type { InlineValues } from "./inlineValues";
import { revealWithCode } from "./reveal";

const selector: vscode.DocumentSelector = { language: "python", pattern: "**/scratch-*.py" };

/** Registers what helps a person to write predictions: Tab, Enter, completion, hover, and the frames of blank marks. */
export function registerMarks(folder: ScratchFolder, values: InlineValues): vscode.Disposable {
	const markIn = (document: vscode.TextDocument, position: vscode.Position) =>
		folder.questionOf(document) === undefined ? undefined : markAtPosition(document, position);
	let below = { line: -1, value: 0 };
	const updateContext = (editor: vscode.TextEditor | undefined) => {
		const [{ active } = { active: undefined }, ...others] = editor?.selections ?? [];
		const mark = editor && active && others.length === 0 ? markIn(editor.document, active) : undefined;
		setContext("dunder.inMark", mark !== undefined);
		setContext("dunder.atMarkEnd", mark !== undefined && active?.character === mark.end);
		const value = editor && mark ? linesToNextBlank(textOf(editor.document), mark.line) : 0;
		const line = mark?.line ?? -1;
		// Tab moves the cursor within VS Code's window, by this many lines, and then sets the key to 0 until it is known
		// again. A message that repeats the old value would arrive too late.
		if (line !== below.line || value !== below.value) {
			below = { line, value };
			setContext("dunder.blankBelow", value);
		}
	};
	updateContext(vscode.window.activeTextEditor);
	return vscode.Disposable.from(
		new BlankMarks(folder),
		vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => updateContext(textEditor)),
		vscode.window.onDidChangeActiveTextEditor((editor) => editor && updateContext(editor)),
		vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
			const editor = vscode.window.activeTextEditor;
			if (editor?.document === document && contentChanges.some(changesLines)) {
				updateContext(editor);
			}
		}),
		vscode.languages.registerHoverProvider(selector, {
			provideHover(document, position) {
				const mark = values.covers(document, position.line) ? undefined : markIn(document, position);
				return mark ? new vscode.Hover(new vscode.MarkdownString(explanation())) : undefined;
			},
		}),
		vscode.languages.registerCompletionItemProvider(selector, {
			provideCompletionItems(document, position) {
				const mark = markIn(document, position);
				return mark ? completions(rangeOf(mark)) : undefined;
			},
		}),
	);
}

function changesLines({ range, text }: vscode.TextDocumentContentChangeEvent): boolean {
	return !range.isSingleLine || text.includes("\n");
}

/** How predictions are written, as Markdown. */
function explanation(): string {
	const rules = [
		vscode.l10n.t("`?` means Don't Know: the run shows the output."),
		vscode.l10n.t({
			message: "`{0}` means that it prints nothing.",
			args: [nothing],
			comment: "{0} is a word that is written into the file, the same in every language",
		}),
		vscode.l10n.t("An exception is its name: `ValueError`. The message does not count."),
		vscode.l10n.t("Quote style and spaces inside literals do not count."),
	];
	const task = vscode.l10n.t(
		"**Predict** what the statement prints, one `# =>` for each line of output. Enter starts another line.",
	);
	return [task, ...rules.map((rule) => `- ${rule}`)].join("\n");
}

function rangeOf({ line, start, end }: PredictionMark): vscode.Range {
	return new vscode.Range(line, start, line, end);
}

/**
 * The mark whose text contains a position, or `undefined`. The document may no longer have that line: VS Code reports a
 * change of the text before it moves the selection, which is then behind the end of the document.
 */
export function markAtPosition(
	document: vscode.TextDocument,
	{ line, character }: vscode.Position,
): PredictionMark | undefined {
	return markAt(textOf(document), line, character);
}

function completions(range: vscode.Range): vscode.CompletionItem[] {
	const words: readonly (readonly [string, string])[] = [
		[dontKnow, vscode.l10n.t("Don't Know: the run shows it")],
		[nothing, vscode.l10n.t("It prints nothing")],
		...[
			"AttributeError",
			"KeyError",
			"IndexError",
			"NameError",
			"RuntimeError",
			"StopIteration",
			"TypeError",
			"ValueError",
		].map((name) => [name, vscode.l10n.t("It raises this")] as const),
	];
	return words.map(([word, detail], index) => {
		const item = new vscode.CompletionItem({ label: word, description: detail }, vscode.CompletionItemKind.Value);
		item.range = range;
		item.filterText = "";
		item.sortText = `${index}`.padStart(2, "0");
		return item;
	});
}

/**
 * Moves the cursor to the end of the next blank of the active editor. The search begins at the cursor or at `from`, and
 * continues at the top of the file.
 */
export function goToNextBlank(from = vscode.window.activeTextEditor?.selection.end): void {
	const editor = vscode.window.activeTextEditor;
	if (!editor || !from) {
		return;
	}
	const { line, character } = from;
	const mark = nextBlank(textOf(editor.document), line, character);
	if (!mark) {
		const message = vscode.l10n.t("Nothing is left to predict. Run the experiments and compare.");
		vscode.window.setStatusBarMessage(message, 5_000);
		return;
	}
	// The blank isn't selected, because VS Code would put a bracket that is typed around the selection.
	editor.selection = new vscode.Selection(mark.line, mark.end, mark.line, mark.end);
	revealWithCode(editor, editor.selection.active);
}

/**
 * Enter has started another line of a prediction. If there was nothing above to continue, removes that line and goes to
 * the next blank. The line is started first, within VS Code's window, because only there is it known at once whether the
 * person has typed something.
 */
export async function leaveBlank(): Promise<void> {
	const editor = vscode.window.activeTextEditor;
	const left = editor && leftBlank(textOf(editor.document), editor.selection.active.line);
	if (!left) {
		return;
	}
	const { document } = editor;
	const { firstLine, lastLine, mark, isEmpty } = left;
	const lines = new vscode.Range(document.lineAt(firstLine - 1).range.end, document.lineAt(lastLine).range.end);
	// VS Code refuses the edit if the person has typed on.
	const isDone = await editor.edit(
		(edit) => {
			edit.delete(lines);
			if (isEmpty) {
				edit.replace(rangeOf(mark), dontKnow);
			}
		},
		{ undoStopBefore: false, undoStopAfter: false },
	);
	if (isDone) {
		goToNextBlank(new vscode.Position(mark.line, isEmpty ? mark.start + 1 : mark.end));
	}
}
