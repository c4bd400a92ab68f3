import { dontKnow } from "./prediction";
import { outlinePython } from "./python";
import { readRegions } from "./scratch";
import { readSign } from "./sign";

/** A mark that a person writes a prediction into. Positions are 0-based. */
export interface PredictionMark {
	readonly line: number;
	/** Of the text after `# => `. */
	readonly start: number;
	/** Behind its last character, or behind the `?` of a blank. */
	readonly end: number;
	readonly isBlank: boolean;
}

/**
 * The marks of a scratch file's experiments, blank or filled in, from top to bottom. Each experiment is read alone, so that
 * one with a string that does not end hides no mark of the others.
 */
export function predictionMarks(code: string): PredictionMark[] {
	return readRegions(code).flatMap(({ source }) => {
		const lines = source.split("\n");
		return outlinePython(source).comments.flatMap(({ line, column }) => {
			// Not the comment's own text, for that lacks the spaces behind a prediction that is being typed.
			const comment = (lines[line - 1] ?? "").slice(column);
			const sign = readSign(comment);
			if (!sign) {
				return [];
			}
			const isBlank = comment.slice(sign.length).trim() === dontKnow;
			const { length } = isBlank ? comment.trimEnd() : comment;
			return [{ line: line - 1, start: column + sign.length, end: column + length, isBlank }];
		});
	});
}

/** The blank mark at or after a position, beginning again at the top; nothing where all are filled in. */
export function nextBlank(code: string, line: number, character: number): PredictionMark | undefined {
	const blanks = predictionMarks(code).filter(({ isBlank }) => isBlank);
	const isAhead = (mark: PredictionMark) => mark.line > line || (mark.line === line && mark.start >= character);
	return blanks.find(isAhead) ?? blanks[0];
}
