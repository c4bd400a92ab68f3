import type { QuestionKey } from "../../src/core/bank/questionKey";
import type { Rating } from "../../src/core/journal/events";
import type {
	FromPanel,
	PanelCommand,
	PanelRest,
	PanelWays,
	QuestionMessage,
	ToPanel,
} from "../../src/core/protocol/messages";
import type { PanelState } from "../../src/core/protocol/panelState";
import { afterPaint } from "../shared/dom";
import { takeStrings } from "../shared/strings";
import { CodeBlocks } from "./code";
import { listenToKeyboard } from "./keyboard";
import { type QuestionView, viewQuestion } from "./question";
import { RatingBar } from "./rating";
import { RatingKeys } from "./ratingKeys";
import { viewToolbar } from "./toolbar";

interface VSCodeApi {
	postMessage(message: FromPanel): void;
	getState(): PanelState | undefined;
	setState(state: PanelState): void;
}

/** The document has already acquired the API, which is possible only once. */
declare const vscode: VSCodeApi;

/** The page, which shows one question at a time, and keeps its state across a reload. */
class Panel {
	#state = vscode.getState();
	/** The state in which the person left each question, by its key. */
	readonly #left = new Map<string, PanelState>();
	#view: QuestionView | undefined;
	#codes: CodeBlocks | undefined;
	#ways: PanelWays | undefined;
	#isComplete = false;
	readonly #rating: RatingBar;
	readonly #ratingKeys = new RatingKeys(() => this.#state?.key);

	constructor(
		private readonly toolbar: HTMLElement,
		private readonly main: HTMLElement,
		footer: HTMLElement,
		first: QuestionMessage,
	) {
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
				vscode.postMessage({ type: "readable" });
			}
		}
		const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		vscode.postMessage({ type: "ready", key: isCurrent ? first.head.key : undefined, zone });
		listenToKeyboard({
			canReveal: () => this.#state?.revealed === false,
			reveal: () => this.#reveal(true),
			changed: (isHere) => vscode.postMessage({ type: "keyboard", isHere }),
		});
	}

	#receive(message: ToPanel): void {
		switch (message.type) {
			case "question":
				this.#show(message);
				afterPaint(() => vscode.postMessage({ type: "shown" }));
				break;
			case "rest":
				if (message.key === this.#state?.key) {
					this.#complete(message.rest, message.ran);
				}
				break;
			case "progress":
				if (message.key === this.#state?.key) {
					if (message.progress.closing) {
						// What is shown stays. When the person comes back to the question, the answer is hidden again.
						this.#keep({ revealed: false });
					}
					this.#rating.update(message.progress);
					this.#showWays(message.ways);
					this.#view?.showNote(message.progress.note);
				}
				break;
			case "highlighting":
				if (message.key === this.#state?.key) {
					this.#codes?.highlight(message.highlighting);
				}
				break;
			case "rate":
				this.#rateIfOffered(message.rating);
				break;
			case "reveal":
				this.#reveal(message.focus);
				break;
			case "experiment":
				if (message.key === this.#state?.key) {
					this.#view?.goToExperiment(message.experiment);
				}
				break;
			case "outputs":
				if (message.key === this.#state?.key) {
					this.#showOutputs(message.experiments);
				}
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
		this.#view = viewQuestion(head, this.#codes, {
			predict: () => this.#command("scratch"),
			run: (experiment) => vscode.postMessage({ type: "run", question: head.key, experiment }),
			reveal: () => this.#reveal(true),
			outputsShown: (experiment) => this.#keep({ outputs: toggled(this.#state?.outputs, experiment, true) }),
			followUpToggled: (index, isOpen) => this.#keep({ followUps: toggled(this.#state?.followUps, index, isOpen) }),
			openRelated: (key) => this.#open(key),
			openLink: (link) => vscode.postMessage({ type: "link", question: head.key, link }),
		});
		this.#isComplete = false;
		this.#showWays(ways);
		this.main.replaceChildren(...this.#view.nodes);
		this.#setRevealed(this.#state.revealed);
		window.scrollTo({ top: 0, behavior: "instant" });
	}

	/** Shows the buttons above the question, and keeps the keyboard on the one that has it. */
	#showWays(ways: PanelWays): void {
		if (JSON.stringify(ways) === JSON.stringify(this.#ways)) {
			return;
		}
		this.#ways = ways;
		const focused = this.toolbar.querySelector("button:focus")?.className;
		const buttons = viewToolbar(ways, (command) => this.#command(command));
		this.toolbar.replaceChildren(...buttons);
		buttons.find(({ className }) => className === focused)?.focus({ preventScroll: true });
	}

	/** Adds what is below the answer, in the state in which the person left it. */
	#complete(rest: PanelRest, ran: readonly number[]): void {
		const { outputs = [], followUps = [], scroll = 0 } = this.#state ?? {};
		this.#view?.complete(rest);
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
			this.#view.note.hidden = !revealed || !this.#view.note.hasChildNodes();
			this.#rating.setRevealed(revealed);
		}
	}

	#showOutputs(experiments: readonly number[]): void {
		for (const experiment of experiments) {
			this.#view?.showOutputs(experiment);
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
			vscode.postMessage({ type: "early" });
		}
	}

	/**
	 * Rates the question, and hides the ratings, so that this happens only once. The next `progress` message shows them
	 * again.
	 */
	#rate(rating: Rating): void {
		this.#rating.update(undefined);
		if (this.#state) {
			vscode.postMessage({ type: "rate", question: this.#state.key, rating });
		}
	}

	#open(key: QuestionKey): void {
		vscode.postMessage({ type: "related", key });
	}

	#command(command: PanelCommand): void {
		vscode.postMessage({ type: "command", command });
	}

	#keep(change: Partial<PanelState>): void {
		if (this.#state) {
			this.#state = { ...this.#state, ...change };
			vscode.setState(this.#state);
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
