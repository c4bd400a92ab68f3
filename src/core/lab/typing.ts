/** What one change did to a text in which a person types. */
export interface Change {
	readonly text: string;
	/** The number of characters that were replaced. */
	readonly replaced: number;
	/** The start of the change, in UTF-16 code units. */
	readonly offset: number;
}

/**
 * The pairs that an editor closes. It does so only after the opening character was typed, not while it is being
 * composed.
 */
const pairs = new Set(["()", "[]", "{}", "''", '""', "``"]);
const letterPattern = /^[a-z]$/i;
/** Characters that are dead keys on many layouts: the next key decides what they become. */
const deadPattern = /^['"`^~]$/;

/**
 * Tells when no dead key or input method can be composing what is typed. An edit of the line would duplicate a text
 * that is being composed, and VS Code has no event for composition. But a composition that continues replaces its own
 * text. So if two characters are inserted one after the other, the first is not being composed. The second doesn't
 * begin a composition either if it is a letter after a letter, or a character that is not a dead key on any layout.
 * What follows a quote shows whether it is a dead key for this person.
 */
export class Typing {
	readonly #plain = new Set<string>();
	#previous: { readonly text: string; readonly offset: number } | undefined;

	/** Whether, as far as can be known, nothing is being composed now. */
	isSettled({ text, replaced, offset }: Change): boolean {
		const before = this.#previous?.offset === offset - 1 ? this.#previous.text : undefined;
		const isPair = replaced === 0 && pairs.has(text);
		// When a person types over a bracket that the editor has added, the change replaces a character after the last one
		// that was typed, not that one.
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

	/** Whether a character that was inserted after one that was not being composed doesn't begin a composition either. */
	#beginsNothing(previous: string, text: string): boolean {
		if (deadPattern.test(text)) {
			return this.#plain.has(text);
		}
		return letterPattern.test(text) ? letterPattern.test(previous) : text <= "~";
	}
}
