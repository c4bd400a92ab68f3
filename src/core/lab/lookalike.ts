import { remembered } from "../text/remembered";
import type { PredictionMark } from "./markEditing";
import { outlinePart } from "./python";
import { readRegions } from "./regions";
import { readPredictionSign } from "./sign";

/**
 * What people who know the sign only roughly type instead of `# =>`: other spaces, another arrow, or more characters.
 */
const outputPattern = /^#+[:!]?\s*(?:[=-]+\s*>+|[＝ー－]+[＞>]+|[⇒→➜⟹])=*\s*/u;
const exceptionPattern = /^(?:#\s{2,}|##+\s*|#\s?(?=!\s))!\s?!(?!!)\s*/;

/**
 * The sign that a comment seems to mean, and the length of the text in its place. `undefined` for marks and for other
 * comments.
 */
export function looksLikeMark(
	comment: string,
): { readonly sign: "# =>" | "# !!"; readonly length: number } | undefined {
	if (readPredictionSign(comment)) {
		return undefined;
	}
	const [output] = outputPattern.exec(comment) ?? [];
	if (output !== undefined) {
		return { sign: "# =>", length: output.length };
	}
	const [exception] = exceptionPattern.exec(comment) ?? [];
	return exception === undefined ? undefined : { sign: "# !!", length: exception.length };
}

/** A comment that seems to be meant as a prediction, but is not read as one. Positions are 0-based. */
export interface Lookalike extends Omit<PredictionMark, "isBlank"> {
	/** The comment in the form that is read as a prediction. */
	readonly replacement: string;
}

/**
 * Comments of experiments that seem to be meant as predictions. Such a comment must be beside code, or follow code, a
 * comment beside code, a mark, or another such comment. A line of prose may begin with an arrow too, but then it
 * follows other prose.
 */
export const lookalikes = remembered((text): readonly Lookalike[] =>
	readRegions(text).flatMap(({ code, firstLine }) =>
		lookalikesOf(code).map((found) => ({ ...found, line: found.line + firstLine - 1 })),
	),
);

const lookalikesOf = remembered((code): readonly Lookalike[] => {
	const { statements, comments } = outlinePart(code);
	const lines = code.split("\n");
	const first = statements[0]?.startLine ?? lines.length;
	const found: Lookalike[] = [];
	/**
	 * The line of the last comment. `mayFollow` is whether the next line may be such a comment, which it may not after
	 * prose.
	 */
	let last = 0;
	let mayFollow = false;
	for (const { line, column, text } of comments) {
		const isAlone = lines[line - 1]?.slice(0, column).trim() === "";
		const isCodeBetween = lines.slice(last, line - 1).some((other) => other.trim() !== "");
		const isPlaced: boolean = line >= first && (!isAlone || isCodeBetween || mayFollow);
		const like: ReturnType<typeof looksLikeMark> = isPlaced ? looksLikeMark(text) : undefined;
		if (like) {
			const rest = text.slice(like.length) || "?";
			found.push({ line: line - 1, start: column, end: column + text.length, replacement: `${like.sign} ${rest}` });
		}
		last = line;
		mayFollow = !isAlone || like !== undefined || readPredictionSign(text) !== undefined;
	}
	return found;
});
