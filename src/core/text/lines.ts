/** The lines of a text, counted from 1. Offsets are in UTF-16 code units. */
export class Lines {
	readonly #starts = [0];

	constructor(private readonly text: string) {
		for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) {
			this.#starts.push(at + 1);
		}
	}

	get count(): number {
		return this.#starts.length;
	}

	/** The line that an offset is on. */
	at(offset: number): number {
		let [low, high] = [0, this.#starts.length];
		while (high - low > 1) {
			const middle = (low + high) >> 1;
			if ((this.#starts[middle] ?? 0) <= offset) {
				low = middle;
			} else {
				high = middle;
			}
		}
		return low + 1;
	}

	/** The offset of a line's first character. For a line after the last one, the offset of the text's end. */
	start(line: number): number {
		return this.#starts[line - 1] ?? this.text.length;
	}
}
