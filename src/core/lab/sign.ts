/** What a mark begins with: `# =>`, or `# !!3.13`. */
export interface Sign {
	/** A line of output, or an exception. */
	readonly kind: "output" | "exception";
	/** The CPython version from which it holds; nothing for all. */
	readonly since: string | undefined;
	/** In UTF-16 code units. */
	readonly length: number;
}

/** The space after the sign may be missing, for a person forgets it; a version is none without one. */
const signPattern = /^#\s?(=>|!!)(?![=>!])(?:(3\.\d+(?:\.\d+)?)(?=\s|$))?\s?/;

/** What a comment that is a mark begins with, and how long that is; nothing where it is no mark. */
export function readSign(comment: string): Sign | undefined {
	const match = signPattern.exec(comment);
	return match
		? { kind: match[1] === "=>" ? "output" : "exception", since: match[2], length: match[0].length }
		: undefined;
}

/** What a prediction in a scratch file begins with. There, `# =>3.0` predicts `3.0`: only the bank has marks for some versions. */
export function readPredictionSign(comment: string): Sign | undefined {
	const match = /^#\s?(=>|!!)(?![=>!])\s?/.exec(comment);
	return match
		? { kind: match[1] === "=>" ? "output" : "exception", since: undefined, length: match[0].length }
		: undefined;
}
