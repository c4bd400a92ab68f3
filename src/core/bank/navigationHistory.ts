import type { QuestionKey } from "./questionKey";

/** The questions that were open one after another, and the one among them that is open now; as in a browser. */
export class NavigationHistory {
	readonly #keys: QuestionKey[] = [];
	#place = -1;

	get canGoBack(): boolean {
		return this.#place > 0;
	}

	get canGoForward(): boolean {
		return this.#place < this.#keys.length - 1;
	}

	/** Goes to the one before or after, if there is one, and gives it. */
	step(by: -1 | 1): QuestionKey | undefined {
		const key = this.#keys[this.#place + by];
		this.#place += key === undefined ? 0 : by;
		return key;
	}

	/** A question is open. Unless a step has led to it, what lay ahead is gone; gives whether this is so. */
	visit(key: QuestionKey): boolean {
		const isNew = key !== this.#keys[this.#place];
		if (isNew) {
			this.#place++;
			this.#keys.splice(this.#place, Number.POSITIVE_INFINITY, key);
		}
		return isNew;
	}
}
