import type { QuestionKey } from "../../src/core/bank/questionKey";
import type { Rating } from "../../src/core/journal/events";
import type { PanelCommand, PanelRest, QuestionMessage, ToPanel } from "../../src/core/protocol/messages";
import type { PanelState } from "../../src/core/protocol/panelState";
import { afterPaint } from "../shared/dom";
import { takeStrings } from "../shared/strings";
import { api } from "./api";
import { CodeBlocks } from "./code";
import { Experiments } from "./experiments";
import { listenToKeyboard } from "./keyboard";
import { type QuestionView, viewQuestion } from "./question";
import { RatingBar } from "./rating";
import { RatingKeys } from "./ratingKeys";
import { Toolbar } from "./toolbar";

/** The page, which shows one question at a time, and keeps its state across a reload. */
class Panel {
	#state = api.getState();
	/** The state in which the person left each question, by its key. */
	readonly #left = new Map<string, PanelState>();
	#view: QuestionView | undefined;
	#codes: CodeBlocks | undefined;
	readonly #toolbar: Toolbar;
	#isComplete = false;
	readonly #rating: RatingBar;
	readonly #ratingKeys = new RatingKeys(() => this.#state?.key);

	constructor(
		toolbar: HTMLElement,
		private readonly main: HTMLElement,
		footer: HTMLElement,
		first: QuestionMessage,
	) {
		this.#toolbar = new Toolbar(toolbar, (command) => this.#command(command));
		this.#rating = new RatingBar(footer, navigator.platform.startsWith("Mac"), {
			rate: (rating) => this.#rate(rating),
			command: (command) => this.#command(command),
			open: (key) => this.#open(key),
		});
		window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => this.#receive(data));
		window.addEventListener("scroll", () => this.#onScroll(), { passive: true });
		// The question in the document is outdated if another one was shown there before the panel was hidden.
		const isCurrent = !this.#state || this.#state.key === first.head.key;
		if (isCurrent) {
			const isRestored = this.#state !== undefined;
			this.#show(first);
			if (isRestored) {
				api.postMessage({ type: "readable" });
			}
		}
		const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		api.postMessage({ type: "ready", key: isCurrent ? first.head.key : undefined, zone });
		listenToKeyboard({
			canReveal: () => this.#state?.revealed === false,
			reveal: () => this.#reveal(true),
			predict: () => this.#view?.experiments.predict(),
			changed: (isHere) => api.postMessage({ type: "keyboard", isHere }),
		});
	}

	#receive(message: ToPanel): void {
		if ("key" in message && message.key !== this.#state?.key) {
			return; // The message was meant for an earlier question.
		}
		switch (message.type) {
			case "question":
				this.#show(message);
				afterPaint(() => api.postMessage({ type: "shown" }));
				break;
			case "rest":
				this.#complete(message.rest, message.ran);
				break;
			case "progress":
				if (message.progress.closing) {
					// What is shown stays. When the person comes back to the question, the answer is hidden again.
					this.#keep({ revealed: false });
				}
				this.#rating.update(message.progress);
				this.#toolbar.show(message.ways);
				this.#view?.showNote(message.progress.note);
				break;
			case "highlighting":
				this.#codes?.highlight(message.highlighting);
				break;
			case "rate":
				this.#rateIfOffered(message.rating);
				break;
			case "reveal":
				this.#reveal(message.focus);
				break;
			case "experiment":
				this.#view?.experiments.goTo(message.experiment);
				break;
			case "outputs":
				this.#showOutputs(message.experiments);
				break;
			case "judged":
				this.#view?.experiments.judge(message.experiment, message.judgement);
				afterPaint(() => api.postMessage({ type: "judged" }));
				break;
			case "predict":
				this.#view?.experiments.predict(message.experiment);
				break;
		}
	}

	/** Builds the page for a question, and lays it out at once. */
	#show({ head, revealed, ways, round, asLeft }: QuestionMessage): void {
		const fresh: PanelState = {
			key: head.key,
			revealed,
			outputs: [],
			followUps: [],
			scroll: 0,
			...(round ? { round } : {}),
		};
		const last = this.#state;
		if (last) {
			this.#left.set(last.key, last);
		}
		const isSame = last?.key === head.key && (round === undefined || last.round === round);
		this.#state = (isSame || asLeft ? this.#left.get(head.key) : undefined) ?? fresh;
		this.#rating.update(undefined);
		this.#codes = new CodeBlocks();
		this.#view = viewQuestion(head, this.#codes, new Experiments(this.#codes, this.#experimentActions(head.key)), {
			reveal: () => this.#reveal(true),
			followUpToggled: (index, isOpen) => this.#keep({ followUps: toggled(this.#state?.followUps, index, isOpen) }),
			openRelated: (key) => api.postMessage({ type: "related", key }),
			openLink: (link) => api.postMessage({ type: "link", question: head.key, link }),
		});
		this.#isComplete = false;
		this.#toolbar.show(ways);
		this.main.replaceChildren(...this.#view.nodes);
		this.#setRevealed(this.#state.revealed);
		window.scrollTo({ top: 0, behavior: "instant" });
	}

	#experimentActions(question: QuestionKey): ConstructorParameters<typeof Experiments>[1] {
		return {
			predict: (experiment, predictions) =>
				api.postMessage({ type: "predict", question, experiment, predictions: [...predictions] }),
			stop: () => api.postMessage({ type: "stop", question }),
			remedy: (remedy) => api.postMessage({ type: "remedy", question, remedy }),
			openScratch: (experiment) => api.postMessage({ type: "scratch", question, experiment }),
			changed: (experiment, state) => {
				this.#keep({ experiments: { ...this.#state?.experiments, [experiment]: state } });
				api.postMessage({ type: "typed", question, experiment, predictions: state.typed });
			},
			outputsShown: (experiment) => this.#keep({ outputs: toggled(this.#state?.outputs, experiment, true) }),
		};
	}

	/** Adds what is below the answer, in the state in which the person left it. */
	#complete(rest: PanelRest, ran: readonly number[]): void {
		const { outputs = [], followUps = [], scroll = 0, experiments = {} } = this.#state ?? {};
		this.#view?.complete(rest, experiments);
		for (const [index, details] of this.main.querySelectorAll("details").entries()) {
			details.open = followUps.includes(index);
		}
		this.#showOutputs([...outputs, ...ran]);
		window.scrollTo({ top: scroll, behavior: "instant" });
		this.#isComplete = true;
		this.#keep({});
	}

	#reveal(focus: boolean): void {
		if (this.#state && !this.#state.revealed) {
			this.#keep({ revealed: true });
			this.#setRevealed(true);
			if (focus) {
				this.#view?.answer.focus({ preventScroll: true });
			}
		}
	}

	#setRevealed(revealed: boolean): void {
		if (this.#view) {
			this.#view.answer.hidden = !revealed;
			this.#view.prompt.hidden = revealed;
			this.#view.experiments.setRevealed(revealed);
			this.#view.note.hidden = !revealed || !this.#view.note.hasChildNodes();
			this.#rating.setRevealed(revealed);
		}
	}

	#showOutputs(experiments: readonly number[]): void {
		for (const experiment of experiments) {
			this.#view?.experiments.show(experiment);
		}
	}

	/**
	 * Keeps the scroll position. Before the page is complete, it scrolls because it is short, not because the person
	 * scrolls it.
	 */
	#onScroll(): void {
		if (this.#isComplete) {
			this.#keep({ scroll: window.scrollY });
		}
	}

	#rateIfOffered(rating: Rating): void {
		const isMeant = this.#ratingKeys.isMeant();
		if (isMeant && this.#rating.offered.includes(rating)) {
			this.#rate(rating);
		} else if (isMeant && this.#state?.revealed === false) {
			api.postMessage({ type: "early" });
		}
	}

	/**
	 * Rates the question, and hides the ratings, so that this happens only once. The next `progress` message shows them
	 * again.
	 */
	#rate(rating: Rating): void {
		this.#rating.update(undefined);
		if (this.#state) {
			api.postMessage({ type: "rate", question: this.#state.key, rating });
		}
	}

	#open(key: QuestionKey): void {
		api.postMessage({ type: "related", key });
	}

	#command(command: PanelCommand): void {
		api.postMessage({ type: "command", command });
	}

	#keep(change: Partial<PanelState>): void {
		if (this.#state) {
			this.#state = { ...this.#state, ...change };
			api.setState(this.#state);
		}
	}
}

function toggled(numbers: readonly number[] = [], number: number, isIn: boolean): number[] {
	const others = numbers.filter((other) => other !== number);
	return isIn ? [...others, number] : others;
}

takeStrings();
const [toolbar, main, footer, first] = ["toolbar", "question", "rating", "first"].map((id) =>
	document.getElementById(id),
);
if (toolbar && main && footer && first) {
	new Panel(toolbar, main, footer, JSON.parse(first.textContent ?? ""));
}
