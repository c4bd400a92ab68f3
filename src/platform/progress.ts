import * as vscode from "vscode";
import type { QuestionKey } from "../core/bank/questionKey";
import type { PanelProgress } from "../core/protocol/messages";
import type { Standing } from "../core/schedule/standing";

/** The progress with a question that the tree shows. */
export interface QuestionProgress extends Standing {
	readonly starred: boolean;
}

/** The session in which a person studies now. */
export interface RunningSession {
	/** In words, with the topic and the filter, if there are any. */
	readonly name: string;
	/** The question that follows `current` if that is not rated now; `undefined` if there is no other. */
	next(current: QuestionKey): QuestionKey | undefined;
	/** Opens the question that follows `current`, or tells the person that none does. */
	goOn(current: QuestionKey): Promise<void>;
}

/** The object that knows the person's progress. */
export interface ProgressSource {
	/** `undefined` while no session is running. */
	readonly session: RunningSession | undefined;
	of(key: QuestionKey): QuestionProgress;
	forPanel(key: QuestionKey): Promise<PanelProgress | undefined>;
}

/** The person's progress with each question, or `undefined` until the journal has been read. */
export class Progress implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	#source: ProgressSource | undefined;

	/** Fires when the progress of any question changes. */
	readonly onDidChange = this.#changed.event;

	get session(): RunningSession | undefined {
		return this.#source?.session;
	}

	of(key: QuestionKey): QuestionProgress | undefined {
		return this.#source?.of(key);
	}

	async forPanel(key: QuestionKey): Promise<PanelProgress | undefined> {
		return this.#source?.forPanel(key);
	}

	/** Takes the progress from `source` from now on, and fires `onDidChange`. */
	update(source: ProgressSource): void {
		this.#source = source;
		this.#changed.fire();
	}

	dispose(): void {
		this.#changed.dispose();
	}
}
