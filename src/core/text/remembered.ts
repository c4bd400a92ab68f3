/** The most characters of texts that are remembered: a few documents of 10,000 lines, or every experiment in them. */
const mostCharacters = 4_000_000;

/**
 * The same function of a text, which remembers its results for the texts that it was last called with. When a key is
 * typed into a document, many listeners ask about that document and its parts. Each result is then computed once, and
 * only for the document and for the part that has changed.
 */
export function remembered<Result extends object>(compute: (text: string) => Result): (text: string) => Result {
	// Results in the order of their last use.
	const results = new Map<string, Result>();
	let characters = 0;
	const forget = (text: string) => {
		results.delete(text);
		characters -= text.length + 1;
	};
	return (text) => {
		const known = results.get(text);
		if (known) {
			forget(text);
		}
		const result = known ?? compute(text);
		results.set(text, result);
		characters += text.length + 1;
		for (const [oldest] of results) {
			if (characters <= mostCharacters || oldest === text) {
				break;
			}
			forget(oldest);
		}
		return result;
	};
}
