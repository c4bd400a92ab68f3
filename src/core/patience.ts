/** What `Patience` gives in place of an answer that has not come in time. */
export const late = Symbol("late");

/** Asks somebody who may never answer, and waits for so many milliseconds at most. */
export class Patience {
	/** Questions that were given up and have not been answered since. */
	readonly #unanswered = new Set<string>();

	constructor(readonly milliseconds: number) {}

	/**
	 * The answer, or `late`. A question that was given up before is not waited for again, nor asked, until its answer has
	 * come; what it was then is of no use any more.
	 */
	async ask<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer | typeof late> {
		if (this.#unanswered.has(question)) {
			return late;
		}
		const answer = ask();
		let timer: NodeJS.Timeout | undefined;
		const given = new Promise<typeof late>((resolve) => {
			timer = setTimeout(() => resolve(late), this.milliseconds);
		});
		const first = await Promise.race([answer, given]).finally(() => clearTimeout(timer));
		if (first === late) {
			this.#unanswered.add(question);
			const answered = () => this.#unanswered.delete(question);
			answer.then(answered, answered);
		}
		return first;
	}
}
