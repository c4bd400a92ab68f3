import { Marked } from "marked";
import { blankLines } from "../lab/fillBlanks";
import type { PanelCode, RenderedQuestion } from "../protocol/messages";
import { escapeHtml } from "../text/html";
import type { Question } from "./question";
import type { QuestionKey } from "./questionKey";

/** What rendering a question needs to know about its topic and about other questions. */
interface Dependencies {
	readonly topicTitle: string;
	/** The key of the question with this id in the same pack. */
	keyOf(id: string): QuestionKey;
	/** The title of another question as it is written, or `undefined` if there is no such question. */
	titleOf(id: string): string | undefined;
}

/** Renders Markdown. Addresses of links become numbers, blocks of code get numbers, and raw HTML becomes text. */
class Renderer {
	readonly links: string[] = [];
	readonly codes: { readonly text: string; readonly isPython: boolean }[] = [];
	readonly #marked: Marked;

	constructor() {
		const addLink = (href: string) => this.addLink(href);
		const addCode = (text: string, isPython: boolean) => this.addCode(text, isPython);
		this.#marked = new Marked({
			gfm: true,
			renderer: {
				link({ href, tokens }) {
					return `<a href="#" data-link="${addLink(href)}">${this.parser.parseInline(tokens)}</a>`;
				},
				image({ text }) {
					return escapeHtml(text);
				},
				html({ text }) {
					return escapeHtml(text);
				},
				checkbox({ checked }) {
					return checked ? "☑ " : "☐ ";
				},
				code({ text, lang = "" }) {
					const { index } = addCode(text, /^python\b/.test(lang));
					return `<pre data-code="${index}">${escapeHtml(text)}</pre>`;
				},
			},
		});
	}

	block(markdown: string): string {
		return this.#render(markdown, (text) => this.#marked.parse(text, { async: false }));
	}

	inline(markdown: string): string {
		return this.#render(markdown, (text) => this.#marked.parseInline(text, { async: false }));
	}

	bullets(items: readonly string[]): string {
		return items.length === 0 ? "" : `<ul>${items.map((item) => `<li>${this.inline(item)}</li>`).join("")}</ul>`;
	}

	addLink(href: string): number {
		return this.links.push(href) - 1;
	}

	addCode(text: string, isPython: boolean): PanelCode {
		return { text, index: this.codes.push({ text, isPython }) - 1 };
	}

	/** Renders Markdown, or shows it as it is written if the parser fails: hostile nesting can overflow its stack. */
	#render(markdown: string, parse: (text: string) => string): string {
		try {
			return parse(markdown);
		} catch {
			return `<p>${escapeHtml(markdown)}</p>`;
		}
	}
}

/** `verified` lists, for each experiment, the CPython versions on which its outputs were verified. */
export function renderQuestion(
	question: Question,
	{ topicTitle, keyOf, titleOf }: Dependencies,
	verified: readonly (readonly string[])[],
): RenderedQuestion {
	const renderer = new Renderer();
	const optional = (text: string | undefined) => (text ? renderer.inline(text) : undefined);
	const head = {
		key: keyOf(question.id),
		title: renderer.inline(question.title),
		topic: topicTitle,
		level: question.level,
		tags: question.tags,
		answer: renderer.block(question.answer),
		hasExperiments: question.experiments.length > 0,
	};
	const rest = {
		inDepth: renderer.block(question.inDepth),
		keyPoints: renderer.bullets(question.keyPoints),
		pitfalls: renderer.block(question.pitfalls),
		followUps: question.followUps.map((followUp) => ({
			question: renderer.inline(followUp.question),
			answer: renderer.block(followUp.answer),
		})),
		experiments: question.experiments.map((experiment, index) => ({
			title: renderer.inline(experiment.title),
			introduction: renderer.block(experiment.introduction),
			conditions: experiment.conditions,
			verified: verified[index] ?? [],
			asked: renderer.addCode(experiment.asked, true),
			blanks: blankLines(experiment.asked),
			code: renderer.addCode(experiment.code, true),
			guess: optional(experiment.guess),
			why: optional(experiment.why),
			tries: experiment.tries.map((attempt) => renderer.inline(attempt)),
		})),
		sources: question.sources.map((source) => ({
			label: source.replace(/^https?:\/\/(www\.)?/, ""),
			link: renderer.addLink(source),
		})),
		related: question.related.flatMap((id) => {
			const title = titleOf(id);
			return title === undefined ? [] : [{ key: keyOf(id), title }];
		}),
	};
	return {
		head,
		rest,
		links: renderer.links,
		codes: renderer.codes.map(({ text }) => text),
		isPython: renderer.codes.map(({ isPython }) => isPython),
	};
}
