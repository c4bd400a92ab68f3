import * as l10n from "@vscode/l10n";
import type { RenderedQuestion } from "../protocol/messages";
import { escapeHtml } from "../text/html";

/**
 * Tells Anki how to read the lines, and that the first field is the note's id, so that importing again updates the
 * notes. Anki creates a missing deck that a column names, but not one that this header names. There are no tags here:
 * an update replaces all tags of a note by those in a tags column, the person's own, `leech`, and `marked` included, and
 * `#tags:` adds to each note again what the person has removed. Anki takes the first column after the fields that has no
 * other use for the tags, so the deck's must be the last.
 */
const header = ["#separator:tab", "#html:true", "#guid column:1", "#notetype:Basic", "#deck column:4"];

/**
 * Questions in Anki's text format: GUID, front, back, and deck, separated by tabs. The GUID is the question's key, so a
 * second import updates the notes and adds no duplicates. Code and Markdown become HTML.
 */
export function ankiText(questions: readonly RenderedQuestion[]): string {
	const lines = questions.map((question) => {
		const { key, title } = question.head;
		return [key, title, backOf(question), "Dunder"].map(ankiField).join("\t");
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
		`<p><small>${placeOf(head)}</small></p>`,
	];
	return withAddresses(parts.join(""), links);
}

/** What Anki's search finds a note by, because it has no tags: topic, level, and tags of the question. */
function placeOf({ topic, level, tags }: RenderedQuestion["head"]): string {
	return [topic, level, ...tags].map(escapeHtml).join(" · ");
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
