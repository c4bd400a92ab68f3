import { outlinePart } from "./python";
import { readPredictionSign } from "./sign";

/** The lines of an experiment, counted from 0, that are blanks. */
export function blankLines(asked: string): number[] {
	return outlinePart(asked).comments.flatMap(({ line, column, text }) => {
		const sign = column === 0 ? readPredictionSign(text) : undefined;
		return sign && text.slice(sign.length).trim() === "?" ? [line - 1] : [];
	});
}

/**
 * An experiment with predictions in its blanks, in their order. A prediction may have several lines. A blank without a
 * prediction stays.
 */
export function fillBlanks(asked: string, predictions: readonly string[]): string {
	const numbers = new Map(blankLines(asked).map((line, number) => [line, number]));
	return asked
		.split("\n")
		.flatMap((line, index) => {
			const prediction = (predictions[numbers.get(index) ?? -1] ?? "").trimEnd();
			return prediction === "" ? [line] : prediction.split("\n").map((text) => `# => ${text}`);
		})
		.join("\n");
}
