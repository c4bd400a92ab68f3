import * as vscode from "vscode";
import { describeOutcome } from "../../core/lab/correction";
import { readPredictions } from "../../core/lab/marks";
import { actualLines, type Judgement } from "../../core/lab/prediction";
import { outlinePython } from "../../core/lab/python";
import { describeError, type StatementReport } from "../../core/lab/runReport";
import { escapeMarkdown } from "../../core/text/markdown";
import { printable } from "../../core/text/outputText";
import type { Outcome } from "./outcome";
import { endingOf } from "./verdict";

const longestText = 90;
/** The colors of the Testing view are for icons: in light themes, text in them is too pale to read. */
const [rightColor, wrongColor] = ["dunder.rightForeground", "dunder.wrongForeground"] as const;
const valueColor = "editorCodeLens.foreground";

/** What is shown beside one statement. Lines are 0-based, and move with the text. */
export interface Value {
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

/** The values of all statements of an experiment that has run or is running, and what there is to say about the experiment. */
export function valuesOf(outcome: Outcome): Value[] {
	const { region, report } = outcome;
	const outline = outlinePython(region.source).statements;
	const statements = report.statements.map((statement) => {
		const end = outline.find(({ startLine }) => startLine === statement.line)?.endLine ?? statement.line;
		return valueAt(outcome, statement, statement.line, end);
	});
	return [
		...(outcome.notes === ""
			? []
			: [noteValue(outcome, region.startLine, { text: undefined, color: "" }, outcome.notes)]),
		...statements,
		...exitValues(outcome),
		...unreachedValues(outcome),
		...errorValues(outcome),
	];
}

/** A value that isn't about the output of a statement. `line` is counted from 1. */
function noteValue(
	{ region }: Outcome,
	line: number,
	label: Pick<Value, "text" | "color">,
	hover: string,
	markLine = line,
): Value {
	return {
		region: region.number,
		startLine: line - 1,
		endLine: markLine - 1,
		line: markLine - 1,
		isStale: false,
		...label,
		hover,
	};
}

/** The values of predicted statements that the run did not get to. */
function unreachedValues(outcome: Outcome): Value[] {
	const isBroken = outcome.report.syntaxError !== undefined;
	const hover = isBroken
		? vscode.l10n.t("Nothing ran, because the experiment has a syntax error.")
		: vscode.l10n.t("The run did not get this far.");
	return outcome.judgements
		.filter(({ actual }) => actual === undefined)
		.map((judgement) => {
			const label =
				judgement.verdict === "wrong"
					? { text: `✗ ${shortened(describeOutcome(judgement))}`, color: wrongColor }
					: { text: vscode.l10n.t("not reached"), color: "disabledForeground" };
			return noteValue(outcome, judgement.line, label, hover, judgement.markLine);
		});
}

/** Why the experiment did not compile, or did not end by itself. A person who stops it knows why. */
function errorValues(outcome: Outcome): Value[] {
	const { region, report } = outcome;
	const { syntaxError, statements, ending } = report;
	const value = (line: number, text: string) =>
		noteValue(outcome, line, { text: `! ${shortened(text)}`, color: wrongColor }, escapeMarkdown(text));
	const reason = ending?.reason === "stopped" ? undefined : endingOf(outcome);
	return [
		...(syntaxError ? [value(syntaxError.line ?? region.startLine, describeError(syntaxError))] : []),
		...(reason === undefined ? [] : [value(statements.at(-1)?.line ?? region.startLine, reason)]),
	];
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
		...label(statement, judgement, report.isCutShort && isLast),
		hover: `${outcome.explain(statement)}\n\n[${vscode.l10n.t("Show Answer")}](command:dunder.showAnswer)`,
	};
}

/** The text beside a statement, or `undefined` if the statement printed nothing and has no prediction. */
function label(
	statement: StatementReport,
	judgement: Judgement | undefined,
	isUnfinished: boolean,
): Pick<Value, "text" | "color"> {
	const actual = actualLines(statement);
	const silent = () => (isUnfinished ? vscode.l10n.t("stopped") : vscode.l10n.t("prints nothing"));
	const text = actual.length === 0 ? silent() : actual.map(printable).join(" ⏎ ");
	switch (judgement?.verdict) {
		case "right":
			return { text: `✓ ${shortened(text)}`, color: rightColor };
		case "wrong":
			return { text: `✗ ${shortened(describeOutcome(judgement))}`, color: wrongColor };
		case "unknown":
			return { text: `= ${shortened(text)}`, color: valueColor };
		case undefined:
			if (statement.error && !statement.error.exits) {
				return { text: `! ${shortened(text)}`, color: wrongColor };
			}
			return { text: actual.length === 0 ? undefined : `= ${shortened(text)}`, color: valueColor };
	}
}

function shortened(text: string): string {
	return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
