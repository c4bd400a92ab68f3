import { parser } from "@lezer/python";

/** 1-based, inclusive. */
interface Statement {
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
	/** Top-level statements in order, decorators included. */
	readonly statements: readonly Statement[];
	readonly comments: readonly Comment[];
}

/** Where the top-level statements and the comments of Python source are. Never fails: broken code gives its best reading. */
export function outlinePython(code: string): PythonOutline {
	const lineStarts = [0];
	for (let at = code.indexOf("\n"); at !== -1; at = code.indexOf("\n", at + 1)) {
		lineStarts.push(at + 1);
	}
	const lineAt = (offset: number) => {
		const next = lineStarts.findIndex((start) => start > offset);
		return next === -1 ? lineStarts.length : next;
	};
	const lastCharacter = (from: number, to: number) => from + Math.max(0, code.slice(from, to).trimEnd().length - 1);

	const tree = parser.parse(code);
	const statements: Statement[] = [];
	for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
		if (node.name !== "Comment" && node.to > node.from) {
			statements.push({ startLine: lineAt(node.from), endLine: lineAt(lastCharacter(node.from, node.to)) });
		}
	}
	const comments: Comment[] = [];
	tree.iterate({
		enter(node) {
			if (node.name === "Comment") {
				const line = lineAt(node.from);
				comments.push({
					line,
					column: node.from - (lineStarts[line - 1] ?? 0),
					text: code.slice(node.from, node.to).trimEnd(),
				});
			}
		},
	});
	return { statements, comments };
}

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
