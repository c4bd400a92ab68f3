import type { QuestionKey } from "../bank/questionKey";
import type { Rating } from "../journal/events";
import type { Today } from "../schedule/day";
import type { StudyBasis } from "../schedule/queue";

/** Decides what comes next while a person studies. What it needs to know of the world is passed in. */
export interface Session {
	/** When it began, in milliseconds. */
	readonly since: number;
	/** What a person has chosen to go through; nothing for what the schedule gives. */
	readonly topic: string | undefined;
	/** The question to ask now, which then counts as asked; nothing where none follows. */
	next(study: StudyBasis): QuestionKey | undefined;
	/** Whether the open question is one that it asked, so that it goes on after that one is put away. */
	hasAsked(key: QuestionKey): boolean;
	/** Whether ratings of the question stay in the session, and the schedule does not learn of them. */
	keeps(key: QuestionKey): boolean;
	/** Whether a rating of the question that was saved goes on with this session, and does not begin another. */
	goesOnWith(key: QuestionKey, today: Today): boolean;
	/** Takes a rating that it keeps. `newest` is the last event that could be taken back. */
	rate(key: QuestionKey, rating: Rating, newest: string | undefined): void;
	/** The question does not come any more. */
	drop(key: QuestionKey): void;
	/** Whether the last thing that was done is a rating that it kept, or none was since it began; then `undo` is about that. */
	isLast(newest: string | undefined): boolean;
	readonly canUndo: boolean;
	/** Takes its last rating back and gives its question; nothing where there is none. */
	undo(): QuestionKey | undefined;
	/** Nothing followed. The last ratings may still be taken back and given anew. */
	end(): void;
	/** What is left of it, for the panel; nothing where the schedule says so. */
	describe(key: QuestionKey): string | undefined;
}
