import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import type { Reading } from "../../platform/journalStorage";
import { log } from "../../platform/log";
import { type Remedy, UserError } from "../../platform/userError";
import { WriteError } from "../../platform/writeError";

/** Milliseconds until a write is tried again by itself. */
const pause = 30_000;

const chooseFolder: Remedy = { title: "Choose Journal Folder…", command: "dunder.chooseJournalFolder" };

/** Tells of damage that is new, once for all of it. */
export function tellDamage({ setAside, unreadable, missing }: Reading, root: string): void {
	const damaged = vscode.Uri.joinPath(vscode.Uri.file(root), "damaged");
	if (setAside > 0) {
		const lines = setAside === 1 ? "One line of the journal is" : `${setAside} lines of the journal are`;
		const text = `${lines} damaged and kept in ${damaged.fsPath}. Everything else was read.`;
		log.warn(text);
		void vscode.window.showWarningMessage(text, "Show Folder").then((chosen) => {
			if (chosen) {
				void vscode.commands.executeCommand("revealFileInOS", damaged);
			}
		});
	}
	if (unreadable.length > 0) {
		warn(
			`Part of your progress cannot be read now: ${few(unreadable, "; ")}. It is not changed. Make it readable and run Dunder: Refresh.`,
		);
	}
	if (missing.length > 0) {
		warn(
			`Files of the journal are gone: ${few(missing, ", ")}. If you did not remove them, run Dunder: Restore Backup….`,
		);
	}
}

function warn(text: string): void {
	log.warn(text);
	void vscode.window.showWarningMessage(text);
}

/** With a disk that is not there, thousands of files are gone. */
function few(texts: readonly string[], separator: string): string {
	const [shown, others] = [texts.slice(0, 3), texts.length - 3];
	return [...shown, ...(others > 0 ? [`and ${others} more`] : [])].join(separator);
}

/** Tells that what is shown lacks something, for the journal cannot be read now. */
export function tellUnread(error: unknown): void {
	warn(
		`Your progress cannot be read now: ${reasonOf(error)}. What you did is saved. Make it readable and run Dunder: Refresh.`,
	);
}

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
		const again = "Try Again";
		// Of two messages with the same words VS Code closes the older one. So there is no count of what is not saved in it.
		const text = `Not saved yet, but kept in this window: ${error.message}.`;
		const chosen = await vscode.window.showErrorMessage(text, again, chooseFolder.title);
		if (chosen === chooseFolder.title) {
			await vscode.commands.executeCommand(chooseFolder.command);
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
			vscode.window.setStatusBarMessage("Everything is saved now.", 6_000);
		}
	}
}

/** Progress is saved, but today's backup of it is not. */
export function tellNoBackup(error: unknown): void {
	warn(`Today's backup failed, but your progress itself is saved: ${reasonOf(error)}. The next change tries again.`);
}

/** What a promise gives; where something could not be written, a refusal that says so. */
export async function orRefuse<Value>(work: Promise<Value>, consequence: string): Promise<Value> {
	try {
		return await work;
	} catch (error) {
		throw error instanceof WriteError ? new UserError(`${consequence}: ${error.message}.`, [chooseFolder]) : error;
	}
}
