import type * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { PanelWays, QuestionMessage, RenderedQuestion, ToPanel } from "../../core/protocol/messages";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import { revealAtOnce } from "../../platform/settings";
import type { StudyZone } from "../../platform/studyZone";
import { CodeHighlighter } from "./codeHighlighter";
import type { PanelHistory } from "./panelHistory";

/** What the panel shows in addition to questions. */
export interface PanelDependencies {
	readonly progress: Progress;
	readonly zone: Pick<StudyZone, "tell">;
	/** Where the buttons above a question lead. `back` is the question that was open before. */
	describeWays(question: QuestionSummary, back: QuestionKey | undefined): Promise<PanelWays>;
}

/** A question that was read from the bank but is not shown yet. */
interface LoadedQuestion {
	readonly summary: QuestionSummary;
	readonly rendered: RenderedQuestion;
	readonly ways: PanelWays;
}

/**
 * Sends the open question to the panel's document: first what a person reads first, and then everything that can wait.
 */
export class PanelContent implements vscode.Disposable {
	readonly #highlighter = new CodeHighlighter();
	/** The experiments of each question that were run in this window, so that their outputs may be shown. */
	readonly #ran = new Map<QuestionKey, Set<number>>();
	readonly #themes: vscode.Disposable;
	#summary: QuestionSummary | undefined;
	#rendered: RenderedQuestion | undefined;

	constructor(
		private readonly bank: QuestionBank,
		private readonly dependencies: PanelDependencies,
		private readonly history: Pick<PanelHistory, "before">,
		private readonly post: (message: ToPanel) => void,
	) {
		this.#themes = this.#highlighter.onDidChangeTheme(() => this.#highlight());
	}

	async load(summary: QuestionSummary): Promise<LoadedQuestion> {
		const [rendered, ways] = await Promise.all([this.bank.rendered(summary), this.#waysFrom(summary)]);
		return { summary, rendered, ways };
	}

	/** Makes this the open question, and returns the message that shows it. */
	show({ summary, rendered, ways }: LoadedQuestion): QuestionMessage {
		this.#summary = summary;
		this.#rendered = rendered;
		return { type: "question", head: rendered.head, revealed: revealAtOnce(), ways };
	}

	/** Sends everything that can wait until the question can be read, except for what `sendFindings` sends. */
	sendRest(): void {
		if (this.#rendered) {
			const { head, rest } = this.#rendered;
			this.post({ type: "rest", key: head.key, rest, ran: [...(this.#ran.get(head.key) ?? [])] });
		}
	}

	/** Sends what takes a while to find out: the person's progress, and the highlighting. */
	async sendFindings(): Promise<void> {
		await Promise.all([this.showProgress(), this.#highlight()]);
	}

	async showProgress(): Promise<void> {
		const summary = this.#summary;
		if (!summary) {
			return;
		}
		const { key } = summary;
		const [progress, ways] = await Promise.all([this.dependencies.progress.forPanel(key), this.#waysFrom(summary)]);
		if (progress && this.#summary === summary) {
			this.post({ type: "progress", key, progress, ways });
		}
	}

	/** Shows the outputs of an experiment, counted from 0, now or when its question is opened. */
	showOutputs(key: QuestionKey, experiment: number): void {
		const ran = this.#ran.get(key) ?? new Set();
		this.#ran.set(key, ran.add(experiment));
		this.post({ type: "outputs", key, experiments: [experiment] });
	}

	/** Hides the outputs of a question's experiments when it is opened the next time. */
	forgetOutputs(key: QuestionKey): void {
		this.#ran.delete(key);
	}

	/** The address of a link of the open question, by the link's number. */
	address(link: number): string | undefined {
		return this.#rendered?.links[link];
	}

	/** Must be called when no question is open any more. */
	clear(): void {
		this.#summary = undefined;
		this.#rendered = undefined;
	}

	dispose(): void {
		this.#themes.dispose();
		this.#highlighter.dispose();
	}

	#waysFrom(summary: QuestionSummary): Promise<PanelWays> {
		return this.dependencies.describeWays(summary, this.history.before(summary.key));
	}

	async #highlight(): Promise<void> {
		const rendered = this.#rendered;
		if (!rendered) {
			return;
		}
		const highlighting = await this.#highlighter.highlight(rendered.codes, rendered.isPython);
		if (this.#rendered === rendered) {
			this.post({ type: "highlighting", key: rendered.head.key, highlighting });
		}
	}
}
