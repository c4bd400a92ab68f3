import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { Rating } from "../../core/journal/events";
import type { ToPanel } from "../../core/protocol/messages";
import { setContext } from "../../platform/contextKeys";
import type { ReadExtensionFile } from "../../platform/extensionFiles";
import type { QuestionBank } from "../../platform/questionBank";
import { PanelContent, type PanelDependencies } from "./panelContent";
import { PanelHistory } from "./panelHistory";
import { PanelRequests } from "./panelRequests";
import { type OpenOptions, type PanelColumn, type PanelOwner, PanelView } from "./panelView";

/** The only panel in which questions are read. If there is none, `open` creates it. */
export class QuestionPanel implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #shown = new vscode.EventEmitter<void>();
	readonly #content: PanelContent;
	readonly #view: PanelView;
	readonly #history: PanelHistory;
	readonly #subscriptions: vscode.Disposable;
	#current: QuestionSummary | undefined;
	#requested: QuestionKey | undefined;
	#afterShown: (() => void) | undefined;

	/** What the person requests in the panel. */
	readonly requests: PanelRequests;
	/** Fires when another question is open, or when none is open any more. */
	readonly onDidChange = this.#changed.event;
	/** Fires when the question can be read. */
	readonly onDidShow = this.#shown.event;

	/** `memento` belongs to the window. It has the way back after a reload. */
	constructor(
		private readonly extensionUri: vscode.Uri,
		readFile: ReadExtensionFile,
		private readonly bank: QuestionBank,
		private readonly dependencies: PanelDependencies,
		memento: vscode.Memento,
	) {
		this.#history = new PanelHistory(memento);
		const post = (message: ToPanel) => this.#view.post(message);
		this.#content = new PanelContent(bank, dependencies, this.#history, post);
		this.requests = new PanelRequests(post, (link) => this.#content.address(link));
		this.#view = new PanelView(extensionUri, readFile, {
			receive: (message) => this.#receive(message),
			renew: (column) => this.#renew(column),
			closed: () => this.#forget(),
		});
		this.#subscriptions = vscode.Disposable.from(
			this.#view,
			this.#changed,
			this.#shown,
			this.#content,
			this.requests,
			dependencies.progress.onDidChange(() => this.#view.isReady && this.#content.showProgress()),
			bank.onDidChange(() => this.#requested && this.open(this.#requested, { preserveFocus: true })),
		);
	}

	get current(): QuestionSummary | undefined {
		return this.#current;
	}

	/** The question that the person has requested last. Until it is loaded, `current` is another one. */
	get requested(): QuestionKey | undefined {
		return this.#requested;
	}

	get isVisible(): boolean {
		return this.#view.panel?.visible ?? false;
	}

	get viewColumn(): vscode.ViewColumn | undefined {
		return this.#view.panel?.viewColumn;
	}

	/** Shows a question. Returns false if the bank has none with this key. */
	async open(
		key: QuestionKey,
		{
			preserveFocus = false,
			reveal = false,
			again = false,
			viewColumn = vscode.ViewColumn.Active,
			goTo,
		}: OpenOptions = {},
	): Promise<boolean> {
		const summary = await this.bank.summary(key);
		if (!summary) {
			return false;
		}
		this.#requested = summary.key;
		const isNew = this.#view.panel === undefined;
		// VS Code creates the panel while the question is being loaded.
		const panel = this.#view.make(summary.short, { viewColumn, preserveFocus });
		const [loaded, style] = await Promise.all([this.#content.load(summary), this.#view.style()]).catch((error) => {
			if (!this.#current && this.#requested === summary.key) {
				panel.dispose();
			}
			throw error;
		});
		if (this.#requested !== summary.key || this.#view.panel !== panel) {
			return true; // The person has requested another question in the meantime, or has closed the panel.
		}
		this.#current = summary;
		const isVisit = this.#history.visit(key);
		const question = this.#content.show(loaded);
		if (again) {
			this.requests.forget(key);
			this.#content.forgetOutputs(key);
		}
		const message = again ? { ...question, round: Date.now() } : { ...question, asLeft: !isVisit };
		// This waits until the question is shown, because the work that an announcement causes would delay the
		// question.
		this.#afterShown = () => {
			if (reveal) {
				this.reveal({ focus: !preserveFocus });
			}
			if (goTo) {
				this.#view.post(goTo);
			}
			this.#announce(summary);
		};
		this.#view.show(panel, style, message, preserveFocus, isNew);
		return true;
	}

	/** Goes back to the question that was open before this one, or forward again. */
	async go(by: -1 | 1): Promise<void> {
		const key = this.#history.step(by);
		if (key !== undefined) {
			await this.turnTo(key);
		}
	}

	/**
	 * Opens a question from the open one. If the panel is visible, the keyboard focus stays where it is: normally in
	 * the panel, but possibly in something like the command palette, which would close if it lost the focus.
	 */
	async turnTo(key: QuestionKey, { again = false } = {}): Promise<void> {
		await this.open(key, { again, preserveFocus: this.isVisible });
	}

	reveal({ focus = true } = {}): void {
		this.#view.post({ type: "reveal", focus });
	}

	/** Rates the answer that is shown, if it can be rated now. If the panel is hidden, only shows the panel. */
	rate(rating: Rating): void {
		if (this.isVisible) {
			this.#view.post({ type: "rate", rating });
		} else {
			this.#view.panel?.reveal();
		}
	}

	/** Shows the outputs of an experiment, counted from 0, now or when its question is opened. */
	showOutputs(key: QuestionKey, experiment: number): void {
		this.#content.showOutputs(key, experiment);
	}

	/**
	 * Shows a question in a panel that VS Code has kept across a reload, or closes the panel if that isn't possible.
	 */
	async restore(panel: vscode.WebviewPanel, key: QuestionKey | undefined): Promise<void> {
		if (key === undefined || !this.#view.take(panel)) {
			panel.dispose();
			return;
		}
		const summary = await this.bank.summary(key);
		if (!summary) {
			panel.dispose();
		} else if (this.#view.panel === panel) {
			this.#history.restore();
			await this.open(key, { preserveFocus: true });
		}
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	async #renew(column: PanelColumn): Promise<void> {
		const key = this.#requested;
		this.#view.dispose();
		if (key !== undefined) {
			await this.open(key, column);
		}
	}

	#forget(): void {
		this.#current = undefined;
		this.#content.clear();
		this.#afterShown = undefined;
		this.#requested = undefined;
		setContext("dunder.questionOpen", false);
		this.#history.forget();
		this.#changed.fire();
	}

	/** Tells VS Code which question is open, and fires `onDidChange`. */
	#announce({ short }: QuestionSummary): void {
		const { panel } = this.#view;
		if (panel) {
			panel.title = short;
			panel.iconPath = vscode.Uri.joinPath(this.extensionUri, "media", "question.svg");
			setContext("dunder.questionOpen", true);
			this.#history.announce();
			this.#changed.fire();
		}
	}

	async #receive(message: Parameters<PanelOwner["receive"]>[0]): Promise<void> {
		if ("question" in message && message.question !== this.#current?.key) {
			return; // The message was meant for an earlier question, such as the second press of a key.
		}
		switch (message.type) {
			case "readable":
				return this.#shown.fire();
			case "ready":
				this.dependencies.zone.tell(message.zone);
				// After the panel was hidden, its document contains the question with which it was created, not the
				// last one.
				return message.key === this.#current?.key ? this.#complete() : this.#showAgain();
			case "shown":
				this.#shown.fire();
				return this.#complete();
			default:
				return this.requests.carryOut(message);
		}
	}

	async #showAgain(): Promise<void> {
		const current = this.#current;
		const { panel } = this.#view;
		const loaded = current && (await this.#content.load(current));
		if (loaded && this.#current === current && this.#view.panel === panel) {
			this.#view.post(this.#content.show(loaded));
		}
	}

	/** Does everything that can wait until the question can be read. */
	async #complete(): Promise<void> {
		this.#content.sendRest();
		this.#afterShown?.();
		this.#afterShown = undefined;
		await this.#content.sendFindings();
	}
}
