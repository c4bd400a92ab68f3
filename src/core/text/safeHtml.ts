import { escapeHtml } from "./html";

const tags = [
	..."p br hr strong em del code pre ul ol li blockquote a h3 h4 h5 h6".split(" "),
	..."table thead tbody tr th td".split(" "),
];
const voidTags = ["br", "hr"];
/** The values that our own rendering gives to each attribute. */
const attributes: Readonly<Record<string, RegExp>> = {
	href: /^#$/,
	align: /^(left|center|right)$/,
	start: /^\d+$/,
	"data-link": /^\d+$/,
	"data-code": /^\d+$/,
};

/** The tags and attributes that the HTML of a question may have, for code that sanitizes it. */
export const allowedTags: readonly string[] = tags;
export const allowedAttributes: readonly string[] = Object.keys(attributes);

/** A tag as our rendering writes it, or any other `<`, which would begin a tag. */
const tagOrBracket = /<(?:(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*) ?\/?>)?/g;

/**
 * HTML with only allowed tags and attributes, for a document that is shown before any script can sanitize it. Anything
 * else that looks like a tag becomes text. Each tag is rebuilt from its parts, and each element is closed, so that a
 * pack can't affect other parts of the page.
 */
export function safeHtml(html: string): string {
	const open: string[] = [];
	const safe = html.replace(tagOrBracket, (piece, slash: string, name: string | undefined, given: string) => {
		if (name === undefined || !tags.includes(name)) {
			return escapeHtml(piece);
		}
		const isVoid = voidTags.includes(name);
		if (slash === "") {
			if (!isVoid) {
				open.push(name);
			}
			return `<${name}${safeAttributes(given)}>`;
		}
		if (isVoid || open.at(-1) !== name) {
			return escapeHtml(piece);
		}
		open.pop();
		return `</${name}>`;
	});
	return (
		safe +
		open
			.reverse()
			.map((name) => `</${name}>`)
			.join("")
	);
}

function safeAttributes(given: string): string {
	const pairs = [...given.matchAll(/ ([a-z-]+)="([^"]*)"/g)];
	return pairs
		.filter(([, name = "", value = ""]) => Object.hasOwn(attributes, name) && attributes[name]?.test(value))
		.map(([pair]) => pair)
		.join("");
}
