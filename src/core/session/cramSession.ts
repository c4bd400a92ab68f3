import * as l10n from "@vscode/l10n";
import type { Rating } from "../journal/events";
import type { Session } from "./session";

/** Going through a topic without touching the schedule: ratings decide only what comes again in it. */
export class CramSession implements Session {
	#left: readonly string[];
	/** What was rated, and what was left before that. */
	readonly #past: { readonly id: string; readonly left: readonly string[] }[] = [];
	#newest: string | undefined;

	/** `ids` in the order to go through; `newest` is the event that would be taken back now; `since` in milliseconds. */
	constructor(
		readonly topic: string,
		private readonly ids: readonly string[],
		newest: string | undefined,
		readonly since: number,
	) {
		this.#left = ids;
		this.#newest = newest;
	}

	next(): string | undefined {
		return this.#left[0];
	}

	/** None does after its end. */
	keeps(id: string): boolean {
		return this.#left.length > 0 && this.ids.includes(id);
	}

	hasAsked(id: string): boolean {
		return this.keeps(id);
	}

	goesOnWith(): boolean {
		return false;
	}

	rate(id: string, rating: Rating, newest: string | undefined): void {
		this.#past.push({ id, left: this.#left });
		this.#newest = newest;
		this.drop(id);
		if (rating <= 2) {
			this.#left = [...this.#left, id];
		}
	}

	drop(id: string): void {
		this.#left = this.#left.filter((other) => other !== id);
	}

	isLast(newest: string | undefined): boolean {
		return newest === this.#newest;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	undo(): string | undefined {
		const last = this.#past.pop();
		this.#left = last?.left ?? this.#left;
		return last?.id;
	}

	end(): void {}

	describe(id: string): string | undefined {
		return this.keeps(id)
			? l10n.t("Cram: {0}, {1} left; nothing is scheduled", this.topic, this.#left.length)
			: undefined;
	}
}
