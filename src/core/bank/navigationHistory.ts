import type { QuestionKey } from "./questionKey";

/** The questions that were opened, in order, and which of them is open now, like the history of a browser. */
export class NavigationHistory {
	readonly #keys: QuestionKey[] = [];
	#place = -1;

	get canGoBack(): boolean {
		return this.#place > 0;
	}

	get canGoForward(): boolean {
		return this.#place < this.#keys.length - 1;
	}

	/** Goes to the previous or the next question and returns it, or returns `undefined` if there is none. */
	step(by: -1 | 1): QuestionKey | undefined {
		const key = this.#keys[this.#place + by];
		this.#place += key === undefined ? 0 : by;
		return key;
	}

	/** Records that a question is open. If no step led to it, it replaces all entries ahead, and the result is true. */
	visit(key: QuestionKey): boolean {
		const isNew = key !== this.#keys[this.#place];
		if (isNew) {
			this.#place++;
			this.#keys.splice(this.#place, Number.POSITIVE_INFINITY, key);
		}
		return isNew;
	}
}
