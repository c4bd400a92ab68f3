/** A few documents of 10,000 lines, or every experiment of them. */
const mostCharacters = 4_000_000;

/**
 * The same function of a text, which remembers what it gave for the texts that it was asked about last. What one key in a
 * document makes many listeners ask is so worked out once, and of its parts only for the one that has changed.
 */
export function remembered<Result extends object>(compute: (text: string) => Result): (text: string) => Result {
	// In the order of their last use.
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
