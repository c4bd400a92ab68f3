import * as vscode from "vscode";
import type { QuestionKey } from "../core/bank/questionKey";
import type { PanelProgress } from "../core/protocol/messages";
import type { Standing } from "../core/schedule/standing";

/** What the tree shows of a question. */
export interface QuestionProgress extends Standing {
	readonly starred: boolean;
}

/** Who knows how far a person has come. */
export interface ProgressSource {
	of(key: QuestionKey): QuestionProgress;
	forPanel(key: QuestionKey): Promise<PanelProgress | undefined>;
}

/** How far a person has come with each question; nothing until the journal was read. */
export class Progress implements vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<void>();
	#source: ProgressSource | undefined;

	/** Fires when the progress of any question changes. */
	readonly onDidChange = this.#changed.event;

	of(key: QuestionKey): QuestionProgress | undefined {
		return this.#source?.of(key);
	}

	async forPanel(key: QuestionKey): Promise<PanelProgress | undefined> {
		return this.#source?.forPanel(key);
	}

	/** Tells everyone that something has changed. */
	update(source: ProgressSource): void {
		this.#source = source;
		this.#changed.fire();
	}

	dispose(): void {
		this.#changed.dispose();
	}
}
