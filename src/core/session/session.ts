import type { QuestionKey, TopicKey } from "../bank/questionKey";
import type { Rating } from "../journal/events";
import type { Today } from "../schedule/day";
import type { StudyBasis } from "../schedule/queue";

/** The topic that a session stays in. */
export interface SessionTopic {
	readonly key: TopicKey;
	readonly title: string;
}

/** Decides which question comes next while a person studies. Everything that it needs to know is passed to it. */
export interface Session {
	/** When the session began, in milliseconds. */
	readonly since: number;
	/** The topic that a person chose; `undefined` if questions of all topics come. */
	readonly topic: SessionTopic | undefined;
	/** Whether the session keeps all its ratings to itself. */
	readonly isCram: boolean;
	/** Whether the session has asked a question and is not over. */
	isRunning(today: Today): boolean;
	/** The questions to ask from now on, in their order. The first one is the one to ask now. */
	coming(study: StudyBasis): readonly QuestionKey[];
	/** Records that a question is asked now. */
	ask(key: QuestionKey): void;
	/** Whether the session has asked a question, so that it continues when that question is suspended or buried. */
	hasAsked(key: QuestionKey): boolean;
	/** Whether the session keeps the ratings of a question to itself, so that they don't affect the schedule. */
	keeps(key: QuestionKey): boolean;
	/**
	 * Whether the session continues after a rating of the question was saved. If not, that rating begins a new session.
	 */
	goesOnWith(key: QuestionKey, today: Today): boolean;
	/** Records a rating that the session keeps. `newest` is the id of the last event that can be undone. */
	rate(key: QuestionKey, rating: Rating, newest: string | undefined): void;
	/** Removes a question, so that it doesn't come again. */
	drop(key: QuestionKey): void;
	/**
	 * Whether `undo` concerns this session: nothing was recorded since its last kept rating or, without one, since it
	 * began. `newest` is the id of the last event that can be undone.
	 */
	isLast(newest: string | undefined): boolean;
	readonly canUndo: boolean;
	/** Undoes the last rating that the session kept and returns its question; `undefined` if there is no such rating. */
	undo(): QuestionKey | undefined;
	/** Must be called when no question follows. The last ratings may still be undone and given again. */
	end(): void;
	/** What it takes to continue the session after a reload of the window. */
	readonly kept: KeptSession;
}

/** A session as it is stored. */
export type KeptSession =
	| {
			readonly kind: "day";
			readonly since: number;
			readonly topic: SessionTopic | undefined;
			readonly asked: readonly QuestionKey[];
			readonly isOver: boolean;
	  }
	| {
			readonly kind: "cram";
			readonly since: number;
			readonly topic: SessionTopic;
			readonly keys: readonly QuestionKey[];
			readonly left: readonly QuestionKey[];
			readonly newest: string | undefined;
	  };
