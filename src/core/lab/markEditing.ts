import { remembered } from "../text/remembered";
import { dontKnow } from "./prediction";
import { outlinePart } from "./python";
import { readRegions } from "./regions";
import { readPredictionSign } from "./sign";

/** A mark that a person writes a prediction into. Positions are 0-based. */
export interface PredictionMark {
	readonly line: number;
	/** The start of the text after `# => `. */
	readonly start: number;
	/** The end of that text, or of the `?` in a blank. */
	readonly end: number;
	readonly isBlank: boolean;
}

/**
 * The marks of a scratch file's experiments, blank or filled in, from top to bottom. Each experiment is read on its
 * own, so that a string that doesn't end hides only marks of its own experiment.
 */
export const predictionMarks = remembered((text): readonly PredictionMark[] =>
	readRegions(text).flatMap(({ code, firstLine }) =>
		marksOf(code).map((mark) => ({ ...mark, line: mark.line + firstLine - 1 })),
	),
);

const marksOf = remembered((code): readonly PredictionMark[] => {
	const lines = code.split("\n");
	return outlinePart(code).comments.flatMap(({ line, column }) => {
		// The comment's own text lacks trailing spaces, and a prediction that is being typed may end with spaces.
		const comment = (lines[line - 1] ?? "").slice(column);
		const sign = readPredictionSign(comment);
		if (!sign) {
			return [];
		}
		const isBlank = comment.slice(sign.length).trim() === dontKnow;
		const { length } = isBlank ? comment.trimEnd() : comment;
		return [{ line: line - 1, start: column + sign.length, end: column + length, isBlank }];
	});
});

/** The mark on a 0-based line. This is a binary search, because a file may have thousands of marks. */
export function markOn(text: string, line: number): PredictionMark | undefined {
	const marks = predictionMarks(text);
	let [low, high] = [0, marks.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((marks[middle]?.line ?? 0) < line) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return marks[low]?.line === line ? marks[low] : undefined;
}

/** The mark whose text contains a position or ends at it. */
export function markAt(text: string, line: number, character: number): PredictionMark | undefined {
	const mark = markOn(text, line);
	return mark && mark.start <= character && character <= mark.end ? mark : undefined;
}

/**
 * The first blank at or after a position or, if there is none, the first of all. `undefined` if all marks are filled
 * in.
 */
export function nextBlank(code: string, line: number, character: number): PredictionMark | undefined {
	const blanks = predictionMarks(code).filter(({ isBlank }) => isBlank);
	const isAhead = (mark: PredictionMark) => mark.line > line || (mark.line === line && mark.start >= character);
	return blanks.find(isAhead) ?? blanks[0];
}

/** The most lines below a mark at which the keybindings of package.json find the next blank. */
export const mostLinesBelow = 40;

/** How many lines below a mark, which is on a 0-based line, the next blank is. 0 if there is none, or if it is too far down. */
export function linesToNextBlank(text: string, line: number): number {
	const next = predictionMarks(text).find((mark) => mark.isBlank && mark.line > line);
	const distance = next ? next.line - line : 0;
	return distance <= mostLinesBelow ? distance : 0;
}

/** What must change after Enter has started another line below a blank or an empty mark. Lines are 0-based. */
export interface LeftBlank {
	/** The lines to remove. */
	readonly firstLine: number;
	readonly lastLine: number;
	/** The mark that stays. */
	readonly mark: PredictionMark;
	/** Whether the mark that stays has lost its `?`. */
	readonly isEmpty: boolean;
}

/**
 * Whether Enter has left a blank: the 0-based line that it has started is empty, and so is the mark above. `undefined` if
 * Enter has continued a prediction.
 */
export function leftBlank(text: string, line: number): LeftBlank | undefined {
	const lines = text.split(/\r?\n/);
	const isEmpty = (mark: PredictionMark) => lines[mark.line]?.slice(mark.start, mark.end).trim() === "";
	const [started, above, before] = [line, line - 1, line - 2].map((at) => markOn(text, at));
	if (!started || !isEmpty(started) || !above || !(above.isBlank || isEmpty(above))) {
		return undefined;
	}
	const isFurtherLine = before && !above.isBlank && lines[above.line]?.trimStart().startsWith("#");
	return isFurtherLine
		? { firstLine: line - 1, lastLine: line, mark: before, isEmpty: false }
		: { firstLine: line, lastLine: line, mark: above, isEmpty: !above.isBlank };
}
