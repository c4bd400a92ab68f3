import { compareVersions } from "../text/versions";
import { askedStatements } from "./blanks";
import { type Comment, outlinePython } from "./python";
import { readPredictionSign, readSign, type Sign } from "./sign";

/** One `# =>` or `# !!` line of an experiment. */
export interface Mark {
	readonly kind: Sign["kind"];
	/** `3.13` in `# =>3.13 …`: the first CPython version for which this mark replaces the plain marks. */
	readonly since: string | undefined;
	/** One line of output, or `Name: message`. */
	readonly text: string;
	/** 1-based. */
	readonly line: number;
	/** 0-based column of the `#`. */
	readonly column: number;
}

/** The marks of one top-level statement. */
export interface MarkedStatement {
	/** 1-based line on which the statement starts. */
	readonly startLine: number;
	readonly marks: readonly Mark[];
}

/** The marks of what is printed after the last statement. */
export interface ExitMarks {
	/** 1-based line of the comment `# at exit` above them. */
	readonly line: number;
	readonly marks: readonly Mark[];
}

export interface MarkReading {
	readonly statements: readonly MarkedStatement[];
	/** Marks above the first statement, which no statement owns. */
	readonly orphans: readonly Mark[];
	/** The marks below `# at exit`, if there is such a line. */
	readonly atExit: ExitMarks | undefined;
}

/** What a statement must print and raise on one CPython version. */
export interface Expectation {
	readonly output: readonly string[];
	/** `Name: message`. */
	readonly exception: string | undefined;
}

const longestAskedLine = 40;
const mostAskedLines = 4;
const blank = "# => ?";
const exitPattern = /^# ?at exit$/;
/**
 * Reads the marks of an experiment of the bank. A mark belongs to the last top-level statement that starts on its line
 * or above it, unless it is below `# at exit`.
 */
export function readMarks(code: string): MarkReading {
	return read(code, readSign);
}

/**
 * Reads the predictions of a scratch file's experiment in the same way. They apply to every version: `# =>3.0` predicts
 * `3.0`.
 */
export function readPredictions(source: string): MarkReading {
	return read(source, readPredictionSign);
}

function read(code: string, signOf: (comment: string) => Sign | undefined): MarkReading {
	const outline = outlinePython(code);
	const owned = new Map<number, Mark[]>();
	const orphans: Mark[] = [];
	const exit = outline.comments.findLast(({ column, text }) => column === 0 && exitPattern.test(text));
	const ended: Mark[] = [];
	for (const comment of outline.comments) {
		const mark = markOf(comment, signOf);
		if (!mark) {
			continue;
		}
		const owner = outline.statements.findLast((statement) => statement.startLine <= mark.line);
		if (exit && exit.line < mark.line && (owner?.startLine ?? 0) < exit.line) {
			ended.push(mark);
		} else if (owner) {
			owned.set(owner.startLine, [...(owned.get(owner.startLine) ?? []), mark]);
		} else {
			orphans.push(mark);
		}
	}
	const statements = [...owned].map(([startLine, marks]) => ({ startLine, marks }));
	return { statements, orphans, atExit: exit && { line: exit.line, marks: ended } };
}

function markOf({ text, line, column }: Comment, signOf: (comment: string) => Sign | undefined): Mark | undefined {
	const sign = signOf(text);
	return sign && { kind: sign.kind, since: sign.since, text: text.slice(sign.length).trimEnd(), line, column };
}

/**
 * What the marks promise on CPython `version` (`3.13.0`). The newest group of versioned marks that applies decides, or
 * else the plain marks.
 */
export function expectationFor(marks: readonly Mark[], version: string): Expectation {
	const sinces = [...new Set(marks.flatMap((mark) => mark.since ?? []))];
	const since = sinces
		.filter((candidate) => compareVersions(candidate, version) <= 0)
		.sort(compareVersions)
		.at(-1);
	const group = marks.filter((mark) => mark.since === since);
	return {
		output: group.filter((mark) => mark.kind === "output").map((mark) => mark.text),
		exception: group.find((mark) => mark.kind === "exception")?.text,
	};
}

/** Tells whether a statement's marks are shown rather than asked. */
export type IsShown = (marks: readonly Mark[]) => boolean;

/**
 * The bank's code without its marks and with a `# => ?` on a line of its own below each statement of `askedStatements` from
 * the first marked one on. Marks that are too long to be asked stay, and their statements have no blank.
 */
export function askMarks(code: string): string {
	const { statements, atExit } = readMarks(code);
	const shown = new Set(statements.filter(({ marks }) => isTooLong(marks)).map(({ startLine }) => startLine));
	const removed = statements.filter(({ startLine }) => !shown.has(startLine)).flatMap(({ marks }) => marks);
	const first = statements[0]?.startLine ?? Number.POSITIVE_INFINITY;
	const asked = askedStatements(code, first).filter(({ startLine }) => !shown.has(startLine));
	const below = asked.map(({ endLine }) => endLine);
	const isAskedAtExit = atExit !== undefined && !isTooLong(atExit.marks);
	return withBlanks(
		code,
		[...removed, ...(isAskedAtExit ? atExit.marks : [])],
		[...below, ...(isAskedAtExit ? [atExit.line] : [])],
	);
}

/**
 * The source of a scratch file's experiment with one blank in place of what a person filled in for each statement, on a
 * line of its own.
 */
export function askAgain(source: string, isShown: IsShown): string {
	const { statements, atExit } = readPredictions(source);
	const filled = [...statements, ...(atExit ? [atExit] : [])].filter(({ marks }) => !isShown(marks));
	const below = filled.flatMap(({ marks }) => marks[0]?.line ?? []);
	return withBlanks(
		source,
		filled.flatMap(({ marks }) => marks),
		below,
	);
}

/** Removes marks, and the lines that contain nothing else, and puts a blank below each of the 1-based lines `below`. */
function withBlanks(code: string, marks: readonly Mark[], below: readonly number[]): string {
	const columns = new Map(marks.map(({ line, column }) => [line, column]));
	const blanks = new Set(below);
	return code
		.split("\n")
		.flatMap((line, index) => {
			const column = columns.get(index + 1);
			const left = column === undefined ? line : line.slice(0, column).trimEnd();
			return [...(column !== undefined && left === "" ? [] : [left]), ...(blanks.has(index + 1) ? [blank] : [])];
		})
		.join("\n");
}

/** Tells which marks of a scratch file were shown to the person from the start: those that `asked` contains too. */
export function shownIn(asked: string): IsShown {
	const { statements, atExit } = readPredictions(asked);
	const shown = new Set([...statements, ...(atExit ? [atExit] : [])].map(({ marks }) => contentOf(marks)));
	return (marks) => shown.has(contentOf(marks));
}

function contentOf(marks: readonly Mark[]): string {
	return marks.map(({ kind, text }) => `${kind} ${text}`).join("\n");
}

/** Whether the output is too long to be predicted: over 4 lines, or over 40 characters in a line. */
function isTooLong(marks: readonly Mark[]): boolean {
	const versions = new Set(marks.map((mark) => mark.since));
	return [...versions].some((since) => {
		const output = marks.filter((mark) => mark.since === since && mark.kind === "output");
		return output.length > mostAskedLines || output.some((mark) => mark.text.length > longestAskedLine);
	});
}
