/** Stands for each value that is inserted into a template. */
export const placeholder = "\0";

/** Names that are the same in every language. */
const names = ["Anki", "CPython", "Dunder", "GraalPy", "IronPython", "Jython", "PyPy", "Python", "RustPython"];

/**
 * Whether a text seems to be for a person: it contains two adjacent words, or it is one word with a capital letter. In
 * HTML, the text and the attributes that are read out count. A single word in lower case may as well be an id, so it
 * doesn't count.
 */
export function readsLikeText(text: string): boolean {
	const words = withoutTags(text)
		.split(/\s+/)
		.map((word) => word.replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, ""))
		.filter((word) => word !== "");
	const isPair = words.some((word, index) => {
		const next = words[index + 1] ?? "";
		return (isWord(word) && (isWord(next) || isFilledIn(next))) || (isFilledIn(word) && isWord(next));
	});
	const [only = "", second] = words.filter((word) => !isFilledIn(word));
	return isPair || (second === undefined && /^\p{Lu}[\p{Ll}'’-]+$/u.test(only));
}

function isWord(word: string): boolean {
	return /^\p{L}[\p{L}'’-]*$/u.test(word) && !names.includes(word);
}

function isFilledIn(word: string): boolean {
	return word === placeholder || names.includes(word);
}

function withoutTags(text: string): string {
	return text.replace(/<\/?[a-z!][^>]*>/gi, (tag) =>
		[...tag.matchAll(/(?:aria-label|title|alt|placeholder)="([^"]*)"/g)].map(([, value]) => ` ${value} `).join(""),
	);
}
