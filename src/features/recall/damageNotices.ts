import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import type { Survey } from "../../platform/journalStorage";
import { log } from "../../platform/log";

/** With a disk that is not there, thousands of files are gone. */
const mostNamed = 3;

/** Whether this window has been told of entries by a newer version. */
let isNewerTold = false;

/** Tells the person what a reading could not read, as far as that is new. */
export class DamageNotice {
	/** The files that were not fetched when the person was last told. */
	#awaited = "";

	/** `root` is the folder of progress. */
	constructor(private readonly root: string) {}

	tell({ setAside, setAsideFrom, unreadable, awaited, newer }: Omit<Survey, "source">): void {
		if (setAside > 0) {
			tellSetAside(setAside, setAsideFrom, vscode.Uri.joinPath(vscode.Uri.file(this.root), "damaged"));
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
		this.#tellAwaited(awaited);
		if (newer > 0 && !isNewerTold) {
			isNewerTold = true;
			tellNewer(newer);
		}
	}

	#tellAwaited(awaited: readonly string[]): void {
		const names = awaited.join("\n");
		if (names === this.#awaited) {
			return;
		}
		this.#awaited = names;
		if (awaited.length > 0) {
			log.warn(`Files of the journal that are not fetched: ${awaited.length}, such as ${firstOf(awaited, ", ")}`);
			warn(
				vscode.l10n.t(
					"Part of your progress is in the cloud only: {0}. Have the cloud drive's program keep {1} on this machine, then run Dunder: Refresh.",
					few(awaited, ", "),
					this.root,
				),
			);
		}
	}
}

/** Tells that what is shown lacks something, for the journal cannot be read now. */
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

function tellSetAside(count: number, files: readonly string[], folder: vscode.Uri): void {
	log.warn(`Lines of the journal that cannot be read: ${count}, in ${files.join(", ")}, copied to ${folder.fsPath}`);
	const named = few(files, ", ");
	const text =
		count === 1
			? vscode.l10n.t(
					"One line of the journal cannot be read: in {0}. It is kept, and everything else was read. Dunder: Check My Data says what to do.",
					named,
				)
			: vscode.l10n.t(
					"{0} lines of the journal cannot be read: in {1}. They are kept, and everything else was read. Dunder: Check My Data says what to do.",
					count,
					named,
				);
	const check = vscode.l10n.t("Check My Data");
	const show = vscode.l10n.t("Show Folder");
	void vscode.window.showWarningMessage(text, check, show).then((chosen) => {
		if (chosen === check) {
			void vscode.commands.executeCommand("dunder.checkMyData");
		} else if (chosen === show) {
			void vscode.commands.executeCommand("revealFileInOS", folder);
		}
	});
}

/** Nothing is wrong with these entries. */
function tellNewer(count: number): void {
	log.info(`Entries by a newer version: ${count}`);
	void vscode.window.showInformationMessage(
		count === 1
			? vscode.l10n.t(
					"1 entry was written by a newer version of Dunder. It is kept, and counts after you update Dunder.",
				)
			: vscode.l10n.t(
					"{0} entries were written by a newer version of Dunder. They are kept, and count after you update Dunder.",
					count,
				),
	);
}

function warn(text: string): void {
	void vscode.window.showWarningMessage(text);
}

/** The first ones, and how many others there are. */
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
