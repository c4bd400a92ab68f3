import * as vscode from "vscode";
import { readPredictions } from "../../core/lab/marks";
import { remedyCommands } from "../../core/lab/missingPackage";
import type { Judgement } from "../../core/lab/prediction";
import { actualLines } from "../../core/lab/prediction";
import { outlinePython } from "../../core/lab/python";
import type { StatementReport } from "../../core/lab/runReport";
import { printable } from "../../core/text/outputText";
import type { Outcome } from "./outcome";

const longestText = 90;

/** What is shown beside one statement. Lines are 0-based, and move with the text. */
interface Value {
	readonly region: number;
	startLine: number;
	endLine: number;
	/**
	 * The line beside which the text is shown: that of the statement's first mark, or, without a mark, its last line.
	 */
	line: number;
	isStale: boolean;
	readonly text: string | undefined;
	readonly color: string;
	readonly hover: string;
}

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

function valuesOf(outcome: Outcome): Value[] {
	const { region, report } = outcome;
	const outline = outlinePython(region.source).statements;
	const heading = {
		...{ region: region.number, startLine: region.startLine - 1, endLine: region.startLine - 1 },
		...{ line: region.startLine - 1, isStale: false, text: undefined, color: "", hover: outcome.notes },
	};
	const statements = report.statements.map((statement) => {
		const end = outline.find(({ startLine }) => startLine === statement.line)?.endLine ?? statement.line;
		return valueAt(outcome, statement, statement.line, end);
	});
	const isBroken = report.syntaxError !== undefined;
	const unreached = outcome.judgements
		.filter(({ actual, verdict }) => actual === undefined && verdict === "unknown")
		.map(({ line, markLine }) => ({
			...{ region: region.number, startLine: line - 1, endLine: markLine - 1, line: markLine - 1, isStale: false },
			...{ text: vscode.l10n.t("not reached"), color: "disabledForeground" },
			hover: isBroken
				? vscode.l10n.t("Nothing ran, because the experiment has a syntax error.")
				: vscode.l10n.t("The run did not get this far."),
		}));
	return [...(outcome.notes === "" ? [] : [heading]), ...statements, ...exitValues(outcome), ...unreached];
}

/**
 * The value of what was printed after the last statement. It is beside the mark for that, if there is one, and
 * otherwise at the end of the experiment.
 */
function exitValues(outcome: Outcome): Value[] {
	const { atExit, region } = outcome;
	const marked = readPredictions(region.source).atExit;
	const isMarked = marked !== undefined && marked.marks.length > 0;
	const line = isMarked ? marked.line : region.endLine;
	const value = atExit && valueAt(outcome, atExit, line, line);
	if (value?.text === undefined || isMarked) {
		return value ? [value] : [];
	}
	return [{ ...value, text: vscode.l10n.t("{0} (at exit)", value.text) }];
}

/** The value of a statement, or of what was printed at exit. `start` and `end` are lines, counted from 1. */
function valueAt(outcome: Outcome, statement: StatementReport, start: number, end: number): Value {
	const { region, report } = outcome;
	const judgement = outcome.judgementOf(statement);
	const line = (judgement?.markLine ?? end) - 1;
	const isLast = statement.line === report.statements.at(-1)?.line;
	return {
		region: region.number,
		startLine: start - 1,
		endLine: Math.max(end - 1, line),
		line,
		isStale: false,
		...label(statement, judgement, report.isCutShort && isLast, outcome.isRestored),
		hover: `${outcome.explain(statement)}\n\n[${vscode.l10n.t("Show Answer")}](command:dunder.showAnswer)`,
	};
}

/**
 * The text beside a statement, or `undefined` if VS Code shows the failure there, or if the statement printed nothing
 * and has no prediction.
 */
function label(
	statement: StatementReport,
	judgement: Judgement | undefined,
	isUnfinished: boolean,
	isRestored: boolean,
): Pick<Value, "text" | "color"> {
	const actual = actualLines(statement);
	const silent = () => (isUnfinished ? vscode.l10n.t("stopped") : vscode.l10n.t("prints nothing"));
	const text = actual.length === 0 ? silent() : actual.map(printable).join(" ⏎ ");
	const short = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
	switch (judgement?.verdict) {
		case "right":
			return { text: `✓ ${short}`, color: "testing.iconPassed" };
		case "wrong":
			return { text: isRestored ? `✗ ${short}` : undefined, color: "testing.iconFailed" };
		case "unknown":
			return { text: `= ${short}`, color: "editorCodeLens.foreground" };
		case undefined:
			// VS Code shows an exception without a prediction in the same way as a failure.
			return {
				text: actual.length === 0 || statement.error ? undefined : `= ${short}`,
				color: "editorCodeLens.foreground",
			};
	}
}
