import { type Comment, outlinePython } from "./python";
import { readSign, type Sign } from "./sign";

/** One `# =>` or `# !!` line of an experiment. */
export interface Mark {
	readonly kind: Sign["kind"];
	/** `3.13` in `# =>3.13 …`: holds from that CPython on, in place of the plain marks. */
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

export interface MarkReading {
	readonly statements: readonly MarkedStatement[];
	/** Marks above the first statement, which no statement owns. */
	readonly orphans: readonly Mark[];
}

/** What a statement must print, and raise, on one CPython. */
export interface Expectation {
	readonly output: readonly string[];
	/** `Name: message`. */
	readonly exception: string | undefined;
}

const longestAskedLine = 40;
const mostAskedLines = 4;
const blank = "# => ?";
/** Beside the panel, in a laptop's window, an editor shows about 43 columns: the rest is for what is typed at the blank. */
const widestWithBlank = 32;

/** Reads the marks of Python source and gives each to the last top-level statement that starts on or before its line. */
export function readMarks(code: string): MarkReading {
	const outline = outlinePython(code);
	const owned = new Map<number, Mark[]>();
	const orphans: Mark[] = [];
	for (const comment of outline.comments) {
		const mark = readMark(comment);
		if (!mark) {
			continue;
		}
		const owner = outline.statements.findLast((statement) => statement.startLine <= mark.line);
		if (owner) {
			owned.set(owner.startLine, [...(owned.get(owner.startLine) ?? []), mark]);
		} else {
			orphans.push(mark);
		}
	}
	const statements = [...owned].map(([startLine, marks]) => ({ startLine, marks }));
	return { statements, orphans };
}

function readMark({ text, line, column }: Comment): Mark | undefined {
	const sign = readSign(text);
	return sign && { kind: sign.kind, since: sign.since, text: text.slice(sign.length).trimEnd(), line, column };
}

/** What the marks promise on CPython `version` (`3.13.0`): the newest versioned group that applies, else the plain marks. */
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

/** Negative, zero or positive, by the numbers between the dots; missing ones count as zero. */
export function compareVersions(left: string, right: string): number {
	const [a, b] = [left.split(".").map(Number), right.split(".").map(Number)];
	for (let index = 0; index < Math.max(a.length, b.length); index++) {
		const difference = (a[index] ?? 0) - (b[index] ?? 0);
		if (difference !== 0) {
			return difference;
		}
	}
	return 0;
}

/** Whether a statement's marks are shown rather than asked. */
export type IsShown = (marks: readonly Mark[]) => boolean;

/**
 * The code with one `# => ?` in place of each statement's marks, but for those to be shown. It is where the first mark was,
 * or below it where whoever types there would scroll the code out of sight.
 */
export function askMarks(code: string, isShown: IsShown = isTooLong): string {
	const asked = new Map<number, { readonly column: number; readonly first: boolean }>();
	for (const { marks } of readMarks(code).statements) {
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
			if (!mark) {
				return [line];
			}
			const statement = line.slice(0, mark.column);
			const code = statement.trim() === "" ? [] : [statement.trimEnd()];
			if (!mark.first) {
				return code;
			}
			const isBeside = code.length === 0 || statement.length + blank.length <= widestWithBlank;
			return isBeside ? [`${statement}${blank}`] : [...code, `${/^\s*/.exec(statement)?.[0]}${blank}`];
		})
		.join("\n");
}

/** Marks that a person was shown from the start, and did not write: those that also stand in `asked`. */
export function shownIn(asked: string): IsShown {
	const shown = new Set(readMarks(asked).statements.map(({ marks }) => contentOf(marks)));
	return (marks) => shown.has(contentOf(marks));
}

function contentOf(marks: readonly Mark[]): string {
	return marks.map(({ kind, since = "", text }) => `${kind} ${since} ${text}`).join("\n");
}

/** Output too long to be predicted: over 40 characters a line, or 4 lines. */
function isTooLong(marks: readonly Mark[]): boolean {
	const versions = new Set(marks.map((mark) => mark.since));
	return [...versions].some((since) => {
		const output = marks.filter((mark) => mark.since === since && mark.kind === "output");
		return output.length > mostAskedLines || output.some((mark) => mark.text.length > longestAskedLine);
	});
}
