/** Everything that can be wrong with a pack's file. */
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

/** What is wrong, where, and in its message what to do about it. */
export interface Problem {
	readonly code: ProblemCode;
	/** Relative to the pack's folder, with `/`. */
	readonly file: string;
	/** 1-based. */
	readonly line: number;
	readonly message: string;
}

export function formatProblem({ file, line, message }: Problem): string {
	return `${file}:${line}: ${message}`;
}
