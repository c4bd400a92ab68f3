import type { Today } from "../schedule/day";
import { dueQueue, dueSoon, type StudyBasis } from "../schedule/queue";
import { ratingsSince } from "./closing";
import type { Session } from "./session";

/** What is due, then what is new, within the limits of the day and the size of a session. Each rating goes into the journal. */
export class DaySession implements Session {
	readonly topic = undefined;
	readonly canUndo = false;
	readonly #asked = new Set<string>();
	#isOver = false;

	/** `since` in milliseconds. */
	constructor(readonly since: number) {}

	next(study: StudyBasis): string | undefined {
		const isFull = ratingsSince(study.state, this.since).length >= study.limits.session;
		const next = isFull ? undefined : [...dueQueue(study), ...dueSoon(study)][0]?.question;
		if (next !== undefined) {
			this.#asked.add(next);
		}
		return next;
	}

	hasAsked(id: string): boolean {
		return this.#asked.has(id);
	}

	keeps(): boolean {
		return false;
	}

	goesOnWith(id: string, { start }: Today): boolean {
		return this.since >= start && (!this.#isOver || this.#asked.has(id));
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
