import * as vscode from "vscode";
import { describeProgress } from "../../core/journal/backupChange";
import type { ExportLoss, ExportProblem } from "../../core/journal/exportFile";
import { reasonOf } from "../../core/text/reason";
import { type EventSource, eventsNotIn } from "../../platform/eventSource";
import { type ReadExport, readExportBytes } from "../../platform/exportReader";
import type { Imported, JournalStorage } from "../../platform/journalStorage";
import { UserError } from "../../platform/userError";
import { jsonLines, mostElsewhere, readable } from "./data";
import { type LongWork, whileShown } from "./longWork";
import type { Study } from "./study";

/**
 * Adds the events of an export that are not in the journal yet, after the person has seen what the progress would become and
 * has confirmed it. A backup is kept first, and Undo takes all of it back. A second import of the same file changes nothing.
 * Until the events are written, the person can cancel the import, however large the file is.
 */
export async function importProgress(study: Study): Promise<void> {
	const { store } = study;
	const [file] =
		(await vscode.window.showOpenDialog({
			title: vscode.l10n.t("Import Progress"),
			filters: jsonLines(),
			openLabel: vscode.l10n.t("Import"),
		})) ?? [];
	const found =
		file && (await whileShown(vscode.l10n.t("Reading {0}", file.fsPath), (options) => look(file, study, options)));
	if (!found || !(await isConfirmed(found, study))) {
		return;
	}
	const imported = await whileShown(vscode.l10n.t("Importing progress"), async (options) => {
		await store.backUpBefore("import");
		return store.importFrom(found.source, options);
	});
	if (imported) {
		await offerUndo(imported, store);
	}
}

/** What an import would add, and what the progress would become. */
interface Preview {
	readonly source: EventSource;
	readonly loss: ExportLoss;
	readonly added: number;
	readonly after: string;
}

async function look(file: vscode.Uri, { store, questions }: Study, { signal, onProgress }: LongWork): Promise<Preview> {
	const reading = { signal, onProgress: (share: number) => onProgress(share / 2) };
	const { source, ...loss } = readable(await readExport(file, store.storage, reading), file.fsPath);
	const { both, rows } = await eventsNotIn(await store.events(), source, { signal });
	const folding = { signal, onProgress: (share: number) => onProgress((1 + share) / 2) };
	const outcome = rows.length === 0 ? store.state : await store.states.outcome(both, folding);
	const keys = questions.map(({ key }) => key);
	return { source, loss, added: rows.length, after: describeProgress(outcome, keys) };
}

async function readExport(
	file: vscode.Uri,
	storage: JournalStorage,
	options: LongWork,
): Promise<ReadExport | ExportProblem> {
	try {
		if (file.scheme === "file") {
			return await storage.readExport(file.fsPath, options);
		}
		if ((await vscode.workspace.fs.stat(file)).size <= mostElsewhere) {
			return await readExportBytes(await vscode.workspace.fs.readFile(file), options);
		}
	} catch (error) {
		options.signal.throwIfAborted();
		throw new UserError(
			vscode.l10n.t(
				"{0} cannot be read, so nothing was changed: {1}. Choose a file that can.",
				file.fsPath,
				reasonOf(error),
			),
		);
	}
	throw new UserError(
		vscode.l10n.t(
			"Too large for a file that is not on this machine, so nothing was changed: {0}. Copy it to this machine, and import the copy.",
			file.fsPath,
		),
	);
}

async function isConfirmed({ added, after, loss }: Preview, { store, questions }: Study): Promise<boolean> {
	if (added === 0) {
		tell([vscode.l10n.t("Already up to date: nothing to import."), ...describeLoss(loss)], loss);
		return false;
	}
	const now = describeProgress(
		store.state,
		questions.map(({ key }) => key),
	);
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
		...describeLoss(loss),
		vscode.l10n.t("What you have now is kept in a backup."),
	].join("\n");
	const confirmed = { title: vscode.l10n.t("Import") };
	const answer = await vscode.window.showWarningMessage(question(added), { modal: true, detail }, confirmed);
	return answer === confirmed;
}

async function offerUndo({ count, ids }: Imported, store: Study["store"]): Promise<void> {
	const undo = vscode.l10n.t("Undo");
	const text =
		count === 1 ? vscode.l10n.t("Imported: 1 new entry.") : vscode.l10n.t("Imported: {0} new entries.", count);
	if ((await vscode.window.showInformationMessage(text, undo)) === undo && (await store.undoAll(ids))) {
		vscode.window.setStatusBarMessage(vscode.l10n.t("Undid: the import."), 6_000);
	}
}

function question(added: number): string {
	return added === 1 ? vscode.l10n.t("Import 1 entry?") : vscode.l10n.t("Import {0} entries?", added);
}

function tell(sentences: readonly string[], { damaged, missing }: ExportLoss): void {
	const text = sentences.join(" ");
	const isWhole = damaged.count === 0 && missing === 0;
	void (isWhole ? vscode.window.showInformationMessage(text) : vscode.window.showWarningMessage(text));
}

/** What the file has lost, as sentences. */
function describeLoss({ damaged, missing }: ExportLoss): readonly string[] {
	return [...(damaged.count > 0 ? [describeDamaged(damaged)] : []), ...(missing > 0 ? [describeMissing(missing)] : [])];
}

/** Names the damaged lines or, if there are many, their number. */
function describeDamaged({ count, first }: ExportLoss["damaged"]): string {
	return count > first.length
		? vscode.l10n.t("Damaged and left out: {0} lines.", count)
		: vscode.l10n.t({
				message: "Damaged and left out: line {0}.",
				args: [first.join(", ")],
				comment: "{0} is the number of a line, or of several, such as: 3, 7",
			});
}

function describeMissing(missing: number): string {
	return missing === 1
		? vscode.l10n.t("The file ends early, without its last entry.")
		: vscode.l10n.t("The file ends early, without its last {0} entries.", missing);
}
