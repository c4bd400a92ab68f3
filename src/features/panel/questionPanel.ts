import * as vscode from "vscode";
import { NavigationHistory } from "../../core/bank/navigationHistory";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { Rating } from "../../core/journal/events";
import { setContext } from "../../platform/contextKeys";
import type { ReadExtensionFile } from "../../platform/extensionFiles";
import type { QuestionBank } from "../../platform/questionBank";
import { carryOut } from "./panelActions";
import { PanelContent, type PanelDependencies } from "./panelContent";
import { type PanelColumn, type PanelOwner, PanelView } from "./panelView";

/** The one panel in which questions are read. Where there is none, `open` makes it. */
export class QuestionPanel implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #shown = new vscode.EventEmitter<void>();
	readonly #content: PanelContent;
	readonly #view: PanelView;
	readonly #subscriptions: vscode.Disposable;
	#current: QuestionSummary | undefined;
	#history = new NavigationHistory();
	#requested: QuestionKey | undefined;
	#afterShown: (() => void) | undefined;

	/** Another question is open, or none any more. */
	readonly onDidChange = this.#changed.event;
	/** The question can be read. */
	readonly onDidShow = this.#shown.event;

	constructor(
		private readonly extensionUri: vscode.Uri,
		readFile: ReadExtensionFile,
		private readonly bank: QuestionBank,
		dependencies: PanelDependencies,
	) {
		this.#content = new PanelContent(bank, dependencies, (message) => this.#view.post(message));
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
			dependencies.progress.onDidChange(() => this.#view.isReady && this.#content.showProgress()),
			bank.onDidChange(() => this.#requested && this.open(this.#requested, { preserveFocus: true })),
		);
	}

	get current(): QuestionSummary | undefined {
		return this.#current;
	}

	/** The question that the person has turned to; until it is read, another one is still `current`. */
	get requested(): QuestionKey | undefined {
		return this.#requested;
	}

	get isVisible(): boolean {
		return this.#view.panel?.visible ?? false;
	}

	get viewColumn(): vscode.ViewColumn | undefined {
		return this.#view.panel?.viewColumn;
	}

	/**
	 * Shows a question, its answer too if so asked, at an experiment of it, counted from 0, or `again`, without what the person
	 * has opened in it so far; false where the bank has none with this key.
	 */
	async open(
		key: QuestionKey,
		{
			preserveFocus = false,
			reveal = false,
			again = false,
			viewColumn = vscode.ViewColumn.Active,
			experiment = -1,
		} = {},
	): Promise<boolean> {
		const summary = await this.bank.summary(key);
		if (!summary) {
			return false;
		}
		this.#requested = summary.key;
		const isNew = this.#view.panel === undefined;
		// The window makes a panel while the question is read.
		const panel = this.#view.make(summary.short, { viewColumn, preserveFocus });
		const [loaded, style] = await Promise.all([this.#content.load(summary), this.#view.style()]).catch((error) => {
			if (!this.#current && this.#requested === summary.key) {
				panel.dispose();
			}
			throw error;
		});
		if (this.#requested !== summary.key || this.#view.panel !== panel) {
			return true; // Another question was asked for meanwhile, or the panel was closed and perhaps another one opened.
		}
		this.#current = summary;
		const isVisit = this.#history.visit(key);
		const question = this.#content.show(loaded, this.#history.canGoBack);
		const message = again ? { ...question, round: Date.now() } : { ...question, asLeft: !isVisit };
		// What announcing sets in motion would delay the question, and nobody waits for it.
		this.#afterShown = () => {
			if (reveal) {
				this.reveal({ focus: !preserveFocus });
			}
			if (experiment !== -1) {
				this.#view.post({ type: "experiment", key, experiment });
			}
			this.#announce(summary);
		};
		this.#view.show(panel, style, message, preserveFocus, isNew);
		return true;
	}

	/** Back to the question that was open before this one, or forward again. */
	async go(by: -1 | 1): Promise<void> {
		const key = this.#history.step(by);
		if (key !== undefined) {
			await this.turnTo(key);
		}
	}

	/**
	 * Opens what follows the open question. The keyboard stays where it is: in the panel, unless the person has turned to
	 * something else meanwhile, such as the command palette, which would close.
	 */
	async turnTo(key: QuestionKey, { again = false } = {}): Promise<void> {
		await this.open(key, { again, preserveFocus: this.isVisible });
	}

	reveal({ focus = true } = {}): void {
		this.#view.post({ type: "reveal", focus });
	}

	/** Rates the answer that shows, where it can be rated now; shows a panel that is hidden instead. */
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

	/** Shows a question in a panel that VS Code has kept over a reload; closes the panel where it can't. */
	async restore(panel: vscode.WebviewPanel, key: QuestionKey | undefined): Promise<void> {
		if (key === undefined || !this.#view.take(panel)) {
			panel.dispose();
			return;
		}
		const summary = await this.bank.summary(key);
		if (!summary) {
			panel.dispose();
		} else if (this.#view.panel === panel) {
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
		this.#history = new NavigationHistory();
		this.#afterShown = undefined;
		this.#requested = undefined;
		setContext("dunder.questionOpen", false);
		this.#announceHistory();
		this.#changed.fire();
	}

	/** Tells the window which question is open. */
	#announce({ short }: QuestionSummary): void {
		const { panel } = this.#view;
		if (panel) {
			panel.title = short;
			panel.iconPath = vscode.Uri.joinPath(this.extensionUri, "media", "question.svg");
			setContext("dunder.questionOpen", true);
			this.#announceHistory();
			this.#changed.fire();
		}
	}

	/** Where it leads nowhere, its keys do what they do elsewhere. */
	#announceHistory(): void {
		setContext("dunder.canGoBack", this.#history.canGoBack);
		setContext("dunder.canGoForward", this.#history.canGoForward);
	}

	async #receive(message: Parameters<PanelOwner["receive"]>[0]): Promise<void> {
		if ("question" in message && message.question !== this.#current?.key) {
			return; // It was meant for a question that another has followed, such as the second press of a key.
		}
		switch (message.type) {
			case "readable":
				return this.#shown.fire();
			case "ready":
				// After it was hidden, the document has the question with which it was made, not the last one.
				return message.key === this.#current?.key ? this.#complete() : this.#showAgain();
			case "shown":
				this.#shown.fire();
				return this.#complete();
			default:
				return carryOut(message, (link) => this.#content.address(link));
		}
	}

	async #showAgain(): Promise<void> {
		const current = this.#current;
		const { panel } = this.#view;
		const loaded = current && (await this.#content.load(current));
		if (loaded && this.#current === current && this.#view.panel === panel) {
			this.#view.post(this.#content.show(loaded, this.#history.canGoBack));
		}
	}

	/** Does all that can wait until the question can be read. */
	async #complete(): Promise<void> {
		this.#content.sendRest();
		this.#afterShown?.();
		this.#afterShown = undefined;
		await this.#content.sendFindings();
	}
}
