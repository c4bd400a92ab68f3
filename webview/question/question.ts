import * as l10n from "@vscode/l10n";
import type { QuestionKey } from "../../src/core/bank/questionKey";
import { revealKey } from "../../src/core/protocol/keys";
import type { PanelHead, PanelRest } from "../../src/core/protocol/messages";
import type { ExperimentState } from "../../src/core/protocol/panelState";
import { button, element, onFollow, sanitize } from "../shared/dom";
import type { CodeBlocks } from "./code";
import type { Experiments } from "./experiments";

/** What the page does when a person does something in a question. */
export interface QuestionActions {
	reveal(): void;
	followUpToggled(followUp: number, isOpen: boolean): void;
	openRelated(key: QuestionKey): void;
	openLink(link: number): void;
}

/** A question on the page, with the parts that change later. */
export interface QuestionView {
	readonly nodes: readonly HTMLElement[];
	readonly prompt: HTMLElement;
	readonly answer: HTMLElement;
	readonly experiments: Experiments;
	/** The person's own note. Empty if there is none. */
	readonly note: HTMLElement;
	/** Adds what is below the answer, once, and the experiments in the states in which the person left them. */
	complete(rest: PanelRest, states: Readonly<Record<number, ExperimentState>>): void;
	/** Shows a note, which is HTML, whenever the answer is shown. */
	showNote(note: string): void;
}

/** Builds what is read first; `complete` adds the rest. */
export function viewQuestion(
	question: PanelHead,
	codes: CodeBlocks,
	experiments: Experiments,
	actions: QuestionActions,
): QuestionView {
	const meta = element("p", { class: "meta" }, [
		element("span", {}, [question.topic]),
		element("span", { class: "level" }, [question.level]),
		...question.tags.map((tag) => element("span", { class: "tag" }, [tag])),
	]);
	const prompt = element("div", { class: "prompt" }, [
		element("p", {}, [
			question.hasExperiments
				? l10n.t("Answer aloud first. Then predict what the code does: Enter goes to the first blank.")
				: l10n.t("Answer aloud first."),
		]),
		button(l10n.t("Reveal Answer"), question.hasExperiments ? "secondary" : "primary", actions.reveal, revealKey),
	]);
	const answer = element("article", { class: "answer", tabindex: "-1", "aria-label": l10n.t("Answer") });
	const note = element("aside", { class: "note", hidden: "" });
	const add = (...nodes: readonly Node[]) => {
		const fragment = document.createDocumentFragment();
		fragment.append(...nodes);
		codes.fill(fragment);
		followLinks(fragment, actions);
		answer.append(fragment);
	};
	add(...section(l10n.t("Answer"), sanitize(question.answer)));
	let isComplete = false;
	return {
		nodes: [
			element("header", {}, [meta, element("h1", {}, [sanitize(question.title)])]),
			prompt,
			experiments.stage,
			note,
			answer,
		],
		prompt,
		answer,
		experiments,
		note,
		complete(rest, states) {
			if (!isComplete) {
				isComplete = true;
				experiments.fill(rest.experiments, states);
				add(...viewRest(rest, experiments.list, actions));
				codes.fill(experiments.stage);
			}
		},
		showNote(html) {
			note.replaceChildren(...(html === "" ? [] : section(l10n.t("Your note"), sanitize(html))));
			note.hidden = answer.hidden || html === "";
		},
	};
}

function viewRest(rest: PanelRest, experiments: Node, actions: QuestionActions): Node[] {
	const followUps = rest.followUps.map((followUp, index) => viewFollowUp(followUp, index, actions));
	const sources = rest.sources.map(({ label, link }) => linkTo(label, { "data-link": String(link) }));
	const related = rest.related.map(({ key, title }) => relatedLink(key, title, actions));
	return [
		...section(l10n.t("In depth"), sanitize(rest.inDepth)),
		...section(l10n.t("Key points"), sanitize(rest.keyPoints)),
		...section(l10n.t("Pitfalls"), sanitize(rest.pitfalls)),
		...section(l10n.t("Follow-ups"), ...followUps),
		...(rest.experiments.length > 0
			? [element("section", {}, [element("h2", {}, [l10n.t("Experiments")]), experiments])]
			: []),
		...section(l10n.t("Sources"), ...list(sources)),
		...section(l10n.t("Related questions"), ...list(related)),
	];
}

function section(title: string, ...content: readonly Node[]): Node[] {
	const isEmpty = content.every((node) => !node.hasChildNodes());
	return isEmpty ? [] : [element("section", {}, [element("h2", {}, [title]), ...content])];
}

function viewFollowUp(
	{ question, answer }: PanelRest["followUps"][number],
	index: number,
	actions: QuestionActions,
): HTMLElement {
	const details = element("details", {}, [element("summary", {}, [sanitize(question)]), sanitize(answer)]);
	details.addEventListener("toggle", () => actions.followUpToggled(index, details.open));
	return details;
}

function relatedLink(key: QuestionKey, title: string, actions: QuestionActions): HTMLElement {
	const link = linkTo(title, {});
	onFollow(link, () => actions.openRelated(key));
	return link;
}

function linkTo(label: string, attributes: Readonly<Record<string, string>>): HTMLElement {
	return element("a", { href: "#", ...attributes }, [label]);
}

function list(items: readonly Node[]): Node[] {
	return items.length === 0
		? []
		: [
				element(
					"ul",
					{},
					items.map((item) => element("li", {}, [item])),
				),
			];
}

/** Makes links work. The page knows only the number of a link, because the extension host keeps the address. */
function followLinks(node: ParentNode, actions: QuestionActions): void {
	for (const link of node.querySelectorAll<HTMLElement>("a[data-link]")) {
		onFollow(link, () => actions.openLink(Number(link.dataset.link)));
	}
}
