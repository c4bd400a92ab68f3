import type { QuestionKey } from "../bank/questionKey";
import type { Rating } from "../journal/events";
import type { Today } from "../schedule/day";
import type { StudyBasis } from "../schedule/queue";

/** Decides which question comes next while a person studies. Everything that it needs to know is passed to it. */
export interface Session {
	/** When the session began, in milliseconds. */
	readonly since: number;
	/** The title of the topic that a person chose to go through; `undefined` if the schedule chooses the questions. */
	readonly topic: string | undefined;
	/** The question to ask now, which from then on counts as asked; `undefined` if no question follows. */
	next(study: StudyBasis): QuestionKey | undefined;
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
	/**
	 * What is left of the session, for the panel; `undefined` if the panel shows what is left of the schedule instead.
	 */
	describe(key: QuestionKey): string | undefined;
}
