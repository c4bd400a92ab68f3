import * as vscode from "vscode";
import { nextBlank, type PredictionMark, predictionMarks } from "../../core/markEditing";
import { dontKnow, nothing } from "../../core/prediction";
import { setContext } from "../../host/contextKeys";
import type { ScratchFiles } from "../../host/scratchFiles";
import { revealWithCode } from "../reveal";
import type { InlineValues } from "./inlineValues";

const selector: vscode.DocumentSelector = { language: "python", pattern: "**/scratch-*.py" };

const explanation = [
	"**Predict** what the statement prints, one `# =>` for each line of output. Enter starts another line.",
	"- `?` means Don't Know: the run shows the output, and that is no failure.",
	"- `nothing` means that it prints nothing.",
	"- An exception is its name: `ValueError`. The message does not count.",
	"- Quote style and spaces inside literals do not count.",
].join("\n");

/** Writing predictions: Tab, Enter, completion, hover, and what is still blank. */
export function registerMarks(files: ScratchFiles, values: InlineValues): vscode.Disposable {
	const blank = vscode.window.createTextEditorDecorationType({
		border: "1px dashed",
		borderRadius: "3px",
		borderColor: new vscode.ThemeColor("editorWarning.foreground"),
		overviewRulerColor: new vscode.ThemeColor("editorWarning.foreground"),
		overviewRulerLane: vscode.OverviewRulerLane.Right,
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
	});
	const isScratch = (document: vscode.TextDocument) => files.questionOf(document) !== undefined;
	const draw = (editor: vscode.TextEditor) => {
		if (isScratch(editor.document)) {
			const blanks = predictionMarks(editor.document.getText()).filter(({ isBlank }) => isBlank);
			editor.setDecorations(blank, blanks.map(rangeOf));
		}
	};
	const drawAll = () => vscode.window.visibleTextEditors.forEach(draw);
	const updateContext = ({ document, selections }: vscode.TextEditor) => {
		const position = selections.length === 1 && isScratch(document) ? selections[0]?.active : undefined;
		const mark = position && markAt(document, position);
		setContext("dunder.inMark", mark !== undefined);
		setContext("dunder.atMarkEnd", mark !== undefined && position?.character === mark.end);
	};
	const updateActive = () => vscode.window.activeTextEditor && updateContext(vscode.window.activeTextEditor);
	drawAll();
	updateActive();
	return vscode.Disposable.from(
		blank,
		vscode.window.onDidChangeVisibleTextEditors(drawAll),
		vscode.workspace.onDidChangeTextDocument(({ document }) => {
			vscode.window.visibleTextEditors.filter((editor) => editor.document === document).forEach(draw);
			const active = vscode.window.activeTextEditor;
			if (active?.document === document && isScratch(document)) {
				void dropBegunBlank(active);
			}
		}),
		vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => updateContext(textEditor)),
		vscode.window.onDidChangeActiveTextEditor(updateActive),
		vscode.languages.registerHoverProvider(selector, {
			provideHover(document, position) {
				const isHelpWanted = isScratch(document) && !values.covers(document, position.line);
				const mark = isHelpWanted && markAt(document, position);
				return mark ? new vscode.Hover(new vscode.MarkdownString(explanation)) : undefined;
			},
		}),
		vscode.languages.registerCompletionItemProvider(selector, {
			provideCompletionItems(document, position) {
				const mark = isScratch(document) && markAt(document, position);
				return mark ? completions(rangeOf(mark)) : undefined;
			},
		}),
	);
}

function rangeOf({ line, start, end }: PredictionMark): vscode.Range {
	return new vscode.Range(line, start, line, end);
}

/** The mark whose text holds a position. */
function markAt(document: vscode.TextDocument, { line, character }: vscode.Position): PredictionMark | undefined {
	if (!/#\s?(=>|!!)/.test(document.lineAt(line).text)) {
		return undefined;
	}
	return predictionMarks(document.getText()).find(
		(mark) => mark.line === line && mark.start <= character && character <= mark.end,
	);
}

function completions(range: vscode.Range): vscode.CompletionItem[] {
	const words: readonly (readonly [string, string])[] = [
		[dontKnow, "Don't Know: the run shows it"],
		[nothing, "It prints nothing"],
		...[
			"AttributeError",
			"KeyError",
			"IndexError",
			"NameError",
			"RuntimeError",
			"StopIteration",
			"TypeError",
			"ValueError",
		].map((name) => [name, "It raises this"] as const),
	];
	return words.map(([word, detail], index) => {
		const item = new vscode.CompletionItem({ label: word, description: detail }, vscode.CompletionItemKind.Value);
		item.range = range;
		item.filterText = "";
		item.sortText = `${index}`.padStart(2, "0");
		return item;
	});
}

/** Puts the cursor behind the next blank of the active editor, from the cursor or another place on, beginning again at the top. */
export function goToNextBlank(from = vscode.window.activeTextEditor?.selection.end): void {
	const editor = vscode.window.activeTextEditor;
	if (!editor || !from) {
		return;
	}
	const { line, character } = from;
	const mark = nextBlank(editor.document.getText(), line, character);
	if (!mark) {
		vscode.window.setStatusBarMessage("Nothing is left to predict. Run the experiments and compare.", 5_000);
		return;
	}
	// Not selected: VS Code would put a bracket that is typed on both sides of it.
	editor.selection = new vscode.Selection(mark.line, mark.end, mark.line, mark.end);
	revealWithCode(editor, editor.selection.active);
}

/** Takes the `?` away from in front of what a person types behind it. */
async function dropBegunBlank(editor: vscode.TextEditor): Promise<void> {
	let isDone = false;
	while (!isDone) {
		const { document, selection } = editor;
		const mark = markAt(document, selection.active);
		const [begun] = (mark && /^\?\s*(?=\S)/.exec(document.getText(rangeOf(mark)))) ?? [];
		if (!mark || begun === undefined) {
			return;
		}
		const { line, start } = mark;
		// Refused where the person has typed on meanwhile.
		isDone = await editor.edit((edit) => edit.delete(new vscode.Range(line, start, line, start + begun.length)), {
			undoStopBefore: false,
			undoStopAfter: false,
		});
	}
}
