import { escapeHtml } from "./html";

const tags = [
	..."p br hr strong em del code pre ul ol li blockquote a h3 h4 h5 h6".split(" "),
	..."table thead tbody tr th td".split(" "),
];
const voidTags = ["br", "hr"];
/** By attribute: the values that our own rendering gives it. */
const attributes: Readonly<Record<string, RegExp>> = {
	href: /^#$/,
	align: /^(left|center|right)$/,
	start: /^\d+$/,
	"data-link": /^\d+$/,
	"data-code": /^\d+$/,
};

/** What the HTML of a question may consist of, for whatever sanitizes it. */
export const allowedTags: readonly string[] = tags;
export const allowedAttributes: readonly string[] = Object.keys(attributes);

/** A tag as our rendering writes it, or else the character that would begin one. */
const tagOrBracket = /<(?:(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*) ?\/?>)?/g;

/**
 * HTML with nothing but allowed tags, for a document that is read before any script could sanitize it. Anything else that
 * looks like a tag becomes text. Each tag is written anew from its parts and is closed where it was opened, so that no pack
 * reaches beyond its own part of the page.
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
