import { type QuestionKey, questionKey, type TopicKey } from "./questionKey";

/** How senior a candidate is expected to be before an interviewer asks a question, easiest first. */
export const levels = ["junior", "mid", "senior", "staff"] as const;
export type Level = (typeof levels)[number];

/** The most characters of a question's label. About as many fit beside a level in a side bar of the default width. */
export const longestLabel = 34;

/** What the lists and the search need to know about a question. The rest is loaded when the question is opened. */
export interface QuestionSummary {
	/** Never changes once published. */
	readonly key: QuestionKey;
	readonly topic: TopicKey;
	/** Inline Markdown that uses only backticks. It is shown as it is written where Markdown can't be rendered. */
	readonly title: string;
	/** A label for narrow places: plain text of at most `longestLabel` characters, or the title if it has none. */
	readonly short: string;
	readonly level: Level;
	readonly tags: readonly string[];
	readonly keyPoints: number;
	readonly experiments: number;
}

/** A question with everything that the panel and the scratch file show. Texts are Markdown. */
export interface Question {
	/** The id within the pack, `<topic>/<slug>`. */
	readonly id: string;
	/** The topic's id within the pack. */
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

/** The parts of a question that a scratch file is made from. The built bank has only these parts unrendered. */
export type ScratchQuestion = Pick<QuestionSummary, "key"> & Pick<Question, "title" | "experiments">;

interface FollowUp {
	readonly question: string;
	readonly answer: string;
}

/** A small program whose output a person predicts and Dunder checks. */
export interface Experiment {
	readonly title: string;
	readonly introduction: string;
	/** Python with its `# =>` marks, as written. */
	readonly code: string;
	/** `code` with one `# => ?` in place of the marks of each statement, unless they are too long to be asked. */
	readonly asked: string;
	readonly conditions: Conditions;
	/** The output that most people wrongly expect. It is shown only after the run. */
	readonly guess: string | undefined;
	/** Why the code does what it does. It is shown only after the run. */
	readonly why: string | undefined;
	/** Changes to make, each with a question. */
	readonly tries: readonly string[];
	/** The 1-based line of the question's file on which `code` starts. */
	readonly line: number;
}

/** Where an experiment can run and how its output is compared: the options of its code fence. */
export interface Conditions {
	/** Requirements, each of the form `>=3.12`, `<3.14`, `native`, or `free-threaded`. */
	readonly requires: readonly string[];
	/** Third-party packages that must be importable. */
	readonly packages: readonly string[];
	readonly normalize: readonly string[];
}

export interface Topic {
	readonly key: TopicKey;
	readonly title: string;
	/** One paragraph of Markdown. */
	readonly introduction: string;
}

/** The current key of a question, by each key that it has had before. */
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
