import * as l10n from "@vscode/l10n";
import type { PanelExperiment, PanelJudgement } from "../../src/core/protocol/messages";
import type { ExperimentState } from "../../src/core/protocol/panelState";
import { button, element, scrollTo } from "../shared/dom";
import type { CodeBlocks } from "./code";
import { type ExperimentActions, ExperimentView } from "./experiment";

/** The experiments of a question: one at a time before the answer is revealed, and all of them in the answer. */
export class Experiments {
	/** The place before the answer. */
	readonly stage = element("section", { class: "stage", hidden: "" });
	/** The place in the answer. */
	readonly list = element("div");
	readonly #place = element("div");
	readonly #progress = element("div", { class: "actions", role: "status" });
	#views: readonly ExperimentView[] = [];
	#current = 0;
	#isRevealed = false;

	constructor(
		private readonly codes: CodeBlocks,
		private readonly actions: Omit<ExperimentActions, "done">,
	) {
		this.stage.append(element("h2", {}, [l10n.t("Predict")]), this.#place, this.#progress);
	}

	/** Adds the experiments, once, in the states in which the person left them. */
	fill(experiments: readonly PanelExperiment[], states: Readonly<Record<number, ExperimentState>>): void {
		const actions = { ...this.actions, done: () => this.#draw() };
		this.#views = experiments.map((experiment, index) => new ExperimentView(experiment, index, this.codes, actions));
		for (const [index, view] of this.#views.entries()) {
			const state = states[index];
			if (state) {
				view.restore(state);
			}
		}
		this.#current = Math.max(
			this.#views.findIndex(({ isDone }) => !isDone),
			0,
		);
		this.#arrange();
	}

	setRevealed(isRevealed: boolean): void {
		this.#isRevealed = isRevealed;
		this.#arrange();
	}

	judge(experiment: number, judgement: PanelJudgement): void {
		this.#views[experiment]?.judge(judgement);
		if (!this.#isRevealed && experiment === this.#current && this.stage.contains(document.activeElement)) {
			this.#progress.querySelector("button")?.focus({ preventScroll: true });
			scrollTo(this.#progress, "visible");
		}
	}

	show(experiment: number): void {
		this.#views[experiment]?.show();
	}

	/** Scrolls to an experiment and gives it the keyboard focus. */
	goTo(experiment: number): void {
		const node = this.#views[experiment]?.node;
		if (node) {
			scrollTo(node, "top");
			node.focus({ preventScroll: true });
		}
	}

	/** Puts the cursor into the first blank of an experiment, or of the one that is next. */
	predict(experiment = this.#current): void {
		if (!this.#isRevealed) {
			this.#goOn(experiment);
		}
		this.#views[experiment]?.focusFirstBlank();
	}

	#goOn(experiment: number): void {
		this.#current = experiment;
		this.#arrange();
	}

	/** Puts the experiments where they belong. */
	#arrange(): void {
		const current = this.#views[this.#current];
		this.stage.hidden = this.#isRevealed || !current;
		if (this.#isRevealed) {
			this.list.replaceChildren(...this.#views.map(({ node }) => node));
		} else if (current) {
			this.#place.replaceChildren(current.node);
		}
		this.#draw();
	}

	/** Shows, below an experiment that is done, the way to the next one or, after the last one, how many were right. */
	#draw(): void {
		const next = this.#current + 1;
		if (!this.#views[this.#current]?.isDone) {
			this.#progress.replaceChildren();
		} else if (next < this.#views.length) {
			this.#progress.replaceChildren(button(l10n.t("Next Experiment"), "primary", () => this.predict(next)));
		} else {
			const scores = this.#views.map(({ score }) => score);
			const right = scores.reduce((sum, [count]) => sum + count, 0);
			const all = scores.reduce((sum, [, count]) => sum + count, 0);
			this.#progress.replaceChildren(element("p", {}, [l10n.t("{0} of {1} predictions right.", right, all)]));
		}
	}
}
