import * as l10n from "@vscode/l10n";
import type { QuestionKey } from "../bank/questionKey";
import type { Rating } from "../journal/events";
import type { Session } from "./session";

/**
 * A session that goes through one topic without affecting the schedule. A rating only decides whether its question
 * comes again in the session.
 */
export class CramSession implements Session {
	#left: readonly QuestionKey[];
	/** The questions that were rated, each with the questions that were left before that. */
	readonly #past: { readonly key: QuestionKey; readonly left: readonly QuestionKey[] }[] = [];
	#newest: string | undefined;

	/**
	 * `keys` are in the order in which the questions come. `newest` is the id of the event that an undo would affect now.
	 * `since` is in milliseconds.
	 */
	constructor(
		readonly topic: string,
		private readonly keys: readonly QuestionKey[],
		newest: string | undefined,
		readonly since: number,
	) {
		this.#left = keys;
		this.#newest = newest;
	}

	next(): QuestionKey | undefined {
		return this.#left[0];
	}

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

	end(): void {}

	describe(key: QuestionKey): string | undefined {
		return this.keeps(key)
			? l10n.t("Cram: {0}, {1} left; nothing is scheduled", this.topic, this.#left.length)
			: undefined;
	}
}
