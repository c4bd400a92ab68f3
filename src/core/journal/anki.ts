import * as l10n from "@vscode/l10n";
import type { RenderedQuestion } from "../protocol/messages";
import { escapeHtml } from "../text/html";

/**
 * Tells Anki how to read the lines, and that the first field is the note's id, so that importing again updates the
 * notes. Anki creates a missing deck that a column names, but not one that this header names.
 */
const header = [
	"#separator:tab",
	"#html:true",
	"#guid column:1",
	"#notetype:Basic",
	"#deck column:4",
	"#tags column:5",
];

/**
 * Questions in Anki's text format: GUID, front, back, deck, and tags, separated by tabs. The GUID is the question's
 * key, so a second import updates the notes and adds no duplicates. Code and Markdown become HTML.
 */
export function ankiText(questions: readonly RenderedQuestion[]): string {
	const lines = questions.map((question) => {
		const { key, topic, level, tags, title } = question.head;
		const ankiTags = [...tags, level, topic].map(ankiTag).join(" ");
		const fields = [key, title, backOf(question), "Dunder", ankiTags];
		return fields.map(ankiField).join("\t");
	});
	return `${[...header, ...lines].join("\n")}\n`;
}

function backOf({ head, rest, links }: RenderedQuestion): string {
	const experiments = rest.experiments.flatMap(({ title, code, why }) => [
		`<h4>${title}</h4><pre><code>${escapeHtml(code.text)}</code></pre>`,
		...(why ? [`<p>${why}</p>`] : []),
	]);
	const parts = [
		head.answer,
		section(l10n.t("Key points"), rest.keyPoints),
		section(l10n.t("In depth"), rest.inDepth),
		section(l10n.t("Pitfalls"), rest.pitfalls),
		section(l10n.t("Experiments"), experiments.join("")),
	];
	return withAddresses(parts.join(""), links);
}

function section(title: string, html: string): string {
	return html === "" ? "" : `<h3>${escapeHtml(title)}</h3>${html}`;
}

/** Restores the addresses that the panel's HTML has as numbers, and drops the numbers of code blocks. */
function withAddresses(html: string, links: readonly string[]): string {
	return html
		.replace(/<a href="#" data-link="(\d+)">/g, (_, link) => `<a href="${escapeHtml(links[Number(link)] ?? "")}">`)
		.replace(/<pre data-code="\d+">([\s\S]*?)<\/pre>/g, "<pre><code>$1</code></pre>");
}

/**
 * The HTML on one line and without tabs, because Anki ends a field at a tab and a note at the end of the line. Line
 * breaks in code are kept as `<br>`.
 */
function ankiField(html: string): string {
	return html
		.replace(/\t/g, "    ")
		.split(/(<pre>[\s\S]*?<\/pre>)/)
		.map((part, index) => part.replace(/\r?\n/g, index % 2 === 1 ? "<br>" : " "))
		.join("");
}

/** The text as one tag: Anki separates tags with spaces. */
function ankiTag(text: string): string {
	return text.replaceAll(/\s+/g, "-");
}
