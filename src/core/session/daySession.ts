import type { QuestionKey } from "../bank/questionKey";
import type { Today } from "../schedule/day";
import { dueQueue, dueSoon, type StudyBasis } from "../schedule/queue";
import { ratingsSince } from "./closing";
import type { Session } from "./session";

/**
 * A session of due questions, then new ones, within the limits of the study day and the size of a session. Every rating
 * goes into the journal.
 */
export class DaySession implements Session {
	readonly topic = undefined;
	readonly canUndo = false;
	readonly #asked = new Set<QuestionKey>();
	#isOver = false;

	/** `since` is in milliseconds. */
	constructor(readonly since: number) {}

	next(study: StudyBasis): QuestionKey | undefined {
		const isFull = ratingsSince(study.state, this.since).length >= study.limits.session;
		const next = isFull ? undefined : [...dueQueue(study), ...dueSoon(study)][0]?.key;
		if (next !== undefined) {
			this.#asked.add(next);
		}
		return next;
	}

	hasAsked(key: QuestionKey): boolean {
		return this.#asked.has(key);
	}

	keeps(): boolean {
		return false;
	}

	goesOnWith(key: QuestionKey, { start }: Today): boolean {
		return this.since >= start && (!this.#isOver || this.#asked.has(key));
	}

	rate(): void {}

	drop(): void {}

	isLast(): boolean {
		return false;
	}

	undo(): undefined {}

	end(): void {
		this.#isOver = true;
	}

	describe(): undefined {}
}
