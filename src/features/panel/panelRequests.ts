import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { Rating } from "../../core/journal/events";
import type { FromPanel, PanelCommand, PanelJudgement, PanelPrediction, ToPanel } from "../../core/protocol/messages";
import { tellingUserErrors } from "../../platform/commands";
import { setContext } from "../../platform/contextKeys";
import type { CommandId } from "../../platform/contributions";
import type { Remedy } from "../../platform/userError";

/** The commands that the panel's buttons run. */
export const panelCommands: Record<PanelCommand, CommandId> = {
	next: "dunder.nextQuestion",
	previous: "dunder.previousQuestion",
	back: "dunder.goBack",
	random: "dunder.randomQuestion",
	scratch: "dunder.openScratch",
	undo: "dunder.undo",
	star: "dunder.star",
	suspend: "dunder.suspend",
	bury: "dunder.bury",
	forget: "dunder.forget",
	note: "dunder.editNote",
	study: "dunder.studyNow",
	more: "dunder.studyMore",
	cram: "dunder.cram",
	leave: "dunder.leaveSession",
	pace: "dunder.studyPace",
	senior: "dunder.studySenior",
	clearFilter: "dunder.clearFilter",
};

const ratingCommands: Record<Rating, CommandId> = {
	1: "dunder.rateAgain",
	2: "dunder.rateHard",
	3: "dunder.rateGood",
	4: "dunder.rateEasy",
};

/** A judgement for the panel, with what its buttons do. */
export interface JudgedPrediction {
	readonly judgement: PanelJudgement;
	readonly remedies: readonly Remedy[];
}

/** Runs experiments, one at a time, and judges what was predicted for them. */
export interface Predictor {
	judge(prediction: PanelPrediction): Promise<JudgedPrediction>;
	stop(): Promise<void>;
}

/** Something that a person requests in the panel. */
type Request = Exclude<FromPanel, { type: "readable" | "ready" | "shown" | "keyboard" }>;
type Typed = Map<number, readonly string[]>;

/** Carries out what a person requests in the panel. */
export class PanelRequests implements vscode.Disposable {
	/** Set by the lab, which is loaded later. */
	predictor: Predictor | undefined;
	/** Fires when a judgement can be read. */
	readonly onDidShowJudgement: vscode.Event<void>;
	readonly #judged = new vscode.EventEmitter<void>();
	readonly #typed = new Map<QuestionKey, Typed>();
	#remedies: readonly Remedy[] = [];

	/** `addressOf` returns the address of a link of the open question, by the link's number. */
	constructor(
		private readonly post: (message: ToPanel) => void,
		private readonly addressOf: (link: number) => string | undefined,
	) {
		this.onDidShowJudgement = this.#judged.event;
	}

	/** What the person has typed in the blanks of a question, by the index of the experiment. */
	typedIn(key: QuestionKey): ReadonlyMap<number, readonly string[]> {
		return this.#typed.get(key) ?? new Map();
	}

	dispose(): void {
		this.#judged.dispose();
	}

	/** Must be called when a question is asked anew. */
	forget(key: QuestionKey): void {
		this.#typed.delete(key);
	}

	async carryOut(message: Request): Promise<void> {
		const { executeCommand } = vscode.commands;
		switch (message.type) {
			case "command":
				await executeCommand(panelCommands[message.command]);
				break;
			case "rate":
				await executeCommand(ratingCommands[message.rating], { question: message.question });
				break;
			case "early":
				vscode.window.setStatusBarMessage(vscode.l10n.t("Reveal the answer before you rate it."), 4_000);
				break;
			case "typed":
				this.#keepTyped(message);
				break;
			case "predict":
				this.#keepTyped(message);
				await tellingUserErrors(() => this.#judge(message));
				break;
			case "judged":
				this.#judged.fire();
				break;
			case "stop":
				await this.predictor?.stop();
				break;
			case "remedy":
				await this.#help(this.#remedies[message.remedy]);
				break;
			case "scratch":
				await executeCommand("dunder.openScratch", { key: message.question, number: message.experiment + 1 });
				break;
			case "related":
				await executeCommand("dunder.openQuestion", message.key);
				break;
			case "link":
				await openLink(this.addressOf(message.link));
				break;
		}
	}

	#keepTyped({ question, experiment, predictions }: PanelPrediction): void {
		const typed: Typed = this.#typed.get(question) ?? new Map();
		this.#typed.set(question, typed.set(experiment, predictions));
	}

	async #judge({ question, experiment, predictions }: PanelPrediction): Promise<void> {
		const judged = await this.predictor?.judge({ question, experiment, predictions });
		if (judged) {
			this.#remedies = judged.remedies;
			setContext("dunder.predicted", judged.judgement.blanks.length > 0);
			this.post({ type: "judged", key: question, experiment, judgement: judged.judgement });
		}
	}

	async #help(remedy: Remedy | undefined): Promise<void> {
		if (remedy) {
			await vscode.commands.executeCommand(remedy.command, ...(remedy.arguments ?? []));
		}
	}
}

async function openLink(address: string | undefined): Promise<void> {
	if (address && /^(https?|mailto):/i.test(address)) {
		await vscode.env.openExternal(vscode.Uri.parse(address, true));
	}
}
