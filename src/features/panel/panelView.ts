import * as vscode from "vscode";
import { type FromPanel, parseFromPanel, type QuestionMessage, type ToPanel } from "../../core/protocol/messages";
import type { ReadExtensionFile } from "../../platform/extensionFiles";
import { watchForEmpty } from "./emptyPanel";
import { panelDocument } from "./panelDocument";
import { createPanel, panelOptions, panelScript } from "./webviewPanel";

/** Where a panel shows, and whether it gets the keyboard. */
export interface PanelColumn {
	readonly viewColumn: vscode.ViewColumn;
	readonly preserveFocus: boolean;
}

/** Who shows questions in the panel. */
export interface PanelOwner {
	receive(message: Exclude<FromPanel, { type: "keyboard" }>): Promise<void>;
	/** VS Code has left the panel empty, and it is closed. */
	renew(column: PanelColumn): Promise<unknown>;
	closed(): void;
}

/** The webview panel: made when it is needed, and made anew, once, where VS Code leaves it empty. */
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

	/** The panel that there is. */
	get panel(): vscode.WebviewPanel | undefined {
		return this.#panel;
	}

	/** Whether its document takes messages. */
	get isReady(): boolean {
		return this.#isReady;
	}

	/** The panel that there is, else a new one. */
	make(title: string, column: PanelColumn): vscode.WebviewPanel {
		this.#panel ??= this.#adopt(createPanel(this.extensionUri, title, column));
		return this.#panel;
	}

	/** Takes a panel that VS Code has kept over a reload; false where there is one already. */
	take(panel: vscode.WebviewPanel): boolean {
		if (this.#panel) {
			return false;
		}
		panel.webview.options = panelOptions(this.extensionUri);
		this.#panel = this.#adopt(panel);
		return true;
	}

	/** Reads the style that its document needs. */
	style(): Promise<string> {
		this.#style ??= this.readFile("dist/webview/panel.css");
		return this.#style;
	}

	/** Shows a question in a panel that there was before, or that `isNew` and has its place already. */
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
		// A panel that shows can be active while the side bar has the keyboard.
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
			// A hidden panel loses its document; its script says that it is ready when it runs again.
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

	/** What does not help the first time would not help later. */
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
