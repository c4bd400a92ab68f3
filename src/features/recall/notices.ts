import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import { log } from "../../platform/log";
import { type Remedy, UserError } from "../../platform/userError";
import { WriteError } from "../../platform/writeError";

/** The time until a failed write is repeated automatically, in milliseconds. */
const pause = 30_000;

/**
 * Tells the person that something is not saved, until everything is. There is one message at a time, because a newer
 * one replaces it.
 */
export class UnsavedNotice implements vscode.Disposable {
	#error: WriteError | undefined;
	#told = 0;

	/**
	 * `retry` saves everything that is not saved, or rejects with a `WriteError`. With `anew`, it creates a folder that
	 * is gone. `anew` is set only if the person asks for it, because the folder may be on a disk that is not there now.
	 */
	constructor(private readonly retry: (anew: boolean) => Promise<void>) {}

	tell(error: unknown): void {
		if (!(error instanceof WriteError)) {
			throw error;
		}
		log.error(`Not saved: ${error.message}`);
		this.#error = error;
		void this.#ask(error);
	}

	/** Shows the message in front again. */
	tellAgain(): void {
		if (this.#error) {
			void this.#ask(this.#error);
		}
	}

	/** Stops repeating the write, because everything is saved or another store saves it. */
	dispose(): void {
		this.#error = undefined;
		this.#told++;
	}

	async #ask(error: WriteError): Promise<void> {
		this.#told++;
		const told = this.#told;
		const again = vscode.l10n.t("Try Again");
		const folder = chooseFolder();
		// If two messages have the same text, VS Code closes the older one. So the text doesn't say how much is not saved.
		const text = vscode.l10n.t("Not saved yet, but kept in this window: {0}.", error.message);
		const chosen = await vscode.window.showErrorMessage(text, again, folder.title);
		if (chosen === folder.title) {
			await vscode.commands.executeCommand(folder.command);
		}
		if (chosen !== again) {
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
		if (told !== this.#told) {
			return;
		}
		await this.retry(chosen === again).then(
			() => this.#confirm(told),
			(failure: unknown) => this.tell(failure),
		);
	}

	#confirm(told: number): void {
		// Another write may have failed meanwhile.
		if (told === this.#told) {
			this.dispose();
			log.info("Everything is saved");
			vscode.window.setStatusBarMessage(vscode.l10n.t("Everything is saved now."), 6_000);
		}
	}
}

/** Reports that progress is saved, but today's backup is not. */
export function tellNoBackup(error: unknown): void {
	const reason = reasonOf(error);
	log.warn(`Today's backup failed: ${reason}`);
	void vscode.window.showWarningMessage(
		vscode.l10n.t(
			"Today's backup failed, but your progress itself is saved: {0}. The next change tries again.",
			reason,
		),
	);
}

/**
 * Returns what `work` resolves to. On a `WriteError`, throws a `UserError` with the text that `refuse` makes from the
 * reason.
 */
export async function orRefuse<Value>(work: Promise<Value>, refuse: (reason: string) => string): Promise<Value> {
	try {
		return await work;
	} catch (error) {
		throw error instanceof WriteError ? new UserError(refuse(error.message), [chooseFolder()]) : error;
	}
}

function chooseFolder(): Remedy {
	return { title: vscode.l10n.t("Choose Journal Folder…"), command: "dunder.chooseJournalFolder" };
}
