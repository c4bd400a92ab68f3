import type { QuestionKey } from "../bank/questionKey";
import type { Rating } from "../journal/events";
import type { KeptSession, Session, SessionTopic } from "./session";

/**
 * A session that goes through one topic without affecting the schedule. A rating only decides whether its question
 * comes again in the session.
 */
export class CramSession implements Session {
	readonly isCram = true;
	#left: readonly QuestionKey[];
	/** The questions that were rated, each with the questions that were left before that. */
	readonly #past: { readonly key: QuestionKey; readonly left: readonly QuestionKey[] }[] = [];
	#newest: string | undefined;

	/**
	 * `keys` are in the order in which the questions come, and `left` are those that are to come. `newest` is the id of the
	 * event that an undo would affect now. `since` is in milliseconds.
	 */
	constructor(
		readonly topic: SessionTopic,
		private readonly keys: readonly QuestionKey[],
		newest: string | undefined,
		readonly since: number,
		left: readonly QuestionKey[] = keys,
	) {
		this.#left = left;
		this.#newest = newest;
	}

	isRunning(): boolean {
		return this.#left.length > 0;
	}

	coming(): readonly QuestionKey[] {
		return this.#left;
	}

	ask(): void {}

	/** False for every question once the session has ended. */
	keeps(key: QuestionKey): boolean {
		return this.#left.length > 0 && this.keys.includes(key);
	}

	hasAsked(key: QuestionKey): boolean {
		return this.keeps(key);
	}

	goesOnWith(): boolean {
		return false;
	}

	rate(key: QuestionKey, rating: Rating, newest: string | undefined): void {
		this.#past.push({ key, left: this.#left });
		this.#newest = newest;
		this.drop(key);
		if (rating <= 2) {
			this.#left = [...this.#left, key];
		}
	}

	drop(key: QuestionKey): void {
		this.#left = this.#left.filter((other) => other !== key);
	}

	isLast(newest: string | undefined): boolean {
		return newest === this.#newest;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	undo(): QuestionKey | undefined {
		const last = this.#past.pop();
		this.#left = last?.left ?? this.#left;
		return last?.key;
	}

	/** After a person has left, ratings of the questions go into the journal again. */
	end(): void {
		this.#left = [];
	}

	get kept(): KeptSession {
		const { since, topic, keys } = this;
		return { kind: "cram", since, topic, keys, left: this.#left, newest: this.#newest };
	}
}
