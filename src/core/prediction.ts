import { compareVersions, type Expectation, expectationFor, type IsShown, type Mark, readMarks } from "./marks";
import { printable } from "./outputText";
import { describeError, type StatementReport } from "./runReport";

/** What came of a prediction; `unknown` where the person left a `?`, was shown another output than came, or it did not come so far. */
type Verdict = "right" | "wrong" | "unknown";

/** A statement that a person was asked about, with what it did. */
export interface Judgement {
	/** 1-based line on which the statement starts. */
	readonly line: number;
	/** 1-based line of its first mark. */
	readonly markLine: number;
	readonly verdict: Verdict;
	readonly predicted: readonly string[];
	/** Its output, and its exception as `Name: message`; nothing where the run ended before it. */
	readonly actual: readonly string[] | undefined;
}

type Pair = readonly [predicted: string, printed: string];

/** Which of some pairs of texts are equal Python literals. */
export type SameLiterals = (pairs: readonly Pair[]) => Promise<readonly boolean[]>;

/** The word for a statement that prints nothing. */
export const nothing = "nothing";
export const dontKnow = "?";

/** Nobody predicts longer ones, and they may be too much for Python's parser. */
const longestLiteral = 1_000;

/** Strings, spaces, words and single signs. An apostrophe within a word begins no string. */
const tokenPattern = /(?<!\w)[bru]{0,2}(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|\s+|[^\s'"()[\]{},:=<>]+|[\s\S]/giu;

/** Other names of the same classes, in lower case. */
const sameClass = new Map([
	["environmenterror", "oserror"],
	["ioerror", "oserror"],
	["timeout", "timeouterror"],
]);

/**
 * Compares the marks of an experiment with what its statements did on CPython `version`. Judged kindly: lines are alike
 * where Python reads the same literals in both, and of an exception the class is enough. `isShown` tells the marks that the
 * person did not write; where those do not hold, nobody was wrong.
 */
export async function judgePredictions(
	source: string,
	reports: readonly StatementReport[],
	version: string,
	sameLiterals: SameLiterals,
	isShown: IsShown = () => false,
): Promise<Judgement[]> {
	const asked = readMarks(source).statements.map(({ startLine, marks }) => {
		const report = reports.find(({ line }) => line === startLine);
		return { startLine, marks, report, prediction: expectationFor(marks, version) };
	});
	const pairs = asked.flatMap(({ prediction, report }) => linePairs(prediction.output, report).flatMap(differences));
	const same = pairs.length === 0 ? [] : await sameLiterals(pairs);
	const literals = new Set(pairs.filter((_, index) => same[index]).map(keyOf));
	return asked.map(({ startLine, marks, report, prediction }) => {
		const verdict = judge(prediction, report, literals);
		return {
			line: startLine,
			markLine: marks[0]?.line ?? startLine,
			verdict: verdict === "wrong" && isShown(marks) ? "unknown" : verdict,
			predicted: linesOf(prediction),
			actual: report && actualLines(report),
		};
	});
}

/** Judgements of a run that was cut short: of what it did not come to the end of, no prediction is wrong. */
export function judgeCutShort(judgements: readonly Judgement[], reached: readonly StatementReport[]): Judgement[] {
	const last = reached.at(-1)?.line;
	return judgements.map((judgement) =>
		judgement.actual === undefined || judgement.line === last ? { ...judgement, verdict: "unknown" } : judgement,
	);
}

/** Output and exception as one list of lines, as a prediction has them. */
export function actualLines({ output, error }: StatementReport): string[] {
	return [...output, ...(error ? [describeError(error)] : [])];
}

function linesOf({ output, exception }: Expectation): string[] {
	return [...output, ...(exception === undefined ? [] : [exception])];
}

function judge(prediction: Expectation, report: StatementReport | undefined, literals: ReadonlySet<string>): Verdict {
	const lines = linesOf(prediction);
	if (lines.some((line) => line.trim() === dontKnow)) {
		return "unknown";
	}
	if (!report) {
		return "wrong";
	}
	const { error } = report;
	if (!error) {
		return prediction.exception === undefined && isOutput(lines, report, literals) ? "right" : "wrong";
	}
	const last = lines.findLastIndex((line) => line.trim() !== "");
	const isNamed = isSameClass(classNamed(lines[last] ?? ""), error.name);
	return isNamed && (last === 0 || isOutput(lines.slice(0, last), report, literals)) ? "right" : "wrong";
}

/** Enter leaves empty marks behind, so that there may be more of them than empty lines were printed. */
function isOutput(lines: readonly string[], report: StatementReport, literals: ReadonlySet<string>): boolean {
	const { output } = report;
	if (output.length === 0 && /^(?:prints )?nothing$/i.test(lines.join("").trim())) {
		return true;
	}
	return (
		lines.slice(output.length).every((line) => line.trim() === "") &&
		lines.length >= output.length &&
		linePairs(lines, report).every((pair) => isAlike(pair, literals))
	);
}

function linePairs(predicted: readonly string[], report: StatementReport | undefined): Pair[] {
	const output = report?.output.slice(0, predicted.length) ?? [];
	return output.map((printed, index) => [comparable(predicted[index] ?? ""), comparable(printed)]);
}

/** Nobody can predict the address of an object. */
function comparable(line: string): string {
	return printable(line).replace(/\bat 0x(?:[0-9a-f]+|…|\.{3})/gi, "at 0x…");
}

function isAlike(pair: Pair, literals: ReadonlySet<string>): boolean {
	const [predicted, printed] = pair;
	if (predicted === printed || literals.has(keyOf(pair))) {
		return true;
	}
	const parts = partPairs(pair);
	return parts.length > 0 && parts.every((part) => isAlike(part, literals));
}

/** What would have to be the same literals for two lines to be alike: themselves, or each of their parts. */
function differences(pair: Pair): Pair[] {
	const [predicted, printed] = pair;
	return predicted === printed || isTooLong(pair) ? [] : [pair, ...partPairs(pair).flatMap(differences)];
}

function isTooLong(pair: Pair): boolean {
	return pair.some(({ length }) => length > longestLiteral);
}

/** The parts of two texts, one by one; none where they have not as many. */
function partPairs(pair: Pair): Pair[] {
	if (isTooLong(pair)) {
		return [];
	}
	const [predicted, printed] = pair;
	const [left, right] = [partsOf(predicted), partsOf(printed)];
	return left.length === right.length && left.length > 1 ? left.map((part, index) => [part, right[index] ?? ""]) : [];
}

/** `Point`, `(x=1, y=[2])` of `Point(x=1, y=[2])`; of what is in brackets only, those and what they hold without spaces. */
function partsOf(text: string): string[] {
	const parts = splitOutsideBrackets(text);
	if (parts.length !== 1 || !/^[([{]./.test(text)) {
		return parts;
	}
	const inside = splitOutsideBrackets(text.slice(1, -1)).filter((part) => part.trim() !== "");
	return [text.slice(0, 1), ...inside, text.slice(-1)];
}

function splitOutsideBrackets(text: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	for (const [token] of text.matchAll(tokenPattern)) {
		const isInside = depth > 0;
		if ("([{".includes(token)) {
			depth++;
		} else if (")]}".includes(token) && isInside) {
			depth--;
		}
		parts.push(isInside ? `${parts.pop() ?? ""}${token}` : token);
	}
	return parts;
}

function keyOf(pair: Pair): string {
	return JSON.stringify(pair);
}

/** The class in `ValueError`, `ValueError: message`, `raises ValueError` or `json.JSONDecodeError`. */
function classNamed(prediction: string): string {
	const match = /^\s*(?:!!\s*)?(?:raises?\s+(?:an?\s+)?)?(?:[^\s.:(]+\.)*([^\s.:(]+)\s*(?:[:(].*)?$/i.exec(prediction);
	return match?.[1] ?? "";
}

function isSameClass(left: string, right: string): boolean {
	const [a, b] = [left.toLowerCase(), right.toLowerCase()];
	return (sameClass.get(a) ?? a) === (sameClass.get(b) ?? b);
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
