import * as vscode from "vscode";
import { ankiText } from "../../core/journal/anki";
import { type ExportProblem, exportText, type ParsedExport } from "../../core/journal/exportFile";
import { isoDay } from "../../core/schedule/day";
import type { JournalStorage } from "../../platform/journalStorage";
import type { QuestionBank } from "../../platform/questionBank";
import { UserError } from "../../platform/userError";
import type { UserPaths } from "../../platform/userPaths";
import { orRefuse } from "./notices";
import type { Study } from "./study";

/** A file that is to be written. */
interface ExportedFile {
	readonly title: string;
	/** The suggested name, which the person can change. */
	readonly name: string;
	readonly filters: Record<string, string[]>;
	readonly text: string;
}

/** Writes all progress, including what could not be saved, to a file of the person's choice. */
export async function exportProgress({ store }: Study, paths: UserPaths): Promise<void> {
	const events = [...(await store.events()), ...store.journal.unsaved];
	const name = `dunder-progress-${isoDay(store.today.day)}.jsonl`;
	const title = vscode.l10n.t("Export Progress");
	await saveAs({ title, name, filters: jsonLines(), text: exportText(events) }, store.storage, paths);
}

/** Writes all questions in Anki's text format. */
export async function exportAnki({ store, questions }: Study, bank: QuestionBank, paths: UserPaths): Promise<void> {
	const rendered = await Promise.all(questions.map((question) => bank.rendered(question)));
	const title = vscode.l10n.t("Export to Anki");
	const filters = { [vscode.l10n.t("Anki text")]: ["txt"] };
	await saveAs({ title, name: "dunder-anki.txt", filters, text: ankiText(rendered) }, store.storage, paths);
}

/** The content of an export. Throws a `UserError` that gives the reason if the export can't be read. */
export function readable(parsed: ParsedExport | ExportProblem, name: string): ParsedExport {
	if (parsed === "foreign") {
		throw new UserError(
			vscode.l10n.t(
				"Not a Dunder export, so nothing was changed: {0}. Choose a file that Dunder: Export Progress… has written.",
				name,
			),
		);
	}
	if (parsed === "newer") {
		throw new UserError(
			vscode.l10n.t("Written by a newer Dunder, so nothing was changed: {0}. Update Dunder first.", name),
		);
	}
	return parsed;
}

async function saveAs(
	{ title, name, filters, text }: ExportedFile,
	storage: JournalStorage,
	{ home }: UserPaths,
): Promise<void> {
	const defaultUri = vscode.Uri.joinPath(vscode.Uri.file(home), name);
	const uri = await vscode.window.showSaveDialog({ title, defaultUri, filters });
	if (uri) {
		// VS Code's own function empties the file before it writes. If the disk were full, an earlier export with that name
		// would be lost.
		const saving =
			uri.scheme === "file"
				? storage.writeFile(uri.fsPath, text)
				: Promise.resolve(vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text)));
		await orRefuse(saving, (reason) => vscode.l10n.t("Nothing was exported: {0}.", reason));
		void vscode.window.showInformationMessage(vscode.l10n.t("Written to {0}.", uri.fsPath));
	}
}

/** The kind of file in a dialog for exports: its name, and the end of its files' names. */
export function jsonLines(): Record<string, string[]> {
	return { [vscode.l10n.t("Dunder progress")]: ["jsonl"] };
}
