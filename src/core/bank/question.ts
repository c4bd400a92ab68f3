import { type QuestionKey, questionKey, type TopicKey } from "./questionKey";

/** How senior a candidate is expected to be before this is asked of them, easiest first. */
export const levels = ["junior", "mid", "senior", "staff"] as const;
export type Level = (typeof levels)[number];

/** Characters of a question's label; about as many fit beside a level into a side bar as wide as VS Code makes it. */
export const longestLabel = 34;

/** What the lists and the search need to know of a question; the rest is loaded when it is opened. */
export interface QuestionSummary {
	/** Never changes once published. */
	readonly key: QuestionKey;
	readonly topic: TopicKey;
	/** Inline Markdown, of which only backticks are used; where it cannot be rendered it reads best as it is written. */
	readonly title: string;
	/** A label for where little room is: plain text of at most `longestLabel` characters, or the title if it has none. */
	readonly short: string;
	readonly level: Level;
	readonly tags: readonly string[];
	readonly keyPoints: number;
	readonly experiments: number;
}

/** A question with everything that the panel and the scratch file show. Texts are Markdown. */
export interface Question {
	/** `<topic>/<slug>`, within its pack. */
	readonly id: string;
	/** Within its pack. */
	readonly topic: string;
	readonly title: string;
	readonly short: string;
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
export type ScratchQuestion = Pick<QuestionSummary, "key"> & Pick<Question, "title" | "experiments">;

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
	readonly key: TopicKey;
	readonly title: string;
	/** One paragraph of Markdown. */
	readonly introduction: string;
}

/** For each key that a question has had, the one that it has now. */
export type Renamed = Readonly<Record<QuestionKey, QuestionKey>>;

/** All topics and questions in reading order. */
export interface BankIndex {
	readonly topics: readonly Topic[];
	readonly questions: readonly QuestionSummary[];
	readonly renamed: Renamed;
}

export function summaryOf(pack: string, question: Question): QuestionSummary {
	const { id, topic, title, short, level, tags, keyPoints, experiments } = question;
	const names = { key: questionKey(pack, id), topic: questionKey(pack, topic) };
	return { ...names, title, short, level, tags, keyPoints: keyPoints.length, experiments: experiments.length };
}
