/** What `Patience` returns if an answer doesn't come in time. */
export const late = Symbol("late");

/** Asks questions that may never be answered, such as those to another extension, and waits only so long for each. */
export class Patience {
	/** Questions that were not answered in time, and have not been answered since. */
	readonly #unanswered = new Set<string>();

	constructor(readonly milliseconds: number) {}

	/** The answer, or `late`. After `late`, a question isn't waited for again until one of its answers has come. */
	async ask<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer | typeof late> {
		const answer = ask();
		const first = this.#unanswered.has(question) ? late : await this.#wait(answer);
		if (first === late) {
			this.#unanswered.add(question);
			const answered = () => this.#unanswered.delete(question);
			answer.then(answered, answered);
		}
		return first;
	}

	async #wait<Answer>(answer: Promise<Answer>): Promise<Answer | typeof late> {
		let timer: NodeJS.Timeout | undefined;
		const given = new Promise<typeof late>((resolve) => {
			timer = setTimeout(() => resolve(late), this.milliseconds);
		});
		return Promise.race([answer, given]).finally(() => clearTimeout(timer));
	}
}
