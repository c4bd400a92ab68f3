import { remembered } from "../text/remembered";
import type { PredictionMark } from "./markEditing";
import { outlinePart } from "./python";
import { readRegions } from "./regions";
import { readPredictionSign } from "./sign";

/** What somebody who knows the sign, or half of it, writes in place of `# =>`: other spaces, another arrow, more signs. */
const outputPattern = /^#+[:!]?\s*(?:[=-]+\s*>+|[＝ー－]+[＞>]+|[⇒→➜⟹])=*\s*/u;
const exceptionPattern = /^(?:#\s{2,}|##+\s*|#\s?(?=!\s))!\s?!(?!!)\s*/;

/** The sign that a comment seems to mean, and how much of it stands for that; nothing for a mark, and for other comments. */
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

/** A comment that is not read as a prediction, though it seems to be meant as one. Positions are 0-based. */
export interface Lookalike extends Omit<PredictionMark, "isBlank"> {
	/** The comment as it would be read as a prediction. */
	readonly replacement: string;
}

/**
 * Comments of experiments that seem to be meant as predictions. Only those beside code, or in the first place below it, are:
 * a line of prose may begin with an arrow, but stands below other prose.
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
	/** Where the last line is that such a comment may follow, and whether it does: of prose, none does. */
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
