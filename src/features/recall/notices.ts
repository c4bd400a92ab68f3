import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import { log } from "../../platform/log";
import { type Remedy, UserError } from "../../platform/userError";
import { WriteError } from "../../platform/writeError";

/** Milliseconds until a write is tried again by itself. */
const pause = 30_000;

/** Tells that something is not saved, until all of it is: one message, for a newer one takes its place. */
export class UnsavedNotice implements vscode.Disposable {
	#error: WriteError | undefined;
	#told = 0;

	/**
	 * `retry` saves all that is not saved, or fails with a `WriteError`; it makes a folder that is gone `anew` only where the
	 * person asks for it, for that may be a disk that is not there now.
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

	/** Brings the message to the front again. */
	tellAgain(): void {
		if (this.#error) {
			void this.#ask(this.#error);
		}
	}

	/** What is not saved is somebody else's from now on. */
	dispose(): void {
		this.#error = undefined;
		this.#told++;
	}

	async #ask(error: WriteError): Promise<void> {
		this.#told++;
		const told = this.#told;
		const again = vscode.l10n.t("Try Again");
		const folder = chooseFolder();
		// Of two messages with the same words VS Code closes the older one. So there is no count of what is not saved in it.
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
		// Something else may have failed meanwhile.
		if (told === this.#told) {
			this.dispose();
			log.info("Everything is saved");
			vscode.window.setStatusBarMessage(vscode.l10n.t("Everything is saved now."), 6_000);
		}
	}
}

/** Progress is saved, but today's backup of it is not. */
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

/** What a promise gives; where something could not be written, a refusal that `refuse` makes of the reason. */
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
