/**
 * The rule by which a prediction is judged, in short. docs/judging.md has it in full.
 *
 * 1. A line is right if its text is equal. Spaces at the end don't count, nor do spaces at the start where the output
 *    has none.
 * 2. Otherwise, the printed line, or a bracketed group in it, may be text that `repr` writes. Then the line is right if
 *    both have the same tokens there and the same text elsewhere. Spacing, the kind of quotes, a trailing comma, the
 *    order in sets, and addresses don't count. Escapes, digits, redundant parentheses, and the order in everything else
 *    do.
 * 3. `nothing`, `no output`, and the like are right if nothing was printed. `?`, `idk`, and the like mean Don't Know.
 * 4. For an exception, the class counts, in any usual wording, but not with another class to choose from. What was
 *    printed before the exception must be predicted as well.
 * 5. Several lines may be typed as one, joined by ` ⏎ ` or `\n`. A comment after a prediction and a leftover `?` are
 *    ignored if the text as it is typed is not what was printed.
 */

import { printable } from "../../text/outputText";
import { namesException, type Raised } from "./exceptionNames";
import { isSameLine } from "./sameLine";
import { dontKnow, longestLine, readingsOf, saysDontKnow, saysEmptyLine, saysNothing, unfoldingsOf } from "./wordings";

/** What a person predicted for a statement, or for what is printed at exit. */
export interface Prediction {
	/** The predicted lines; the last may be an exception. */
	readonly lines: readonly string[];
	/** Whether the last line is marked as an exception. */
	readonly hasException: boolean;
}

/** What a statement did. */
export interface Outcome {
	/** Lines without spaces at their ends. */
	readonly output: readonly string[];
	readonly error: Raised | undefined;
}

/** The result of judging a prediction; `unknown` if there was no prediction. */
export type Verdict = "right" | "wrong" | "unknown";

/** Judges what a person predicted for a statement by what the statement did on CPython `version`. */
export function judge({ lines, hasException }: Prediction, { output, error }: Outcome, version: string): Verdict {
	const said = lines.map(printable);
	const was = { output: output.map(printable), error };
	if (said.some((line) => line.trim() === dontKnow)) {
		return "unknown";
	}
	const unfoldings = unfoldingsOf(said);
	const isRight = unfoldings.some((unfolded) =>
		error
			? isException(unfolded, { ...was, error }, version)
			: !hasException && isOutput(unfolded, was.output, unfolded === said),
	);
	const isDoubt = (line: string, index: number) => saysDontKnow(line) && line.trim() !== was.output[index];
	return isRight ? "right" : unfoldings.some((unfolded) => unfolded.some(isDoubt)) ? "unknown" : "wrong";
}

/** The lines of a prediction above the exception, or `undefined` if the last line doesn't name this exception. */
export function outputBefore(lines: readonly string[], error: Raised, version: string): readonly string[] | undefined {
	const last = lines.findLastIndex((line) => line.trim() !== "");
	return namesException(lines[last] ?? "", error, version) ? lines.slice(0, last) : undefined;
}

function isException(
	lines: readonly string[],
	{ output, error }: { readonly output: readonly string[]; readonly error: Raised },
	version: string,
): boolean {
	const before = outputBefore(lines, error, version);
	return before !== undefined && isOutput(before, output, true);
}

/**
 * Whether the predicted lines are what was printed. Pressing Enter leaves empty marks behind, so there may be more
 * empty lines at the end than were printed. Only if `isAsTyped` does an empty text mean that nothing is printed.
 */
export function isOutput(lines: readonly string[], output: readonly string[], isAsTyped: boolean): boolean {
	if (output.length === 0) {
		const text = lines.join(" ").trim();
		return saysNothing(text) || (isAsTyped && text === "");
	}
	return (
		lines.length >= output.length &&
		lines.slice(output.length).every((line) => line.trim() === "") &&
		output.every((printed, index) => isLine(lines[index] ?? "", printed))
	);
}

/** Whether a predicted line, read in any of the ways in which it may have been meant, is what was printed. */
export function isLine(predicted: string, printed: string): boolean {
	if (Math.max(predicted.length, printed.length) > longestLine) {
		return predicted.trimEnd() === printed.trimEnd();
	}
	return printed.trim() === ""
		? saysEmptyLine(predicted)
		: readingsOf(predicted).some((reading) => isSameLine(reading, printed));
}
