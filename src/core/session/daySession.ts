import type { QuestionKey } from "../bank/questionKey";
import type { Today } from "../schedule/day";
import { dueQueue, dueSoon, type StudyBasis } from "../schedule/queue";
import type { KeptSession, Session, SessionTopic } from "./session";
import { ratingsSince } from "./summary";

/**
 * A session of due questions, then new ones, within the limits of the study day and the size of a session. Every rating
 * goes into the journal.
 */
export class DaySession implements Session {
	readonly isCram = false;
	readonly canUndo = false;
	readonly topic: SessionTopic | undefined;
	readonly #asked: Set<QuestionKey>;
	#isOver: boolean;

	/** `since` is in milliseconds. If there is a topic, all questions that come are in it. */
	constructor(
		readonly since: number,
		topic?: SessionTopic,
		asked: readonly QuestionKey[] = [],
		isOver = false,
	) {
		this.topic = topic;
		this.#asked = new Set(asked);
		this.#isOver = isOver;
	}

	isRunning({ start }: Today): boolean {
		return this.since >= start && this.#asked.size > 0 && !this.#isOver;
	}

	coming(study: StudyBasis): QuestionKey[] {
		const left = study.limits.session - ratingsSince(study.state, this.since).length;
		const queue = [...dueQueue(study), ...dueSoon(study)].map(({ key }) => key);
		return [...new Set(queue)].slice(0, Math.max(0, left));
	}

	ask(key: QuestionKey): void {
		this.#asked.add(key);
		this.#isOver = false;
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

	get kept(): KeptSession {
		const { since, topic } = this;
		return { kind: "day", since, topic, asked: [...this.#asked], isOver: this.#isOver };
	}
}
