import type { QuestionKey } from "./questionKey";

/** A history as it is stored. */
export interface KeptHistory {
	readonly keys: readonly QuestionKey[];
	/** The index of the question that is open; -1 if none is. */
	readonly place: number;
}

/** How many questions are stored in either direction. */
const mostKept = 50;

/** The questions that were opened, in order, and which of them is open now, like the history of a browser. */
export class NavigationHistory {
	readonly #keys: QuestionKey[];
	#place: number;

	constructor({ keys, place }: KeptHistory = { keys: [], place: -1 }) {
		this.#keys = [...keys];
		this.#place = place;
	}

	/** The newest part of the history, for after a reload of the window. */
	get kept(): KeptHistory {
		const first = Math.max(0, this.#place - mostKept);
		return { keys: this.#keys.slice(first, this.#place + mostKept), place: this.#place - first };
	}

	/** The question to go back to from `key`, whether that is open already or comes next; `undefined` if there is none. */
	before(key: QuestionKey): QuestionKey | undefined {
		return this.#keys[key === this.#keys[this.#place] ? this.#place - 1 : this.#place];
	}

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
