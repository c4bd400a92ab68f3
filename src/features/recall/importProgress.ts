import * as vscode from "vscode";
import { compareBackup, describeProgress } from "../../core/journal/backupChange";
import { type ParsedExport, parseExport } from "../../core/journal/exportFile";
import { isReadable, type StoredEvent } from "../../core/journal/storedEvent";
import { jsonLines, readable } from "./data";
import type { Study } from "./study";

/**
 * Adds the events of an export that are not in the journal yet, after the person has seen what the progress would become and
 * has confirmed it. A backup is kept first, and Undo takes all of it back. A second import of the same file changes nothing.
 */
export async function importProgress({ store, questions }: Study): Promise<void> {
	const [file] =
		(await vscode.window.showOpenDialog({
			title: vscode.l10n.t("Import Progress"),
			filters: jsonLines(),
			openLabel: vscode.l10n.t("Import"),
		})) ?? [];
	if (!file) {
		return;
	}
	const parsed = readable(parseExport(new TextDecoder().decode(await vscode.workspace.fs.readFile(file))), file.fsPath);
	const journal = await store.events();
	const { missing: added } = compareBackup(parsed.events, journal);
	if (added.length === 0) {
		tell([vscode.l10n.t("Already up to date: nothing to import."), ...describeLoss(parsed)], parsed);
		return;
	}
	const keys = questions.map(({ key }) => key);
	const now = describeProgress(store.state, keys);
	const after = describeProgress(store.outcome([...journal, ...added]), keys);
	const detail = [
		vscode.l10n.t({
			message: "Now: {0}.",
			args: [now],
			comment: "{0} is how far a person has come, such as: 2 known, 1 learning, 124 new",
		}),
		vscode.l10n.t({
			message: "After the import: {0}.",
			args: [after],
			comment: "{0} is how far a person would come, such as: 2 known, 1 learning, 124 new",
		}),
		...describeLoss(parsed),
		vscode.l10n.t("What you have now is kept in a backup."),
	].join("\n");
	const confirmed = { title: vscode.l10n.t("Import") };
	if (
		(await vscode.window.showWarningMessage(question(added.length), { modal: true, detail }, confirmed)) === confirmed
	) {
		await store.backUpBefore("import");
		await store.importEvents(added);
		await offerUndo(added, store);
	}
}

async function offerUndo(added: readonly StoredEvent[], store: Study["store"]): Promise<void> {
	const undo = vscode.l10n.t("Undo");
	const text =
		added.length === 1
			? vscode.l10n.t("Imported: 1 new entry.")
			: vscode.l10n.t("Imported: {0} new entries.", added.length);
	if ((await vscode.window.showInformationMessage(text, undo)) === undo) {
		// The latest is taken back first, so that a state in between is one that there was.
		const targets = added.filter(isReadable).toReversed();
		const undone = await store.recordAll(targets.map(({ id }) => ({ kind: "undone" as const, target: id })));
		if (undone.length > 0) {
			vscode.window.setStatusBarMessage(vscode.l10n.t("Undone: the import."), 6_000);
		}
	}
}

function question(added: number): string {
	return added === 1 ? vscode.l10n.t("Import 1 entry?") : vscode.l10n.t("Import {0} entries?", added);
}

function tell(sentences: readonly string[], { damaged, missing }: ParsedExport): void {
	const text = sentences.join(" ");
	const isWhole = damaged.length === 0 && missing === 0;
	void (isWhole ? vscode.window.showInformationMessage(text) : vscode.window.showWarningMessage(text));
}

/** What the file has lost, as sentences. */
function describeLoss({ damaged, missing }: ParsedExport): readonly string[] {
	return [
		...(damaged.length > 0 ? [describeDamaged(damaged)] : []),
		...(missing > 0 ? [describeMissing(missing)] : []),
	];
}

/** Names the damaged lines or, if there are many, their number. */
function describeDamaged(damaged: ParsedExport["damaged"]): string {
	return damaged.length > 10
		? vscode.l10n.t("Damaged and left out: {0} lines.", damaged.length)
		: vscode.l10n.t({
				message: "Damaged and left out: line {0}.",
				args: [damaged.map(({ line }) => line).join(", ")],
				comment: "{0} is the number of a line, or of several, such as: 3, 7",
			});
}

function describeMissing(missing: number): string {
	return missing === 1
		? vscode.l10n.t("The file ends early, without its last entry.")
		: vscode.l10n.t("The file ends early, without its last {0} entries.", missing);
}
