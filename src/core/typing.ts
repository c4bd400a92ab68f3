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
/** Keys that are dead on many layouts: the next key gives what they become. */
const deadPattern = /^['"`^~]$/;

/**
 * Tells when what is typed can't be in composition any more, by a dead key or an input method, since an edit of the same
 * text would then double it. VS Code does not tell. But a composition that goes on replaces what it has put in, so that two
 * characters which were put in one after the other were not both composed; and the second does not begin a composition
 * where it is a letter behind a letter, or a sign that is dead on no layout. Whether the others are is learned on the way.
 */
export class Typing {
	readonly #plain = new Set<string>();
	#previous: { readonly text: string; readonly offset: number } | undefined;

	/** Whether nothing is being composed now, for all that is known. */
	isComposed({ text, replaced, offset }: Change): boolean {
		const before = this.#previous?.offset === offset - 1 ? this.#previous.text : undefined;
		const isPair = replaced === 0 && pairs.has(text);
		// A bracket that the editor has closed is typed over: it stands behind what was put in, not in its place.
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
