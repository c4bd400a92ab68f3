import * as vscode from "vscode";
import type { FromPanel, QuestionMessage, ToPanel } from "../../core/protocol/messages";
import { parseFromPanel } from "../../core/protocol/parseFromPanel";
import type { ReadExtensionFile } from "../../platform/extensionFiles";
import { watchForEmpty } from "./emptyPanel";
import { panelDocument } from "./panelDocument";
import { createPanel, panelOptions, panelScript } from "./webviewPanel";

/** Where a panel is shown, and whether the keyboard focus stays where it is. */
export interface PanelColumn {
	readonly viewColumn: vscode.ViewColumn;
	readonly preserveFocus: boolean;
}

/** How a question is opened. */
export interface OpenOptions {
	readonly preserveFocus?: boolean;
	/** Whether the answer is shown too. */
	readonly reveal?: boolean;
	/** Whether nothing is shown that the person has opened in the question before. */
	readonly again?: boolean;
	readonly viewColumn?: vscode.ViewColumn;
	/** The experiment to go to. */
	readonly goTo?: Extract<ToPanel, { type: "experiment" | "predict" }> | undefined;
}

/** The object that decides what the panel shows. */
export interface PanelOwner {
	receive(message: Exclude<FromPanel, { type: "keyboard" }>): Promise<void>;
	/** Replaces the panel by a new one in this column, because VS Code has left it empty. */
	renew(column: PanelColumn): Promise<unknown>;
	closed(): void;
}

/** The webview panel. It is created when it is needed, and replaced, at most once, if VS Code leaves it empty. */
export class PanelView {
	#panel: vscode.WebviewPanel | undefined;
	#style: Promise<string> | undefined;
	#isReady = false;
	#hasKeyboard = false;
	#isRenewed = false;

	constructor(
		private readonly extensionUri: vscode.Uri,
		private readonly readFile: ReadExtensionFile,
		private readonly owner: PanelOwner,
	) {}

	/** The panel, if there is one. */
	get panel(): vscode.WebviewPanel | undefined {
		return this.#panel;
	}

	/** Whether the panel's document can receive messages. */
	get isReady(): boolean {
		return this.#isReady;
	}

	/** Returns the panel, or creates one if there is none. */
	make(title: string, column: PanelColumn): vscode.WebviewPanel {
		this.#panel ??= this.#adopt(createPanel(this.extensionUri, title, column));
		return this.#panel;
	}

	/** Takes over a panel that VS Code has kept across a reload. Returns false if there already is a panel. */
	take(panel: vscode.WebviewPanel): boolean {
		if (this.#panel) {
			return false;
		}
		panel.webview.options = panelOptions(this.extensionUri);
		this.#panel = this.#adopt(panel);
		return true;
	}

	/** The style sheet for the panel's document, which is read only once. */
	style(): Promise<string> {
		this.#style ??= this.readFile("dist/webview/panel.css");
		return this.#style;
	}

	/**
	 * Shows a question in a panel. A panel that `isNew` was created for this question, so it is already where it should
	 * be.
	 */
	show(
		panel: vscode.WebviewPanel,
		style: string,
		message: QuestionMessage,
		preserveFocus: boolean,
		isNew: boolean,
	): void {
		const isShowing = panel.visible && this.#isReady;
		if (isShowing) {
			this.post(message);
		} else {
			this.#isReady = false;
			const script = panelScript(this.extensionUri, panel.webview);
			panel.webview.html = panelDocument(style, script, message, vscode.l10n.bundle);
		}
		// A visible panel can be active while the side bar has the keyboard focus.
		if (!isNew && !(isShowing && (preserveFocus || this.#hasKeyboard))) {
			panel.reveal(undefined, preserveFocus);
		}
	}

	post(message: ToPanel): void {
		void this.#panel?.webview.postMessage(message);
	}

	dispose(): void {
		this.#panel?.dispose();
	}

	#adopt(panel: vscode.WebviewPanel): vscode.WebviewPanel {
		if (!this.#isRenewed) {
			watchForEmpty(panel, () => this.#renew(panel));
		}
		panel.webview.onDidReceiveMessage((message) => this.#receive(parseFromPanel(message)));
		panel.onDidChangeViewState(() => {
			// A hidden panel loses its document. When the panel is shown again, its script runs again and sends
			// `ready`.
			this.#isReady &&= panel.visible;
			this.#hasKeyboard &&= panel.active;
		});
		panel.onDidDispose(() => {
			if (this.#panel === panel) {
				this.#panel = undefined;
				this.#isReady = false;
				this.#hasKeyboard = false;
				this.owner.closed();
			}
		});
		return panel;
	}

	/**
	 * Has the owner replace the panel. This happens only once, because if a new panel doesn't help, another one
	 * wouldn't either.
	 */
	async #renew(panel: vscode.WebviewPanel): Promise<void> {
		const { viewColumn = vscode.ViewColumn.Active, active } = panel;
		this.#isRenewed = true;
		await this.owner.renew({ viewColumn, preserveFocus: !active });
	}

	async #receive(message: FromPanel | undefined): Promise<void> {
		if (message?.type === "keyboard") {
			this.#hasKeyboard = message.isHere;
		} else if (message) {
			this.#isReady ||= message.type === "ready";
			await this.owner.receive(message);
		}
	}
}
