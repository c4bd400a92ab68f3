/**
 * The rule by which a prediction is judged, in full in docs/judging.md:
 *
 * 1. A line is right if its text is equal, but for spaces at its end and, where the output has none, at its start.
 * 2. Otherwise, a line is right where the printed line, or a bracketed group in it, is text that `repr` writes, if both have
 *    the same tokens there and the same text elsewhere. Spacing, the kind of quotes, a trailing comma, the order in sets
 *    and addresses are free. Escapes, digits, redundant parentheses and the order in everything else are not.
 * 3. `nothing`, `no output` and the like are right where nothing was printed. `?`, `idk` and the like mean Don't Know.
 * 4. Of an exception, the class counts, in any usual wording but not with another to choose from. What was printed before
 *    it must be predicted as well.
 * 5. Several lines may be typed on one, joined by ` ⏎ ` or `\n`. A comment behind a prediction and a left-over `?` are
 *    ignored where the text as it stands is not what was printed.
 */

import { printable } from "../../text/outputText";
import { namesException, type Raised } from "./exceptionNames";
import { isSameLine } from "./sameLine";
import { dontKnow, longestLine, readingsOf, saysDontKnow, saysEmptyLine, saysNothing, unfoldingsOf } from "./wordings";

/** What a person predicted of a statement, or of what is printed at exit. */
export interface Prediction {
	/** The predicted lines; the last may be an exception. */
	readonly lines: readonly string[];
	/** Whether the last line is marked as an exception. */
	readonly hasException: boolean;
}

/** What a statement did. */
export interface Outcome {
	/** Lines, without spaces at their ends. */
	readonly output: readonly string[];
	readonly error: Raised | undefined;
}

/** What came of a prediction; `unknown` where there was none. */
export type Verdict = "right" | "wrong" | "unknown";

/** Judges what a person predicted of a statement by what it did on CPython `version`. */
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

/** Splits predicted lines into what is printed and what is raised; nothing where they do not name this exception. */
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

/** Enter leaves empty marks behind, so that there may be more of them than empty lines were printed. */
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
