/** The beginning of a mark: `# =>`, or `# !!3.13`. */
export interface Sign {
	/** What the mark is about: a line of output, or an exception. */
	readonly kind: "output" | "exception";
	/** The first CPython version to which the mark applies; `undefined` if it applies to all. */
	readonly since: string | undefined;
	/** In UTF-16 code units. */
	readonly length: number;
}

/**
 * The spaces may be missing, because people forget them. A version counts as such only if a space or the end follows
 * it.
 */
const signPattern = /^#\s?(=>|!!)(?![=>!])(?:(3\.\d+(?:\.\d+)?)(?=\s|$))?\s?/;

/** The beginning of a comment that is a mark, and its length; `undefined` if the comment is not a mark. */
export function readSign(comment: string): Sign | undefined {
	const match = signPattern.exec(comment);
	return match
		? { kind: match[1] === "=>" ? "output" : "exception", since: match[2], length: match[0].length }
		: undefined;
}

/**
 * The beginning of a prediction in a scratch file. There, `# =>3.0` predicts `3.0`, because only the bank has marks for
 * certain versions.
 */
export function readPredictionSign(comment: string): Sign | undefined {
	const match = /^#\s?(=>|!!)(?![=>!])\s?/.exec(comment);
	return match
		? { kind: match[1] === "=>" ? "output" : "exception", since: undefined, length: match[0].length }
		: undefined;
}
