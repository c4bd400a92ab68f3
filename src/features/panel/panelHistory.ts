import type * as vscode from "vscode";
import { type KeptHistory, NavigationHistory } from "../../core/bank/navigationHistory";
import type { QuestionKey } from "../../core/bank/questionKey";
import { setContext } from "../../platform/contextKeys";

const historyKey = "history";

/** The panel's way back and forward, which is stored for after a reload of the window. */
export class PanelHistory {
	#history = new NavigationHistory();

	/** `memento` belongs to the window. */
	constructor(private readonly memento: vscode.Memento) {}

	/** The question to go back to from another one. */
	before(key: QuestionKey): QuestionKey | undefined {
		return this.#history.before(key);
	}

	step(by: -1 | 1): QuestionKey | undefined {
		return this.#history.step(by);
	}

	/** Records that a question is open. Returns whether no step led to it. */
	visit(key: QuestionKey): boolean {
		return this.#history.visit(key);
	}

	/** Continues the history from before a reload of the window. */
	restore(): void {
		this.#history = new NavigationHistory(this.memento.get<KeptHistory>(historyKey));
	}

	forget(): void {
		this.#history = new NavigationHistory();
		this.announce();
	}

	/**
	 * Sets the context keys for going back and forward, and stores the history. If there is no question to go to, the
	 * keyboard shortcuts do what they do elsewhere in VS Code. Both take a while, so this waits until the question is shown.
	 */
	announce(): void {
		void this.memento.update(historyKey, this.#history.kept);
		setContext("dunder.canGoBack", this.#history.canGoBack);
		setContext("dunder.canGoForward", this.#history.canGoForward);
	}
}
