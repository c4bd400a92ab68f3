import * as l10n from "@vscode/l10n";
import type { QuestionKey } from "../../src/core/bank/questionKey";
import { describeConditions } from "../../src/core/lab/scratch";
import { keyLabel, revealKey } from "../../src/core/protocol/keys";
import type { PanelExperiment, PanelHead, PanelRest } from "../../src/core/protocol/messages";
import { describeVersions } from "../../src/core/text/versions";
import { button, element, onFollow, sanitize } from "../shared/dom";
import type { CodeBlocks } from "./code";

/** What the page does when a person does something in a question. */
export interface QuestionActions {
	predict(): void;
	run(experiment: number): void;
	reveal(): void;
	outputsShown(experiment: number): void;
	followUpToggled(followUp: number, isOpen: boolean): void;
	openRelated(key: QuestionKey): void;
	openLink(link: number): void;
}

/** A question on the page, with the parts that change later. */
export interface QuestionView {
	readonly nodes: readonly HTMLElement[];
	readonly prompt: HTMLElement;
	readonly answer: HTMLElement;
	/** The person's own note. Empty if there is none. */
	readonly note: HTMLElement;
	/** Adds what is below the answer, once. */
	complete(rest: PanelRest): void;
	/** Shows the outputs of one experiment. */
	showOutputs(experiment: number): void;
	/** Scrolls to one experiment and gives it the keyboard. */
	goToExperiment(experiment: number): void;
	/** Shows a note, which is HTML, whenever the answer is shown. */
	showNote(note: string): void;
}

/** Builds what is read first; `complete` adds the rest. */
export function viewQuestion(question: PanelHead, codes: CodeBlocks, actions: QuestionActions): QuestionView {
	const meta = element("p", { class: "meta" }, [
		element("span", {}, [question.topic]),
		element("span", { class: "level" }, [question.level]),
		...question.tags.map((tag) => element("span", { class: "tag" }, [tag])),
	]);
	const prompt = element("div", { class: "prompt" }, [
		...(question.hasExperiments ? [predictButton(actions)] : []),
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
	let experiments: readonly { readonly node: HTMLElement; show(): void }[] | undefined;
	return {
		nodes: [element("header", {}, [meta, element("h1", {}, [sanitize(question.title)])]), prompt, note, answer],
		prompt,
		answer,
		note,
		complete(rest) {
			if (!experiments) {
				const views = rest.experiments.map((experiment, index) => viewExperiment(experiment, index, codes, actions));
				experiments = views;
				add(
					...viewRest(
						rest,
						views.map(({ node }) => node),
						actions,
					),
				);
			}
		},
		showOutputs: (index) => experiments?.[index]?.show(),
		goToExperiment(index) {
			const node = experiments?.[index]?.node;
			node?.scrollIntoView({ block: "start", behavior: "instant" });
			node?.focus({ preventScroll: true });
		},
		showNote(html) {
			note.replaceChildren(...(html === "" ? [] : section(l10n.t("Your note"), sanitize(html))));
			note.hidden = answer.hidden || html === "";
		},
	};
}

function viewRest(rest: PanelRest, experiments: readonly Node[], actions: QuestionActions): Node[] {
	const followUps = rest.followUps.map((followUp, index) => viewFollowUp(followUp, index, actions));
	const sources = rest.sources.map(({ label, link }) => linkTo(label, { "data-link": String(link) }));
	const related = rest.related.map(({ key, title }) => relatedLink(key, title, actions));
	return [
		...section(l10n.t("In depth"), sanitize(rest.inDepth)),
		...section(l10n.t("Key points"), sanitize(rest.keyPoints)),
		...section(l10n.t("Pitfalls"), sanitize(rest.pitfalls)),
		...section(l10n.t("Follow-ups"), ...followUps),
		...section(l10n.t("Experiments"), ...(experiments.length > 0 ? [predictButton(actions)] : []), ...experiments),
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

function viewExperiment(
	{ title, introduction, conditions, verified, asked, code, guess, why, tries }: PanelExperiment,
	index: number,
	codes: CodeBlocks,
	actions: QuestionActions,
): { readonly node: HTMLElement; show(): void } {
	const frame = codes.block(asked);
	const outcome = element("dl", { class: "outcome", hidden: "" }, [
		...(guess ? [element("dt", {}, [l10n.t("Most people expect")]), element("dd", {}, [sanitize(guess)])] : []),
		...(why ? [element("dt", {}, [l10n.t("Why")]), element("dd", {}, [sanitize(why)])] : []),
	]);
	const show = () => {
		codes.change(frame, code);
		outcome.hidden = !outcome.hasChildNodes();
		showButton.hidden = true;
		actions.outputsShown(index);
	};
	const showButton = button(l10n.t("Show Outputs"), "secondary", () => {
		show();
		// The button is hidden now, so the keyboard focus would be lost.
		frame.querySelector("pre")?.focus({ preventScroll: true });
	});
	const attempts = tries.map((attempt) =>
		element("p", {}, [element("strong", {}, [l10n.t("Try:"), " "]), sanitize(attempt)]),
	);
	const needs = describeConditions(conditions);
	const versions = describeVersions(verified);
	const node = element("section", { class: "experiment", tabindex: "-1" }, [
		element("h3", {}, [`${index + 1}. `, sanitize(title)]),
		sanitize(introduction),
		...(needs ? [element("p", { class: "needs" }, [needs])] : []),
		frame,
		element("div", { class: "actions" }, [button(l10n.t("Run"), "secondary", () => actions.run(index)), showButton]),
		outcome,
		...(versions ? [element("p", { class: "needs" }, [l10n.t("Verified on CPython {0}.", versions)])] : []),
		...attempts,
	]);
	return { node, show };
}

/** The main button. It is shown below a question that isn't revealed, and above the experiments. */
function predictButton(actions: QuestionActions): HTMLButtonElement {
	return button(l10n.t("Predict"), "primary", actions.predict, keyLabel("scratch", false));
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
