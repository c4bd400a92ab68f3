import * as vscode from "vscode";
import {
	type FromPanel,
	idOfState,
	type PanelCommand,
	parseFromPanel,
	type QuestionMessage,
	type RenderedQuestion,
	type ToPanel,
} from "../../core/messages";
import { plainTitle, type QuestionSummary } from "../../core/question";
import { setContext } from "../../host/contextKeys";
import type { ReadExtensionFile } from "../../host/node/extensionFiles";
import type { Progress } from "../../host/progress";
import type { QuestionBank } from "../../host/questionBank";
import { revealAtOnce } from "../../host/settings";
import { CodeHighlighter } from "./codeHighlighter";
import { panelDocument, panelOptions, panelScript } from "./panelDocument";

export const panelType = "dunder.question";

const commands: Record<PanelCommand, string> = {
	next: "dunder.nextQuestion",
	previous: "dunder.previousQuestion",
	random: "dunder.randomQuestion",
	scratch: "dunder.openScratch",
	undo: "dunder.undo",
	star: "dunder.star",
	suspend: "dunder.suspend",
	bury: "dunder.bury",
	forget: "dunder.forget",
	note: "dunder.editNote",
};

/** What the panel shows beside questions. */
interface PanelSurroundings {
	readonly progress: Progress;
	/** What a random draw chooses among; empty for everything. */
	describeScope(): Promise<string>;
}

/** The one panel in which questions are read. Where there is none, `open` makes it. */
export class QuestionPanel implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	readonly #shown = new vscode.EventEmitter<void>();
	readonly #highlighter = new CodeHighlighter();
	/** By question: experiments that were run in this window, so that their outputs may show. */
	readonly #ran = new Map<string, Set<number>>();
	readonly #subscriptions: vscode.Disposable[];
	#panel: vscode.WebviewPanel | undefined;
	#current: QuestionSummary | undefined;
	#rendered: RenderedQuestion | undefined;
	#loadedStyle: Promise<string> | undefined;
	#requested: string | undefined;
	#afterShown: (() => void) | undefined;
	#isReady = false;

	/** Another question is open, or none any more. */
	readonly onDidChange = this.#changed.event;
	/** The question can be read. */
	readonly onDidShow = this.#shown.event;

	constructor(
		private readonly extensionUri: vscode.Uri,
		private readonly readFile: ReadExtensionFile,
		private readonly bank: QuestionBank,
		private readonly surroundings: PanelSurroundings,
	) {
		this.#subscriptions = [
			this.#changed,
			this.#shown,
			this.#highlighter,
			this.#highlighter.onDidChangeTheme(() => this.#highlight()),
			surroundings.progress.onDidChange(() => this.#showProgress()),
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

	/**
	 * Shows a question, its answer too if so asked, at an experiment of it, counted from 0, or `again`, without what the person
	 * has opened in it so far; false where the bank has none with this id.
	 */
	async open(
		id: string,
		{
			preserveFocus = false,
			reveal = false,
			again = false,
			viewColumn = vscode.ViewColumn.Active,
			experiment = -1,
		} = {},
	): Promise<boolean> {
		const summary = await this.bank.summary(id);
		if (!summary) {
			return false;
		}
		this.#requested = id;
		const existing = this.#panel;
		// The window makes a panel while the question is read.
		const panel = existing ?? this.#create(summary, viewColumn, preserveFocus);
		this.#panel = panel;
		const [loaded, style] = await Promise.all([this.#load(summary), this.#style()]).catch((error) => {
			if (!this.#current) {
				panel.dispose();
			}
			throw error;
		});
		if (this.#requested !== id) {
			return true; // Another question was asked for meanwhile, or the panel was closed.
		}
		const message = again ? { ...loaded, round: Date.now() } : loaded;
		this.#current = summary;
		// What announcing sets in motion would delay the question, and nobody waits for it.
		this.#afterShown = () => {
			if (reveal) {
				this.reveal({ focus: !preserveFocus });
			}
			if (experiment !== -1) {
				this.#post({ type: "experiment", id, experiment });
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
		if (existing && !(isShowing && panel.active)) {
			panel.reveal(undefined, preserveFocus);
		}
		return true;
	}

	reveal({ focus = true } = {}): void {
		this.#post({ type: "reveal", focus });
	}

	/** Shows the outputs of an experiment, counted from 0, now or when its question is opened. */
	showOutputs(id: string, experiment: number): void {
		const ran = this.#ran.get(id) ?? new Set();
		this.#ran.set(id, ran.add(experiment));
		this.#post({ type: "outputs", id, experiments: [experiment] });
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
		panel.webview.options = panelOptions(this.extensionUri);
		this.#panel = this.#adopt(panel);
		await this.open(id, { preserveFocus: true });
	}

	#create({ title }: QuestionSummary, viewColumn: vscode.ViewColumn, preserveFocus: boolean): vscode.WebviewPanel {
		const column = { viewColumn, preserveFocus };
		const options = { ...panelOptions(this.extensionUri), enableFindWidget: true };
		return this.#adopt(vscode.window.createWebviewPanel(panelType, plainTitle(title), column, options));
	}

	#adopt(panel: vscode.WebviewPanel): vscode.WebviewPanel {
		panel.webview.onDidReceiveMessage((message) => this.#receive(parseFromPanel(message)));
		panel.onDidChangeViewState(() => {
			// A hidden panel loses its document; its script says that it is ready when it runs again.
			this.#isReady &&= panel.visible;
		});
		panel.onDidDispose(() => this.#forget());
		return panel;
	}

	#forget(): void {
		this.#panel = undefined;
		this.#isReady = false;
		this.#current = undefined;
		this.#rendered = undefined;
		this.#afterShown = undefined;
		this.#requested = undefined;
		setContext("dunder.questionOpen", false);
		this.#changed.fire();
	}

	/** Tells the window which question is open. */
	#announce({ title }: QuestionSummary): void {
		if (this.#panel) {
			this.#panel.title = plainTitle(title);
			this.#panel.iconPath = vscode.Uri.joinPath(this.extensionUri, "media", "question.svg");
			setContext("dunder.questionOpen", true);
			this.#changed.fire();
		}
	}

	async #load(summary: QuestionSummary): Promise<QuestionMessage> {
		const [rendered, scope] = await Promise.all([this.bank.rendered(summary), this.surroundings.describeScope()]);
		this.#rendered = rendered;
		return { type: "question", head: rendered.head, revealed: revealAtOnce(), scope };
	}

	#style(): Promise<string> {
		this.#loadedStyle ??= this.readFile("dist/media/panel.css");
		return this.#loadedStyle;
	}

	async #receive(message: FromPanel | undefined): Promise<void> {
		switch (message?.type) {
			case "readable":
				return this.#shown.fire();
			case "ready":
				this.#isReady = true;
				// After it was hidden, the document has the question with which it was made, not the last one.
				if (this.#current && message.id !== this.#current.id) {
					return this.#post(await this.#load(this.#current));
				}
				return this.#complete();
			case "shown":
				this.#shown.fire();
				return this.#complete();
			case "command":
				await vscode.commands.executeCommand(commands[message.command]);
				return;
			case "rate":
				await vscode.commands.executeCommand("dunder.rate", { question: this.#current?.id }, message.rating);
				return;
			case "run":
				await vscode.commands.executeCommand("dunder.runExperiment", {
					questionId: this.#current?.id,
					number: message.experiment + 1,
				});
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

	/** Does all that can wait until the question can be read. */
	async #complete(): Promise<void> {
		if (this.#rendered) {
			const { head, rest } = this.#rendered;
			this.#post({ type: "rest", id: head.id, rest, ran: [...(this.#ran.get(head.id) ?? [])] });
		}
		this.#afterShown?.();
		this.#afterShown = undefined;
		await Promise.all([this.#showProgress(), this.#highlight()]);
	}

	async #showProgress(): Promise<void> {
		const current = this.#current;
		const progress = current && (await this.surroundings.progress.forPanel(current.id));
		if (progress && this.#current === current && this.#isReady) {
			this.#post({ type: "progress", id: current.id, progress });
		}
	}

	async #highlight(): Promise<void> {
		const rendered = this.#rendered;
		if (!rendered) {
			return;
		}
		const highlighting = await this.#highlighter.highlight(rendered.codes, rendered.isPython);
		if (this.#rendered === rendered) {
			this.#post({ type: "highlighting", id: rendered.head.id, highlighting });
		}
	}

	#post(message: ToPanel): void {
		void this.#panel?.webview.postMessage(message);
	}
}
