import { Marked } from "marked";
import { escapeHtml } from "../text/html";

const marked = new Marked({
	gfm: true,
	renderer: {
		heading({ depth, tokens }) {
			const name = `h${Math.min(depth + 2, 6)}`;
			return `<${name}>${this.parser.parseInline(tokens)}</${name}>\n`;
		},
		checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
		link({ href, tokens }) {
			const text = this.parser.parseInline(tokens);
			return text === escapeHtml(href) ? text : `${text} (${escapeHtml(href)})`;
		},
		image: ({ text }) => escapeHtml(text),
		html: ({ text }) => escapeHtml(text),
	},
});

/**
 * Renders a person's own Markdown as HTML. Headings rank below those of the panel, task boxes become characters, raw
 * HTML and images become text, and links become text with their address.
 */
export function renderMarkdown(markdown: string): string {
	return marked.parse(markdown, { async: false });
}

/** Renders a sentence of ours as HTML. */
export function renderInline(markdown: string): string {
	return marked.parseInline(markdown, { async: false });
}
