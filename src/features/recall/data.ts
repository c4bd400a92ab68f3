import * as vscode from "vscode";
import { ankiText } from "../../core/journal/anki";
import type { ExportProblem } from "../../core/journal/exportFile";
import { isoDay } from "../../core/schedule/day";
import { exportPieces } from "../../platform/eventSource";
import type { ReadExport } from "../../platform/exportReader";
import type { JournalStorage } from "../../platform/journalStorage";
import type { QuestionBank } from "../../platform/questionBank";
import { UserError } from "../../platform/userError";
import type { UserPaths } from "../../platform/userPaths";
import { orRefuse } from "./notices";
import type { Study } from "./study";

/** The most bytes of a file that is not on this machine, because VS Code passes it on as a whole. */
export const mostElsewhere = 50_000_000;

/** A file that is to be written. */
interface ExportedFile {
	readonly title: string;
	/** The suggested name, which the person can change. */
	readonly name: string;
	readonly filters: Record<string, string[]>;
	/** Its text, in pieces. */
	readonly content: () => AsyncIterable<string>;
}

/** Writes all progress, including what could not be saved, to a file of the person's choice. */
export async function exportProgress({ store }: Study, paths: UserPaths): Promise<void> {
	const name = `dunder-progress-${isoDay(store.today.day)}.jsonl`;
	const title = vscode.l10n.t("Export Progress");
	const content = async function* () {
		yield* exportPieces(await store.everything());
	};
	await saveAs({ title, name, filters: jsonLines(), content }, store.storage, paths);
}

/** Writes all questions in Anki's text format. */
export async function exportAnki({ store, questions }: Study, bank: QuestionBank, paths: UserPaths): Promise<void> {
	const rendered = await Promise.all(questions.map((question) => bank.rendered(question)));
	const title = vscode.l10n.t("Export to Anki");
	const filters = { [vscode.l10n.t("Anki text")]: ["txt"] };
	const content = async function* () {
		yield ankiText(rendered);
	};
	await saveAs({ title, name: "dunder-anki.txt", filters, content }, store.storage, paths);
}

/** The content of an export. Throws a `UserError` that gives the reason if the export can't be read. */
export function readable(parsed: ReadExport | ExportProblem, name: string): ReadExport {
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
	{ title, name, filters, content }: ExportedFile,
	storage: JournalStorage,
	{ home }: UserPaths,
): Promise<void> {
	const defaultUri = vscode.Uri.joinPath(vscode.Uri.file(home), name);
	const uri = await vscode.window.showSaveDialog({ title, defaultUri, filters });
	if (uri) {
		const location = vscode.ProgressLocation.Window;
		const saving = vscode.window.withProgress({ location, title }, () => save(uri, content(), storage));
		await orRefuse(Promise.resolve(saving), (reason) => vscode.l10n.t("Nothing was exported: {0}.", reason));
		void vscode.window.showInformationMessage(vscode.l10n.t("Written to {0}.", uri.fsPath));
	}
}

async function save(uri: vscode.Uri, content: AsyncIterable<string>, storage: JournalStorage): Promise<void> {
	if (uri.scheme === "file") {
		// VS Code's own function empties the file before it writes. If the disk were full, an earlier export with that name
		// would be lost.
		await storage.writeFile(uri.fsPath, content);
	} else {
		await vscode.workspace.fs.writeFile(uri, await bytesOf(content));
	}
}

/** All pieces as one. A file that is not on this machine can only be written as a whole. */
async function bytesOf(content: AsyncIterable<string>): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of content) {
		const bytes = new TextEncoder().encode(piece);
		pieces.push(bytes);
		size += bytes.length;
		if (size > mostElsewhere) {
			throw new UserError(
				vscode.l10n.t("Too large for a file that is not on this machine. Choose a folder on this machine."),
			);
		}
	}
	const all = new Uint8Array(size);
	let end = 0;
	for (const piece of pieces) {
		all.set(piece, end);
		end += piece.length;
	}
	return all;
}

/** The kind of file in a dialog for exports: its name, and the end of its files' names. */
export function jsonLines(): Record<string, string[]> {
	return { [vscode.l10n.t("Dunder progress")]: ["jsonl"] };
}
