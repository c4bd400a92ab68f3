import * as vscode from "vscode";
import {
	type FromPanel,
	idOfState,
	type PanelCommand,
	parseFromPanel,
	type RenderedQuestion,
	type ToPanel,
} from "../../core/messages";
import { plainTitle, type QuestionSummary } from "../../core/question";
import { setContext } from "../../host/contextKeys";
import type { QuestionBank } from "../../host/questionBank";
import { revealAtOnce } from "../../host/settings";
import { CodeHighlighter } from "./codeHighlighter";
import { panelDocument, panelResources } from "./panelDocument";

const panelType = "dunder.question";

const commands: Record<PanelCommand, string> = {
	next: "dunder.nextQuestion",
	previous: "dunder.previousQuestion",
	random: "dunder.randomQuestion",
	scratch: "dunder.openScratch",
};

/** The one panel in which questions are read. Where there is none, `open` makes it. */
export class QuestionPanel implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #shown = new vscode.EventEmitter<void>();
	readonly #highlighter = new CodeHighlighter();
	/** Questions whose experiments were run in this window, so that their outputs may show. */
	readonly #ran = new Set<string>();
	readonly #subscriptions: vscode.Disposable[];
	#panel: vscode.WebviewPanel | undefined;
	#current: QuestionSummary | undefined;
	#rendered: RenderedQuestion | undefined;
	#requested: string | undefined;
	#isReady = false;

	/** Another question is open, or none any more. */
	readonly onDidChange = this.#changed.event;
	/** The question is laid out and painted. */
	readonly onDidShow = this.#shown.event;

	constructor(
		private readonly extensionUri: vscode.Uri,
		private readonly bank: QuestionBank,
		private readonly describeScope: () => Promise<string>,
	) {
		this.#subscriptions = [
			this.#changed,
			this.#shown,
			this.#highlighter,
			this.onDidShow(() => this.#highlight()),
			this.#highlighter.onDidChangeTheme(() => this.#highlight()),
			bank.onDidChange(() => this.#current && this.open(this.#current.id, { preserveFocus: true })),
			vscode.window.registerWebviewPanelSerializer(panelType, {
				deserializeWebviewPanel: (panel, state) => this.#restore(panel, idOfState(state)),
			}),
		];
	}

	get current(): QuestionSummary | undefined {
		return this.#current;
	}

	get viewColumn(): vscode.ViewColumn | undefined {
		return this.#panel?.viewColumn;
	}

	/** Shows a question; false where the bank has none with this id. */
	async open(id: string, { preserveFocus = false } = {}): Promise<boolean> {
		const summary = await this.bank.summary(id);
		if (!summary) {
			return false;
		}
		const isNew = !this.#panel;
		if (isNew) {
			const options = { enableScripts: true, enableFindWidget: true };
			const column = { viewColumn: vscode.ViewColumn.Active, preserveFocus };
			this.#adopt(vscode.window.createWebviewPanel(panelType, plainTitle(summary.title), column, options));
		}
		this.#requested = id;
		const rendered = await this.bank.rendered(summary);
		if (this.#requested !== id) {
			return true; // Another question was asked for meanwhile.
		}
		this.#rendered = rendered;
		this.#current = summary;
		// The question first: what follows makes the window busy, and nobody waits for it.
		await this.#send();
		if (this.#panel) {
			this.#panel.title = plainTitle(summary.title);
			if (!isNew) {
				this.#panel.reveal(undefined, preserveFocus);
			}
		}
		setContext("dunder.questionOpen", true);
		this.#changed.fire();
		return true;
	}

	reveal(): void {
		this.#post({ type: "reveal" });
	}

	/** Shows the outputs of a question's experiments, now or when it is opened. */
	showOutputs(id: string): void {
		this.#ran.add(id);
		this.#post({ type: "outputs", id });
	}

	dispose(): void {
		this.#panel?.dispose();
		vscode.Disposable.from(...this.#subscriptions).dispose();
	}

	async #restore(panel: vscode.WebviewPanel, id: string | undefined): Promise<void> {
		if (this.#panel || id === undefined || !(await this.bank.summary(id))) {
			panel.dispose();
			return;
		}
		this.#adopt(panel);
		await this.open(id, { preserveFocus: true });
	}

	#adopt(panel: vscode.WebviewPanel): void {
		this.#panel = panel;
		this.#isReady = false;
		panel.iconPath = vscode.Uri.joinPath(panelResources(this.extensionUri), "question.svg");
		panel.webview.options = { enableScripts: true, localResourceRoots: [panelResources(this.extensionUri)] };
		panel.webview.onDidReceiveMessage((message) => this.#receive(parseFromPanel(message)));
		panel.onDidChangeViewState(() => {
			// A hidden panel loses its document; its script says that it is ready when it runs again.
			this.#isReady &&= panel.visible;
		});
		panel.onDidDispose(() => this.#forget());
		panel.webview.html = panelDocument(panel.webview, this.extensionUri);
	}

	#forget(): void {
		this.#panel = undefined;
		this.#current = undefined;
		this.#rendered = undefined;
		setContext("dunder.questionOpen", false);
		this.#changed.fire();
	}

	async #receive(message: FromPanel | undefined): Promise<void> {
		switch (message?.type) {
			case "ready":
				this.#isReady = true;
				return this.#send();
			case "shown":
				return this.#shown.fire();
			case "command":
				await vscode.commands.executeCommand(commands[message.command]);
				return;
			case "related":
				await this.open(message.id);
				return;
			case "link":
				return this.#openLink(this.#rendered?.links[message.link]);
		}
	}

	async #openLink(address: string | undefined): Promise<void> {
		if (address && /^(https?|mailto):/i.test(address)) {
			await vscode.env.openExternal(vscode.Uri.parse(address, true));
		}
	}

	async #send(): Promise<void> {
		const scope = await this.describeScope();
		const question = this.#rendered?.panel;
		if (question && this.#isReady) {
			this.#post({ type: "question", question, revealed: revealAtOnce(), ran: this.#ran.has(question.id), scope });
		}
	}

	async #highlight(): Promise<void> {
		const rendered = this.#rendered;
		if (!rendered) {
			return;
		}
		const highlighting = await this.#highlighter.highlight(rendered.panel.codes, rendered.isPython);
		if (this.#rendered === rendered) {
			this.#post({ type: "highlighting", id: rendered.panel.id, highlighting });
		}
	}

	#post(message: ToPanel): void {
		void this.#panel?.webview.postMessage(message);
	}
}
