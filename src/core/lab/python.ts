import { Lines } from "../text/lines";
import { remembered } from "../text/remembered";
import { scanPython } from "./pythonScan";

/** The 1-based first and last line. */
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
	/**
	 * Top-level statements in order, with their decorators. Statements on one line, separated by semicolons, count as
	 * one.
	 */
	readonly statements: readonly Statement[];
	readonly comments: readonly Comment[];
}

/**
 * Finds the top-level statements and the comments of Python source. Never fails: in broken code, it finds as much as it
 * can.
 */
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

/**
 * `outlinePython` for parts of a document. Its results are remembered, because each key that is typed in one part makes
 * listeners ask about the other parts again.
 */
export const outlinePart = remembered(outlinePython);

/** The lines of Python source that contain code, without comments and without spaces at their ends. */
export function codeLines(code: string): string[] {
	return withoutComments(code, outlinePython(code)).filter((line) => line !== "");
}

/** The first line of each top-level statement, without a comment. Lines are 1-based. */
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
