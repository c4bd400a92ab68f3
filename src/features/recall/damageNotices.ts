import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import type { Reading } from "../../platform/journalStorage";
import { log } from "../../platform/log";

/** The most files that a message names. If a disk is not there, thousands of files are gone. */
const mostNamed = 3;

/** Reports the damage that a reading has found, with one message for each kind. */
export function tellDamage({ setAside, unreadable }: Reading, root: string): void {
	if (setAside > 0) {
		tellSetAside(setAside, vscode.Uri.joinPath(vscode.Uri.file(root), "damaged"));
	}
	if (unreadable.length > 0) {
		log.warn(`Unreadable files of the journal: ${unreadable.length}, such as ${firstOf(unreadable, "; ")}`);
		warn(
			vscode.l10n.t(
				"Part of your progress cannot be read now: {0}. It is not changed. Make it readable and run Dunder: Refresh.",
				few(unreadable, "; "),
			),
		);
	}
}

/** Reports that the progress on display is incomplete, because the journal can't be read now. */
export function tellUnread(error: unknown): void {
	const reason = reasonOf(error);
	log.warn(`The journal cannot be read now: ${reason}`);
	warn(
		vscode.l10n.t(
			"Your progress cannot be read now: {0}. What you did is saved. Make it readable and run Dunder: Refresh.",
			reason,
		),
	);
}

function tellSetAside(count: number, folder: vscode.Uri): void {
	const { fsPath } = folder;
	const text =
		count === 1
			? vscode.l10n.t("One line of the journal is damaged and kept in {0}. Everything else was read.", fsPath)
			: vscode.l10n.t("{0} lines of the journal are damaged and kept in {1}. Everything else was read.", count, fsPath);
	log.warn(`Damaged lines of the journal: ${count}, kept in ${fsPath}`);
	void vscode.window.showWarningMessage(text, vscode.l10n.t("Show Folder")).then((chosen) => {
		if (chosen) {
			void vscode.commands.executeCommand("revealFileInOS", folder);
		}
	});
}

function warn(text: string): void {
	void vscode.window.showWarningMessage(text);
}

/** The first texts, and how many others there are. */
export function few(texts: readonly string[], separator: string): string {
	const others = texts.length - mostNamed;
	if (others <= 0) {
		return texts.join(separator);
	}
	const rest = vscode.l10n.t({
		message: "and {0} more",
		args: [others],
		comment: "The end of a list of files, of which only the first ones are named",
	});
	return [firstOf(texts, separator), rest].join(separator);
}

function firstOf(texts: readonly string[], separator: string): string {
	return texts.slice(0, mostNamed).join(separator);
}
