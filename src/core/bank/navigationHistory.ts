/** The questions that were open one after another, and the one among them that is open now; as in a browser. */
export class NavigationHistory {
	readonly #ids: string[] = [];
	#place = -1;

	get canGoBack(): boolean {
		return this.#place > 0;
	}

	get canGoForward(): boolean {
		return this.#place < this.#ids.length - 1;
	}

	/** Goes to the one before or after, if there is one, and gives its id. */
	step(by: -1 | 1): string | undefined {
		const id = this.#ids[this.#place + by];
		this.#place += id === undefined ? 0 : by;
		return id;
	}

	/** A question is open. Unless a step has led to it, what lay ahead is gone; gives whether this is so. */
	visit(id: string): boolean {
		const isNew = id !== this.#ids[this.#place];
		if (isNew) {
			this.#place++;
			this.#ids.splice(this.#place, Number.POSITIVE_INFINITY, id);
		}
		return isNew;
	}
}
