/** The kinds of problems that a file of a pack can have. */
export type ProblemCode =
	| "too-long"
	| "name"
	| "front-matter"
	| "field"
	| "missing-section"
	| "unknown-section"
	| "duplicate-section"
	| "section"
	| "fence"
	| "experiment"
	| "mark"
	| "duplicate-id"
	| "related"
	| "missing-topic";

/** A problem in a file of a pack. The message includes what to do about it. */
export interface Problem {
	readonly code: ProblemCode;
	/** Path relative to the pack's folder, with `/`. */
	readonly file: string;
	/** 1-based. */
	readonly line: number;
	readonly message: string;
}

export function formatProblem({ file, line, message }: Problem): string {
	return `${file}:${line}: ${message}`;
}
