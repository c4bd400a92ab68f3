import { defaultKeys, keyLabel } from "../../src/core/keys";
import type { FromPanel, PanelCommand, PanelState, QuestionMessage, ToPanel } from "../../src/core/messages";
import { CodeBlocks } from "./code";
import { button } from "./dom";
import { type QuestionView, viewQuestion } from "./question";

interface VSCodeApi {
	postMessage(message: FromPanel): void;
	getState(): PanelState | undefined;
	setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VSCodeApi;

/** Milliseconds from the first paint until the rest of a question is added below it. */
const completeAfter = 30;

/** The page: one question at a time, and what is kept of it over a reload. */
class Panel {
	readonly #vscode = acquireVsCodeApi();
	#state = this.#vscode.getState();
	#view: QuestionView | undefined;
	#codes: CodeBlocks | undefined;

	constructor(
		private readonly toolbar: HTMLElement,
		private readonly main: HTMLElement,
		first: QuestionMessage,
	) {
		window.addEventListener("message", ({ data }: MessageEvent<ToPanel>) => this.#receive(data));
		window.addEventListener("scroll", () => this.#keep({ scroll: window.scrollY }), { passive: true });
		window.addEventListener("keydown", (event) => this.#onKey(event));
		// What the document brought along is stale if another question was shown in it before it was hidden.
		const isCurrent = !this.#state || this.#state.id === first.question.id;
		this.#vscode.postMessage({ type: "ready", id: isCurrent ? first.question.id : undefined });
		if (isCurrent) {
			this.#show(first);
		}
	}

	#receive(message: ToPanel): void {
		switch (message.type) {
			case "question":
				this.#show(message);
				break;
			case "highlighting":
				if (message.id === this.#state?.id) {
					this.#codes?.highlight(message.highlighting);
				}
				break;
			case "reveal":
				this.#reveal();
				break;
			case "outputs":
				if (message.id === this.#state?.id) {
					this.#showAllOutputs();
				}
				break;
		}
	}

	#show({ question, revealed, ran, scope }: QuestionMessage): void {
		const kept = this.#state?.id === question.id ? this.#state : undefined;
		const fresh = { id: question.id, revealed, outputs: [], followUps: [], scroll: 0 };
		const state: PanelState = kept ?? fresh;
		this.#state = state;
		this.#codes = new CodeBlocks(question.codes);
		const view = viewQuestion(question, this.#codes, {
			predict: () => this.#command("scratch"),
			reveal: () => this.#reveal(),
			outputsShown: (experiment) => this.#keep({ outputs: toggled(this.#state?.outputs, experiment, true) }),
			followUpToggled: (index, isOpen) => this.#keep({ followUps: toggled(this.#state?.followUps, index, isOpen) }),
			openRelated: (id) => this.#vscode.postMessage({ type: "related", id }),
			openLink: (link) => this.#vscode.postMessage({ type: "link", link }),
		});
		this.#view = view;
		this.#fillToolbar(scope, question.experiments.length > 0);
		this.main.replaceChildren(...view.nodes);
		this.#setRevealed(state.revealed);
		if (kept) {
			this.#complete(view, state, ran);
		}
		window.scrollTo({ top: state.scroll, behavior: "instant" });
		afterPaint(() => {
			this.#vscode.postMessage({ type: "shown", id: question.id });
			this.#keep({});
			if (!kept) {
				// The window that carries the message may share this thread.
				setTimeout(() => this.#complete(view, state, ran), completeAfter);
			}
		});
	}

	/** Adds what stands below the first screen, as the person left it. */
	#complete(view: QuestionView, { outputs, followUps }: PanelState, ran: boolean): void {
		if (view !== this.#view) {
			return; // Another question has come meanwhile.
		}
		view.complete();
		for (const [index, details] of this.main.querySelectorAll("details").entries()) {
			details.open = followUps.includes(index);
		}
		for (const experiment of outputs) {
			view.showOutputs(experiment);
		}
		if (ran) {
			this.#showAllOutputs();
		}
	}

	#fillToolbar(scope: string, hasScratch: boolean): void {
		const isMac = navigator.platform.startsWith("Mac");
		const tool = (label: string, command: PanelCommand) =>
			button(label, "tool", () => this.#command(command), keyLabel(defaultKeys[command], isMac));
		const random = tool(scope === "" ? "Random" : `Random: ${scope}`, "random");
		const scratch = hasScratch ? [tool("Scratch File", "scratch")] : [];
		this.toolbar.replaceChildren(tool("Previous", "previous"), tool("Next", "next"), random, ...scratch);
	}

	#reveal(): void {
		if (this.#state && !this.#state.revealed) {
			this.#keep({ revealed: true });
			this.#setRevealed(true);
			this.#view?.answer.focus({ preventScroll: true });
		}
	}

	#setRevealed(revealed: boolean): void {
		if (this.#view) {
			this.#view.answer.hidden = !revealed;
			this.#view.prompt.hidden = revealed;
		}
	}

	#showAllOutputs(): void {
		for (const [index] of this.main.querySelectorAll(".experiment").entries()) {
			this.#view?.showOutputs(index);
		}
	}

	/** Space reveals, wherever it would not press or type something. */
	#onKey(event: KeyboardEvent): void {
		const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
		const isOnControl = event.target instanceof Element && event.target.closest("button, a, summary, input");
		if (event.key === " " && isPlain && !isOnControl && this.#state && !this.#state.revealed) {
			event.preventDefault();
			this.#reveal();
		}
	}

	#command(command: PanelCommand): void {
		this.#vscode.postMessage({ type: "command", command });
	}

	#keep(change: Partial<PanelState>): void {
		if (this.#state) {
			this.#state = { ...this.#state, ...change };
			this.#vscode.setState(this.#state);
		}
	}
}

function toggled(numbers: readonly number[] = [], number: number, isIn: boolean): number[] {
	const others = numbers.filter((other) => other !== number);
	return isIn ? [...others, number] : others;
}

/** Calls back once what is on the page now has been painted. */
function afterPaint(callback: () => void): void {
	requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = callback;
		port2.postMessage(undefined);
	});
}

const [toolbar, main, first] = ["toolbar", "question", "first"].map((id) => document.getElementById(id));
if (toolbar && main && first) {
	new Panel(toolbar, main, JSON.parse(first.textContent ?? ""));
}
