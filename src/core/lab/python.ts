import { Lines } from "../text/lines";
import { remembered } from "../text/remembered";
import { scanPython } from "./pythonScan";

/** 1-based, inclusive. */
export interface Statement {
	readonly startLine: number;
	readonly endLine: number;
}

export interface Comment {
	/** 1-based. */
	readonly line: number;
	/** 0-based, in UTF-16 code units. */
	readonly column: number;
	/** From `#` to the end of the line. */
	readonly text: string;
}

export interface PythonOutline {
	/** Top-level statements in order, decorators included; those that begin on one line, divided by semicolons, are one. */
	readonly statements: readonly Statement[];
	readonly comments: readonly Comment[];
}

/** Where the top-level statements and the comments of Python source are. Never fails: broken code gives its best reading. */
export function outlinePython(code: string): PythonOutline {
	const scan = scanPython(code);
	const lines = new Lines(code);
	const statements: { startLine: number; endLine: number }[] = [];
	for (const { from, to } of scan.statements) {
		const [startLine, endLine] = [lines.at(from), lines.at(to - 1)];
		const before = statements.at(-1);
		if (before?.startLine === startLine) {
			before.endLine = endLine;
		} else {
			statements.push({ startLine, endLine });
		}
	}
	const comments = scan.comments.map(({ from, to }) => {
		const line = lines.at(from);
		return { line, column: from - lines.start(line), text: code.slice(from, to).trimEnd() };
	});
	return { statements, comments };
}

/** The same of a part of a document, which is asked for again with each key in another part. */
export const outlinePart = remembered(outlinePython);

/** The lines of Python source that hold code, without comments and spaces at their ends. */
export function codeLines(code: string): string[] {
	return withoutComments(code, outlinePython(code)).filter((line) => line !== "");
}

/** The first line of each top-level statement, without a comment; lines are 1-based. */
export function firstLines(code: string): { readonly line: number; readonly text: string }[] {
	const outline = outlinePython(code);
	const lines = withoutComments(code, outline);
	return outline.statements.map(({ startLine }) => ({ line: startLine, text: (lines[startLine - 1] ?? "").trim() }));
}

function withoutComments(code: string, { comments }: PythonOutline): string[] {
	const lines = code.split("\n");
	for (const { line, column } of comments) {
		lines[line - 1] = lines[line - 1]?.slice(0, column) ?? "";
	}
	return lines.map((line) => line.trimEnd());
}
