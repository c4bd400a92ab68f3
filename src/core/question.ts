/** How senior a candidate is expected to be before this is asked of them, easiest first. */
export const levels = ["junior", "mid", "senior", "staff"] as const;
export type Level = (typeof levels)[number];

/** What the lists and the search need to know of a question; the rest is loaded when it is opened. */
export interface QuestionSummary {
	/** `<topic>/<slug>`; never changes once published. */
	readonly id: string;
	readonly topic: string;
	/** Inline Markdown: only backticks are used in practice. See `plainTitle`. */
	readonly title: string;
	readonly level: Level;
	readonly tags: readonly string[];
	readonly keyPoints: number;
	readonly experiments: number;
}

/** A question with everything that the panel and the scratch file show. Texts are Markdown. */
export interface Question {
	readonly id: string;
	readonly topic: string;
	readonly title: string;
	readonly level: Level;
	readonly tags: readonly string[];
	readonly sources: readonly string[];
	readonly related: readonly string[];
	/** Ids that this question had before its file was renamed. */
	readonly formerly: readonly string[];
	readonly answer: string;
	readonly inDepth: string;
	readonly keyPoints: readonly string[];
	readonly pitfalls: string;
	readonly followUps: readonly FollowUp[];
	readonly experiments: readonly Experiment[];
}

/** What a scratch file is made from; of a question, all that the panel does not have rendered already. */
export type ScratchQuestion = Pick<Question, "id" | "title" | "experiments">;

interface FollowUp {
	readonly question: string;
	readonly answer: string;
}

/** A small program whose outputs a person predicts and a machine checks. */
export interface Experiment {
	readonly title: string;
	readonly introduction: string;
	/** Python with its `# =>` marks, as written. */
	readonly code: string;
	/** The same with one `# => ?` for each marked statement. */
	readonly asked: string;
	readonly conditions: Conditions;
	/** What most people expect wrongly; shown after the run only. */
	readonly guess: string | undefined;
	/** Why it comes out as it does; shown after the run only. */
	readonly why: string | undefined;
	/** Changes to make, each with a question. */
	readonly tries: readonly string[];
	/** 1-based line of `code`'s first line in the question's file. */
	readonly line: number;
}

/** Where an experiment can run and how its output is compared: the options of its code fence. */
export interface Conditions {
	/** Each of `>=3.12`, `<3.14`, `native` or `free-threaded`. */
	readonly requires: readonly string[];
	/** Importable third-party packages. */
	readonly packages: readonly string[];
	readonly normalize: readonly string[];
}

export interface Topic {
	readonly id: string;
	readonly title: string;
	/** One paragraph of Markdown. */
	readonly introduction: string;
}

/** All topics and questions in reading order. */
export interface BankIndex {
	readonly topics: readonly Topic[];
	readonly questions: readonly QuestionSummary[];
	/** For each id that a question has had, the one that it has now. */
	readonly renamed: Readonly<Record<string, string>>;
}

/** The title where Markdown cannot be shown: trees, pick lists, window titles. */
export function plainTitle(title: string): string {
	return title.replaceAll("`", "");
}

export function summaryOf(question: Question): QuestionSummary {
	const { id, topic, title, level, tags, keyPoints, experiments } = question;
	return { id, topic, title, level, tags, keyPoints: keyPoints.length, experiments: experiments.length };
}
