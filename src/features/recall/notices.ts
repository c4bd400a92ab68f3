import * as vscode from "vscode";
import { Refusal } from "../../host/commands";
import type { Journal } from "../../host/node/journal";
import type { Reading } from "../../host/node/journalReader";
import { WriteError } from "../../host/node/writeError";

/** Milliseconds until a write is tried again by itself. */
const pause = 30_000;

/** Tells of damage that is new, once for all of it. */
export function tellDamage({ setAside, unreadable, missing }: Reading, root: string): void {
	const damaged = vscode.Uri.joinPath(vscode.Uri.file(root), "damaged");
	if (setAside > 0) {
		const lines = setAside === 1 ? "One line of the journal is" : `${setAside} lines of the journal are`;
		const text = `${lines} damaged and kept in ${damaged.fsPath}. Everything else was read.`;
		void vscode.window.showWarningMessage(text, "Show Folder").then((chosen) => {
			if (chosen) {
				void vscode.commands.executeCommand("revealFileInOS", damaged);
			}
		});
	}
	if (unreadable.length > 0) {
		void vscode.window.showWarningMessage(
			`Part of your progress cannot be read now: ${few(unreadable, "; ")}. It is not changed. Make it readable and run Dunder: Refresh.`,
		);
	}
	if (missing.length > 0) {
		void vscode.window.showWarningMessage(
			`Files of the journal are gone: ${few(missing, ", ")}. Run Dunder: Restore Backup… if that was not meant.`,
		);
	}
}

/** With a disk that is not there, thousands of files are gone. */
function few(texts: readonly string[], separator: string): string {
	const [shown, others] = [texts.slice(0, 3), texts.length - 3];
	return [...shown, ...(others > 0 ? [`and ${others} more`] : [])].join(separator);
}

/** Tells that what is shown lacks something, for the journal cannot be read now. */
export function tellUnread(error: unknown): void {
	const reason = error instanceof Error ? error.message : String(error);
	void vscode.window.showWarningMessage(
		`Your progress cannot be read now: ${reason}. What you did is saved. Make it readable and run Dunder: Refresh.`,
	);
}

/**
 * Tells that something is not saved, until it is or the person has exported it. `retry` makes a folder that is gone `anew`
 * only where the person asks for it.
 */
export function tellUnsaved(error: unknown, journal: Journal, retry: (anew: boolean) => Promise<void>): void {
	if (!(error instanceof WriteError)) {
		throw error;
	}
	const [again, elsewhere] = ["Try Again", "Export…"];
	const count = journal.unsaved.length;
	const what = count === 1 ? "Your last action is" : `Your last ${count} actions are`;
	const text = `${what} not saved, but kept in this window: ${error.message}.`;
	void vscode.window.showErrorMessage(text, again, elsewhere).then(async (chosen) => {
		if (chosen === elsewhere) {
			await vscode.commands.executeCommand("dunder.exportProgress");
		}
		if (chosen !== again) {
			await new Promise((resolve) => setTimeout(resolve, pause));
		}
		if (journal.unsaved.length > 0) {
			await retry(chosen === again).catch((failure: unknown) => tellUnsaved(failure, journal, retry));
		}
	});
}

/** Progress is saved, but today's backup of it is not. */
export function tellNoBackup(error: unknown): void {
	const reason = error instanceof Error ? error.message : String(error);
	void vscode.window.showWarningMessage(
		`Today's backup of your progress could not be made: ${reason}. Your progress itself is saved.`,
	);
}

/** What a promise gives; where something could not be written, a refusal that says so. */
export async function orRefuse<Value>(work: Promise<Value>, consequence: string): Promise<Value> {
	try {
		return await work;
	} catch (error) {
		throw error instanceof WriteError ? new Refusal(`${consequence}: ${error.message}.`) : error;
	}
}
