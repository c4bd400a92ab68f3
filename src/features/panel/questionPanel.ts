import * as vscode from "vscode";
import { NavigationHistory } from "../../core/bank/navigationHistory";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { Rating } from "../../core/journal/events";
import { type FromPanel, parseFromPanel, type ToPanel } from "../../core/protocol/messages";
import { setContext } from "../../platform/contextKeys";
import type { ReadExtensionFile } from "../../platform/extensionFiles";
import type { QuestionBank } from "../../platform/questionBank";
import { watchForEmpty } from "./emptyPanel";
import { carryOut } from "./panelActions";
import { PanelContent, type PanelDependencies } from "./panelContent";
import { panelDocument } from "./panelDocument";
import { createPanel, panelOptions, panelScript } from "./webviewPanel";

/** The one panel in which questions are read. Where there is none, `open` makes it. */
export class QuestionPanel implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #shown = new vscode.EventEmitter<void>();
	readonly #content: PanelContent;
	readonly #subscriptions: vscode.Disposable[];
	#panel: vscode.WebviewPanel | undefined;
	#current: QuestionSummary | undefined;
	#history = new NavigationHistory();
	#loadedStyle: Promise<string> | undefined;
	#requested: QuestionKey | undefined;
	#afterShown: (() => void) | undefined;
	#isReady = false;
	#hasKeyboard = false;
	#isRenewed = false;

	/** Another question is open, or none any more. */
	readonly onDidChange = this.#changed.event;
	/** The question can be read. */
	readonly onDidShow = this.#shown.event;

	constructor(
		private readonly extensionUri: vscode.Uri,
		private readonly readFile: ReadExtensionFile,
		private readonly bank: QuestionBank,
		dependencies: PanelDependencies,
	) {
		this.#content = new PanelContent(bank, dependencies, (message) => this.#post(message));
		this.#subscriptions = [
			this.#changed,
			this.#shown,
			this.#content,
			dependencies.progress.onDidChange(() => this.#isReady && this.#content.showProgress()),
			bank.onDidChange(() => this.#current && this.open(this.#current.key, { preserveFocus: true })),
		];
	}

	get current(): QuestionSummary | undefined {
		return this.#current;
	}

	/** The question that the person has turned to; until it is read, another one is still `current`. */
	get requested(): QuestionKey | undefined {
		return this.#requested;
	}

	get isVisible(): boolean {
		return this.#panel?.visible ?? false;
	}

	get viewColumn(): vscode.ViewColumn | undefined {
		return this.#panel?.viewColumn;
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
		const existing = this.#panel;
		// The window makes a panel while the question is read.
		const panel = existing ?? this.#adopt(createPanel(this.extensionUri, summary.short, { viewColumn, preserveFocus }));
		this.#panel = panel;
		const [loaded, style] = await Promise.all([this.#content.load(summary), this.#style()]).catch((error) => {
			if (!this.#current) {
				panel.dispose();
			}
			throw error;
		});
		if (this.#requested !== summary.key || this.#panel !== panel) {
			return true; // Another question was asked for meanwhile, or the panel was closed and perhaps another one opened.
		}
		this.#current = summary;
		const isNew = this.#history.visit(key);
		const question = this.#content.show(loaded, this.#history.canGoBack);
		const message = again ? { ...question, round: Date.now() } : { ...question, asLeft: !isNew };
		// What announcing sets in motion would delay the question, and nobody waits for it.
		this.#afterShown = () => {
			if (reveal) {
				this.reveal({ focus: !preserveFocus });
			}
			if (experiment !== -1) {
				this.#post({ type: "experiment", key, experiment });
			}
			this.#announce(summary);
		};
		const isShowing = panel.visible && this.#isReady;
		if (isShowing) {
			this.#post(message);
		} else {
			this.#isReady = false;
			panel.webview.html = panelDocument(style, panelScript(this.extensionUri, panel.webview), message);
		}
		// A panel that shows can be active while the side bar has the keyboard.
		if (existing && !(isShowing && (preserveFocus || this.#hasKeyboard))) {
			panel.reveal(undefined, preserveFocus);
		}
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
		this.#post({ type: "reveal", focus });
	}

	/** Rates the answer that shows, where it can be rated now; shows a panel that is hidden instead. */
	rate(rating: Rating): void {
		if (this.isVisible) {
			this.#post({ type: "rate", rating });
		} else {
			this.#panel?.reveal();
		}
	}

	/** Shows the outputs of an experiment, counted from 0, now or when its question is opened. */
	showOutputs(key: QuestionKey, experiment: number): void {
		this.#content.showOutputs(key, experiment);
	}

	/** Shows a question in a panel that VS Code has kept over a reload; closes the panel where it can't. */
	async restore(panel: vscode.WebviewPanel, key: QuestionKey | undefined): Promise<void> {
		if (this.#panel || key === undefined) {
			panel.dispose();
			return;
		}
		panel.webview.options = panelOptions(this.extensionUri);
		this.#panel = this.#adopt(panel);
		const summary = await this.bank.summary(key);
		if (!summary) {
			panel.dispose();
		} else if (this.#panel === panel) {
			await this.open(key, { preserveFocus: true });
		}
	}

	dispose(): void {
		this.#panel?.dispose();
		vscode.Disposable.from(...this.#subscriptions).dispose();
	}

	#adopt(panel: vscode.WebviewPanel): vscode.WebviewPanel {
		if (!this.#isRenewed) {
			watchForEmpty(panel, () => this.#renew(panel));
		}
		panel.webview.onDidReceiveMessage((message) => this.#receive(parseFromPanel(message)));
		panel.onDidChangeViewState(() => {
			// A hidden panel loses its document; its script says that it is ready when it runs again.
			this.#isReady &&= panel.visible;
			this.#hasKeyboard &&= panel.active;
		});
		panel.onDidDispose(() => this.#panel === panel && this.#forget());
		return panel;
	}

	/** Makes the panel anew, once: what does not help then would not help later. */
	async #renew(panel: vscode.WebviewPanel): Promise<void> {
		const { viewColumn, active } = panel;
		const key = this.#requested;
		this.#isRenewed = true;
		panel.dispose();
		if (key !== undefined) {
			await this.open(key, { preserveFocus: !active, viewColumn: viewColumn ?? vscode.ViewColumn.Active });
		}
	}

	#forget(): void {
		this.#panel = undefined;
		this.#isReady = false;
		this.#hasKeyboard = false;
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
		if (this.#panel) {
			this.#panel.title = short;
			this.#panel.iconPath = vscode.Uri.joinPath(this.extensionUri, "media", "question.svg");
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

	#style(): Promise<string> {
		this.#loadedStyle ??= this.readFile("dist/webview/panel.css");
		return this.#loadedStyle;
	}

	async #receive(message: FromPanel | undefined): Promise<void> {
		if (message && "question" in message && message.question !== this.#current?.key) {
			return; // It was meant for a question that another has followed, such as the second press of a key.
		}
		switch (message?.type) {
			case "readable":
				return this.#shown.fire();
			case "ready":
				this.#isReady = true;
				// After it was hidden, the document has the question with which it was made, not the last one.
				return message.key === this.#current?.key ? this.#complete() : this.#showAgain();
			case "keyboard":
				this.#hasKeyboard = message.isHere;
				return;
			case "shown":
				this.#shown.fire();
				return this.#complete();
			default:
				return message && carryOut(message, (link) => this.#content.address(link));
		}
	}

	async #showAgain(): Promise<void> {
		const current = this.#current;
		const panel = this.#panel;
		const loaded = current && (await this.#content.load(current));
		if (loaded && this.#current === current && this.#panel === panel) {
			this.#post(this.#content.show(loaded, this.#history.canGoBack));
		}
	}

	/** Does all that can wait until the question can be read. */
	async #complete(): Promise<void> {
		this.#content.sendRest();
		this.#afterShown?.();
		this.#afterShown = undefined;
		await this.#content.sendFindings();
	}

	#post(message: ToPanel): void {
		void this.#panel?.webview.postMessage(message);
	}
}
