import type { PredictedStatement } from "../journal/events";
import { compareVersions } from "../text/versions";
import { hintAt } from "./judging/hints";
import { judge, type Outcome, type Verdict } from "./judging/judging";
import { type Expectation, expectationFor, type IsShown, type Mark, readMarks, readPredictions } from "./marks";
import { firstLines } from "./python";
import { describeError, type RunReport, type StatementReport } from "./runReport";

export { dontKnow, nothing } from "./judging/wordings";

/** Something that a person was asked about, with what it did: a statement, or what is printed after the last one. */
export interface Judgement {
	/** 1-based line on which the statement starts, or of the comment `# at exit`. */
	readonly line: number;
	/** Whether it is about what is printed after the last statement. */
	readonly isAtExit: boolean;
	/** 1-based line of its first mark. */
	readonly markLine: number;
	/** `unknown` where the person left a `?`, was shown another output than came, or it did not come so far. */
	readonly verdict: Verdict;
	readonly predicted: readonly string[];
	/** Its output, and its exception as `Name: message`; nothing where the run ended before it. */
	readonly actual: readonly string[] | undefined;
	/** What differs in one phrase, where the prediction is wrong and there is one. Markdown. */
	readonly hint: string | undefined;
}

/** As much of a run as predictions are judged by. */
export type Run = Readonly<Pick<RunReport, "atExit" | "syntaxError" | "isCutShort">> & {
	readonly statements: readonly StatementReport[];
};

/** What a statement does that an earlier one keeps from running. */
const notReached: Outcome = { output: [], error: undefined };

/** Stands for a line where something is said of what is printed after the last statement. */
export const exitLine = 0;

/** What was printed after the last statement, as that of a statement. */
export function exitReport({ atExit }: Pick<Run, "atExit">): StatementReport {
	return { line: exitLine, ...atExit, error: undefined };
}

/**
 * Compares the predictions of a scratch file's experiment with what a run on CPython `version` did, by the rule of
 * `judging.ts`. `isShown` tells the marks that the person did not write; where those do not hold, nobody was wrong. Where
 * the run was cut short or did not begin, what it did not come to the end of is unknown.
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
		return { line, isAtExit, markLine: marks[0]?.line ?? line, verdict, predicted: prediction.lines, actual, hint };
	});
}

/** Marks that are shown are the bank's, so that some may be for some versions. */
function asInBank(source: string, line: number, isAtExit: boolean): readonly Mark[] {
	const { statements, atExit } = readMarks(source);
	const found = isAtExit ? atExit : statements.find(({ startLine }) => startLine === line);
	return found?.marks ?? [];
}

/** What was predicted, as the history keeps it; nothing where nobody predicted anything, or nothing ran. */
export function predictedStatements(source: string, judgements: readonly Judgement[]): PredictedStatement[] {
	if (judgements.every(({ verdict }) => verdict === "unknown")) {
		return [];
	}
	const code = new Map(firstLines(source).map(({ line, text }) => [line, text]));
	return judgements.map(({ line, isAtExit, predicted, verdict }) => {
		return { code: isAtExit ? "# at exit" : (code.get(line) ?? ""), predicted, verdict };
	});
}

/** Output and exception as one list of lines, as a prediction has them. */
export function actualLines({ output, error }: StatementReport): string[] {
	return [...output, ...(error ? [describeError(error)] : [])];
}

function linesOf({ output, exception }: Expectation): string[] {
	return [...output, ...(exception === undefined ? [] : [exception])];
}

/** How the bank's record of a statement compares with what it did here. */
export interface BankRecord {
	/** What the marks promise on this version. */
	readonly expected: readonly string[];
	/** The versions between which the promise changes, oldest first: `since` is empty for the plain marks, or none. */
	readonly byVersion: readonly { readonly since: string; readonly expected: readonly string[] }[];
}

/** The record that an experiment of the bank has of its statements, by the text of each. */
export function bankRecordOf(marks: readonly Mark[], version: string): BankRecord {
	const sinces = [...new Set(["", ...marks.map(({ since }) => since ?? "")])].sort(compareVersions);
	const byVersion = sinces.map((since) => ({ since, expected: linesOf(expectationFor(marks, since)) }));
	return { expected: linesOf(expectationFor(marks, version)), byVersion };
}
