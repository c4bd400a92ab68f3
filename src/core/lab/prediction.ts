import type { PredictedStatement } from "../journal/events";
import { compareVersions } from "../text/versions";
import { hintAt } from "./judging/hints";
import { judge, type Outcome, type Verdict } from "./judging/judging";
import { dontKnow } from "./judging/wordings";
import { type Expectation, expectationFor, type IsShown, type Mark, readMarks, readPredictions } from "./marks";
import { firstLines } from "./python";
import { describeError, type RunReport, type StatementReport } from "./runReport";

export { dontKnow, nothing } from "./judging/wordings";

/** Something that a person was asked about, and what it did: a statement, or what is printed after the last one. */
export interface Judgement {
	/** 1-based line on which the statement starts, or of the comment `# at exit`. */
	readonly line: number;
	/** Whether this is about what is printed after the last statement. */
	readonly isAtExit: boolean;
	/** 1-based line of the first mark. */
	readonly markLine: number;
	/**
	 * `unknown` if the person left a `?`, if the marks were shown and the output differs from them, or if the run was cut
	 * short before the end of the statement.
	 */
	readonly verdict: Verdict;
	readonly predicted: readonly string[];
	/** The output, and the exception as `Name: message`. `undefined` if the run ended before the statement. */
	readonly actual: readonly string[] | undefined;
	/** Whether an exception ended the statement. */
	readonly hasRaised: boolean;
	/** What differs, if the prediction is wrong and one phrase says it. Markdown. */
	readonly hint: string | undefined;
}

/** The parts of a run by which predictions are judged. */
export type Run = Readonly<Pick<RunReport, "atExit" | "syntaxError" | "isCutShort">> & {
	readonly statements: readonly StatementReport[];
};

/** The outcome of a statement that did not run because an earlier one ended the run. */
const notReached: Outcome = { output: [], error: undefined };

/** The line number that stands for what is printed after the last statement. */
export const exitLine = 0;

/** What was printed after the last statement, in the form of a statement's report. */
export function exitReport({ atExit }: Pick<Run, "atExit">): StatementReport {
	return { line: exitLine, ...atExit, error: undefined };
}

/**
 * Compares the predictions of a scratch file's experiment with what a run on CPython `version` did, by the rule of
 * `judging.ts`. `isShown` tells which marks the person did not write; these are never wrong. If the run was cut short
 * or did not begin, what it did not complete is unknown.
 */
export function judgePredictions(
	source: string,
	run: Run,
	version: string,
	isShown: IsShown = () => false,
): Judgement[] {
	const { statements, atExit } = readPredictions(source);
	const asked = statements.map(({ startLine, marks }) => {
		const report = run.statements.find(({ line }) => line === startLine);
		return { line: startLine, marks, isAtExit: false, report };
	});
	if (atExit && atExit.marks.length > 0) {
		const report = run.syntaxError ? undefined : exitReport(run);
		asked.push({ line: atExit.line, marks: atExit.marks, isAtExit: true, report });
	}
	const last = run.statements.at(-1)?.line;
	return asked.map(({ line, marks, isAtExit, report }) => {
		const isOpen = run.syntaxError !== undefined || (run.isCutShort && (!report || isAtExit || line === last));
		const shown = isShown(marks);
		const expected = expectationFor(shown ? asInBank(source, line, isAtExit) : marks, version);
		const prediction = { lines: linesOf(expected), hasException: expected.exception !== undefined };
		const judged = judge(prediction, report ?? notReached, version);
		const verdict = isOpen || (shown && judged === "wrong") ? "unknown" : judged;
		const hint = report && verdict === "wrong" ? hintAt(prediction, report, version) : undefined;
		const actual = report && actualLines(report);
		const hasRaised = report?.error !== undefined;
		const markLine = marks[0]?.line ?? line;
		return { line, isAtExit, markLine, verdict, predicted: prediction.lines, actual, hasRaised, hint };
	});
}

/**
 * Whether a run of the experiment would show only outputs that the person was asked about and has not predicted. It is
 * false if there is nothing to predict.
 */
export function isUnpredicted(source: string, isShown: IsShown): boolean {
	const { statements, atExit } = readPredictions(source);
	const asked = [...statements, ...(atExit && atExit.marks.length > 0 ? [atExit] : [])];
	const isBlank = ({ marks }: { readonly marks: readonly Mark[] }) =>
		marks.length > 0 && marks.every(({ text }) => text.trim() === dontKnow);
	// A blank is also among the marks that were shown from the start.
	return asked.some(isBlank) && asked.every((one) => isBlank(one) || isShown(one.marks));
}

/** The marks as the bank reads them. Marks that are shown come from the bank, so some may be for certain versions. */
function asInBank(source: string, line: number, isAtExit: boolean): readonly Mark[] {
	const { statements, atExit } = readMarks(source);
	const found = isAtExit ? atExit : statements.find(({ startLine }) => startLine === line);
	return found?.marks ?? [];
}

/** The predictions in the form in which the history keeps them; empty if nothing was predicted or nothing ran. */
export function predictedStatements(source: string, judgements: readonly Judgement[]): PredictedStatement[] {
	if (judgements.every(({ verdict }) => verdict === "unknown")) {
		return [];
	}
	const code = new Map(firstLines(source).map(({ line, text }) => [line, text]));
	return judgements.map(({ line, isAtExit, predicted, verdict }) => {
		return { code: isAtExit ? "# at exit" : (code.get(line) ?? ""), predicted, verdict };
	});
}

/** Output and exception as one list of lines, which is the form of a prediction. */
export function actualLines({ output, error }: StatementReport): string[] {
	return [...output, ...(error ? [describeError(error)] : [])];
}

function linesOf({ output, exception }: Expectation): string[] {
	return [...output, ...(exception === undefined ? [] : [exception])];
}

/** What the bank records about a statement. */
export interface BankRecord {
	/** What the marks promise on this version. */
	readonly expected: readonly string[];
	/**
	 * What the marks promise from each version on, the oldest first. The first entry, with an empty `since`, is for the
	 * plain marks.
	 */
	readonly byVersion: readonly { readonly since: string; readonly expected: readonly string[] }[];
}

/** What the marks of a statement record, for CPython `version` and for all versions. */
export function bankRecordOf(marks: readonly Mark[], version: string): BankRecord {
	const sinces = [...new Set(["", ...marks.map(({ since }) => since ?? "")])].sort(compareVersions);
	const byVersion = sinces.map((since) => ({ since, expected: linesOf(expectationFor(marks, since)) }));
	return { expected: linesOf(expectationFor(marks, version)), byVersion };
}
