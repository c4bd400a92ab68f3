/** What one change did to a text, where a person types. */
export interface Change {
	readonly text: string;
	/** How many characters it replaced. */
	readonly replaced: number;
	/** Where it begins, in UTF-16 code units. */
	readonly offset: number;
}

/** An editor closes brackets and quotes only once they are typed, not while they are composed. */
const pairs = new Set(["()", "[]", "{}", "''", '""', "``"]);
const letterPattern = /^[a-z]$/i;
/** Dead keys on many layouts: the next key decides what they become. */
const deadPattern = /^['"`^~]$/;

/**
 * Tells when a dead key or an input method can't be composing what is typed, because an edit of that line would then double
 * it. VS Code has no event for composition. But a composition that goes on replaces its own text, so the first of two
 * characters that were inserted one after the other is not in composition. The second does not begin a composition either,
 * where it is a letter behind a letter, or a sign that is not a dead key on any layout. Which quotes are not dead keys for
 * this person is learned from what comes behind them.
 */
export class Typing {
	readonly #plain = new Set<string>();
	#previous: { readonly text: string; readonly offset: number } | undefined;

	/** Whether nothing is being composed now, for all that is known. */
	isSettled({ text, replaced, offset }: Change): boolean {
		const before = this.#previous?.offset === offset - 1 ? this.#previous.text : undefined;
		const isPair = replaced === 0 && pairs.has(text);
		// A bracket that the editor has added is typed over: it stands behind the last character, not in its place.
		const isPutIn = text.length === 1 && (replaced === 0 || (replaced === 1 && before !== undefined));
		this.#previous = isPutIn || isPair ? { text: text.charAt(0), offset } : undefined;
		if (isPair) {
			return true;
		}
		if (!isPutIn || before === undefined) {
			return false;
		}
		if (deadPattern.test(before)) {
			this.#plain.add(before);
		}
		return this.#beginsNothing(before, text);
	}

	/** Whether a character, put in behind another that was not composed, begins no composition either. */
	#beginsNothing(previous: string, text: string): boolean {
		if (deadPattern.test(text)) {
			return this.#plain.has(text);
		}
		return letterPattern.test(text) ? letterPattern.test(previous) : text <= "~";
	}
}
