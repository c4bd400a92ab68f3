import type { Rating } from "../journal/events";

/** Going through a topic without touching the schedule: ratings decide only what comes again in it. */
export class Cram {
	#left: readonly string[];
	/** What was rated, and what was left before that. */
	readonly #past: { readonly id: string; readonly left: readonly string[] }[] = [];
	#newest: string | undefined;

	/** `ids` in the order to go through; `newest` is the event that would be taken back now. */
	constructor(
		readonly topic: string,
		private readonly ids: readonly string[],
		newest: string | undefined,
	) {
		this.#left = ids;
		this.#newest = newest;
	}

	get left(): number {
		return this.#left.length;
	}

	get next(): string | undefined {
		return this.#left[0];
	}

	/** Whether a rating of the question belongs to the cramming; none does after its end. */
	has(id: string): boolean {
		return this.#left.length > 0 && this.ids.includes(id);
	}

	rate(id: string, rating: Rating, newest: string | undefined): void {
		this.#past.push({ id, left: this.#left });
		this.#newest = newest;
		this.drop(id);
		if (rating <= 2) {
			this.#left = [...this.#left, id];
		}
	}

	/** The question does not come any more. */
	drop(id: string): void {
		this.#left = this.#left.filter((other) => other !== id);
	}

	/** Whether a rating here was the last thing done, or nothing was since the beginning. */
	isLast(newest: string | undefined): boolean {
		return newest === this.#newest;
	}

	get canGoBack(): boolean {
		return this.#past.length > 0;
	}

	/** Takes the last rating back and gives its question; undefined where there is none. */
	back(): string | undefined {
		const last = this.#past.pop();
		this.#left = last?.left ?? this.#left;
		return last?.id;
	}
}
