import * as l10n from "@vscode/l10n";
import { describeConditions } from "../../src/core/lab/scratch";
import { keyLabel } from "../../src/core/protocol/keys";
import type { PanelExperiment, PanelJudgement } from "../../src/core/protocol/messages";
import type { ExperimentState } from "../../src/core/protocol/panelState";
import { describeVersions } from "../../src/core/text/versions";
import { button, element, sanitize } from "../shared/dom";
import { Blank } from "./blank";
import type { CodeBlocks } from "./code";

/** What the page does when a person does something in an experiment. */
export interface ExperimentActions {
	predict(experiment: number, predictions: readonly string[]): void;
	stop(): void;
	remedy(index: number): void;
	openScratch(experiment: number): void;
	/** Something changed that is kept across a reload. */
	changed(experiment: number, state: ExperimentState): void;
	/** The person has seen what the experiment does, or gives up. */
	done(experiment: number): void;
	outputsShown(experiment: number): void;
}

/** An experiment on the page: its code, with an input at each blank, and later what it did. */
export class ExperimentView {
	readonly node: HTMLElement;
	readonly #blanks: readonly Blank[];
	#code: HTMLElement;
	readonly #outcome: HTMLElement;
	readonly #problem = element("div", { class: "problem", role: "status" });
	readonly #run: HTMLButtonElement;
	readonly #stop: HTMLButtonElement;
	readonly #giveUp: HTMLButtonElement;
	#judgement: PanelJudgement | undefined;
	#isDone = false;

	constructor(
		private readonly experiment: PanelExperiment,
		private readonly index: number,
		private readonly codes: CodeBlocks,
		private readonly actions: ExperimentActions,
	) {
		const { title, introduction, conditions, verified, asked, blanks, guess, why, tries } = experiment;
		const lines = asked.text.split("\n");
		this.#blanks = blanks.map(
			(line, number) =>
				new Blank(lines.slice(0, line).findLast((text) => text.trim() !== "" && !text.startsWith("#")) ?? "", {
					changed: () => this.#changed(),
					next: () => (this.#blanks[number + 1] ?? this.#run).focus(),
					run: () => this.#predict(),
					leave: () => this.node.focus({ preventScroll: true }),
				}),
		);
		this.#code = codes.blockWithBlanks(
			asked,
			blanks,
			this.#blanks.map(({ node }) => node),
		);
		this.#outcome = element("dl", { class: "outcome", hidden: "" }, [
			...(guess ? [element("dt", {}, [l10n.t("Most people expect")]), element("dd", {}, [sanitize(guess)])] : []),
			...(why ? [element("dt", {}, [l10n.t("Why")]), element("dd", {}, [sanitize(why)])] : []),
		]);
		const isMac = navigator.platform.startsWith("Mac");
		this.#run = button(l10n.t("Run"), "primary", () => this.#predict(), isMac ? "⌘Enter" : "Ctrl+Enter");
		this.#stop = button(l10n.t("Stop"), "secondary", () => actions.stop());
		this.#stop.hidden = true;
		this.#giveUp = button(l10n.t("Don't Know"), "secondary", () => {
			this.show();
			// The button is hidden now, so the keyboard focus would be lost.
			this.#code.querySelector("pre")?.focus({ preventScroll: true });
		});
		const scratch = button(
			l10n.t("Open in Scratch File"),
			"secondary",
			() => actions.openScratch(index),
			keyLabel("scratch", isMac),
		);
		const needs = describeConditions(conditions);
		const versions = describeVersions(verified);
		this.node = element("section", { class: "experiment", tabindex: "-1" }, [
			element("h3", {}, [`${index + 1}. `, sanitize(title)]),
			sanitize(introduction),
			...(needs ? [element("p", { class: "needs" }, [needs])] : []),
			this.#code,
			this.#problem,
			this.#outcome,
			element("div", { class: "actions" }, [this.#run, this.#stop, this.#giveUp, scratch]),
			...(versions ? [element("p", { class: "needs" }, [l10n.t("Verified on CPython {0}.", versions)])] : []),
			...tries.map((attempt) => element("p", {}, [element("strong", {}, [l10n.t("Try:"), " "]), sanitize(attempt)])),
		]);
	}

	/** Whether the outcome shows. */
	get isDone(): boolean {
		return this.#isDone;
	}

	/** How many predictions were right, of how many. */
	get score(): readonly [right: number, all: number] {
		const blanks = this.#judgement?.blanks ?? [];
		return [blanks.filter(({ verdict }) => verdict === "right").length, this.#blanks.length];
	}

	focusFirstBlank(): void {
		this.#blanks[0]?.focus();
	}

	restore({ typed, judgement }: ExperimentState): void {
		for (const [number, blank] of this.#blanks.entries()) {
			blank.text = typed[number] ?? "";
		}
		if (judgement) {
			this.judge(judgement);
		}
	}

	judge(judgement: PanelJudgement): void {
		this.#setRunning(false);
		this.#judgement = judgement.blanks.length > 0 ? judgement : this.#judgement;
		for (const [number, blank] of this.#blanks.entries()) {
			blank.judge(judgement.blanks[number]);
		}
		this.#tell(
			judgement.problem,
			judgement.remedies.map((label, remedy) => button(label, "secondary", () => this.actions.remedy(remedy))),
		);
		if (judgement.blanks.length > 0) {
			this.#finish();
		}
		this.#changed();
	}

	/** Shows the outputs as the bank has them, unless the person's own are shown. */
	show(): void {
		if (this.#judgement) {
			return;
		}
		const code = this.codes.block(this.experiment.code);
		this.#code.replaceWith(code);
		this.#code = code;
		this.#tell("", []);
		this.#run.hidden = true;
		this.#finish();
		this.actions.outputsShown(this.index);
	}

	#predict(): void {
		const predictions = this.#blanks.map(({ text }) => text);
		if (predictions.every((text) => text.trim() === "")) {
			this.#tell(l10n.t("Type what you expect in a blank first, or choose Don't Know."), []);
			this.focusFirstBlank();
			return;
		}
		this.#changed();
		this.#tell("", []);
		this.#setRunning(true);
		this.actions.predict(this.index, predictions);
	}

	#setRunning(isRunning: boolean): void {
		const hadFocus = document.activeElement === (isRunning ? this.#run : this.#stop);
		this.#run.hidden = isRunning;
		this.#stop.hidden = !isRunning;
		if (hadFocus) {
			(isRunning ? this.#stop : this.#run).focus();
		}
	}

	#finish(): void {
		this.#isDone = true;
		this.#giveUp.hidden = true;
		this.#outcome.hidden = !this.#outcome.hasChildNodes();
		this.actions.done(this.index);
	}

	#tell(text: string, buttons: readonly Node[]): void {
		this.#problem.replaceChildren(...(text === "" ? [] : [element("p", {}, [text])]), ...buttons);
	}

	#changed(): void {
		const typed = this.#blanks.map(({ text }) => text);
		this.actions.changed(this.index, { typed, ...(this.#judgement ? { judgement: this.#judgement } : {}) });
	}
}
