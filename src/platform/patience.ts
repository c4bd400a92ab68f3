/** What `Patience` gives in place of an answer that has not come in time. */
export const late = Symbol("late");

/** Asks somebody who may never answer, and waits for so many milliseconds at most. */
export class Patience {
	/** Questions that were given up and have not been answered since. */
	readonly #unanswered = new Set<string>();

	constructor(readonly milliseconds: number) {}

	/** The answer, or `late`. A question that was given up is not waited for again until some answer to it has come. */
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
