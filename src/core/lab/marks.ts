import { compareVersions } from "../text/versions";
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
 * The most columns of a line with a blank beside its code. An editor beside the panel shows about 43 columns on a
 * laptop. The rest is for what is typed at the blank.
 */
const widestWithBlank = 32;

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
 * The bank's code with one `# => ?` in place of the marks of each statement, unless they are too long to be asked. The
 * blank is where the first mark was, or on the line below if typing beside the code would scroll the code out of sight.
 */
export function askMarks(code: string): string {
	return withBlanks(code, readMarks(code), isTooLong);
}

/** Does the same for a scratch file's experiment in which a person filled in the marks. */
export function askAgain(source: string, isShown: IsShown): string {
	return withBlanks(source, readPredictions(source), isShown);
}

function withBlanks(code: string, { statements, atExit }: MarkReading, isShown: IsShown): string {
	const asked = new Map<number, { readonly column: number; readonly first: boolean }>();
	for (const { marks } of atExit ? [...statements, atExit] : statements) {
		if (isShown(marks)) {
			continue;
		}
		for (const [index, mark] of marks.entries()) {
			asked.set(mark.line, { column: mark.column, first: index === 0 });
		}
	}
	return code
		.split("\n")
		.flatMap((line, index) => {
			const mark = asked.get(index + 1);
			return mark ? withBlank(line, mark.column, mark.first) : [line];
		})
		.join("\n");
}

/** The line with a blank in place of the mark at a column, or without the mark. */
function withBlank(line: string, column: number, isAsked: boolean): string[] {
	const statement = line.slice(0, column);
	const code = statement.trim() === "" ? [] : [statement.trimEnd()];
	if (!isAsked) {
		return code;
	}
	const isBeside = code.length === 0 || statement.length + blank.length <= widestWithBlank;
	return isBeside ? [`${statement}${blank}`] : [...code, `${/^\s*/.exec(statement)?.[0]}${blank}`];
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
