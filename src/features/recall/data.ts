import * as vscode from "vscode";
import { type QuestionKey, questionKey, splitKey } from "../../core/bank/questionKey";
import { ankiText } from "../../core/journal/anki";
import { type ExportProblem, exportText, type ParsedExport, parseExport } from "../../core/journal/exportFile";
import { isoDay } from "../../core/schedule/day";
import { count } from "../../core/session/wording";
import type { JournalStorage } from "../../platform/journalStorage";
import type { QuestionBank } from "../../platform/questionBank";
import { UserError } from "../../platform/userError";
import type { UserPaths } from "../../platform/userPaths";
import { orRefuse } from "./notices";
import type { Study } from "./study";

const jsonLines = { "Dunder progress": ["jsonl"] };

/** A file that is to be written. */
interface ExportedFile {
	readonly title: string;
	/** Where the person does not choose another. */
	readonly name: string;
	readonly filters: Record<string, string[]>;
	readonly text: string;
}

/** Writes all progress, what could not be saved included, into a file of the person's choice. */
export async function exportProgress({ store }: Study, paths: UserPaths): Promise<void> {
	const events = [...(await store.events()), ...store.journal.unsaved];
	const name = `dunder-progress-${isoDay(store.today.day)}.jsonl`;
	const file = { title: "Export Progress", name, filters: jsonLines, text: exportText(events) };
	await saveAs(file, store.storage, paths);
}

/** Writes all questions as Anki's text format. */
export async function exportAnki({ store, questions }: Study, bank: QuestionBank, paths: UserPaths): Promise<void> {
	const rendered = await Promise.all(questions.map((question) => bank.rendered(question)));
	const filters = { "Anki text": ["txt"] };
	const file = { title: "Export to Anki", name: "dunder-anki.txt", filters, text: ankiText(rendered) };
	await saveAs(file, store.storage, paths);
}

/** Adds the progress of an export to what is there: to import it twice changes nothing. */
export async function importProgress({ store }: Study): Promise<void> {
	const [file] =
		(await vscode.window.showOpenDialog({ title: "Import Progress", filters: jsonLines, openLabel: "Import" })) ?? [];
	if (!file) {
		return;
	}
	const parsed = parseExport(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
	const { events, damaged, missing } = readable(parsed, file.fsPath);
	const added = await store.importEvents(events);
	const lost = [
		...(damaged.length > 0 ? [`Damaged and left out: ${describeLines(damaged)}.`] : []),
		...(missing > 0 ? [`The file ends early, without its last ${count(missing, "entry", "entries")}.`] : []),
	];
	const what = added === 0 ? "Nothing in it was new" : `Imported: ${count(added, "new entry", "new entries")}`;
	const text = [`${what}.`, ...lost].join(" ");
	void (lost.length > 0 ? vscode.window.showWarningMessage(text) : vscode.window.showInformationMessage(text));
}

/** `line 3, 7`, or for many how many. */
function describeLines(damaged: ParsedExport["damaged"]): string {
	return damaged.length > 10 ? `${damaged.length} lines` : `line ${damaged.map(({ line }) => line).join(", ")}`;
}

/** Forgets all progress of the open question, a topic or everything, after asking; a backup is kept. */
export async function resetProgress(study: Study, bank: QuestionBank, current: QuestionKey | undefined): Promise<void> {
	const { topics, questions } = await bank.index();
	const open = questions.find(({ key }) => key === current);
	const packs = [...new Set(topics.map(({ key }) => splitKey(key).pack))];
	const items = [
		...(open ? [{ label: "This question", description: open.title, starts: [open.key] }] : []),
		...topics.map(({ key, title }) => ({ label: title, description: "topic", starts: [`${key}/` as const] })),
		{
			label: "Everything",
			description: "all questions of the bank",
			starts: packs.map((pack) => questionKey(pack, "")),
		},
	];
	const chosen = await vscode.window.showQuickPick(items, { title: "Reset Progress" });
	if (!chosen || !(await isConfirmed(chosen.label, chosen === items.at(-1)))) {
		return;
	}
	const { store } = study;
	await store.backUpBefore("reset");
	const resets = chosen.starts.map(splitKey).map(({ pack, id }) => ({ kind: "reset", pack, prefix: id }) as const);
	const done = await store.recordAll(resets);
	const undo = "Undo";
	if (
		done.length > 0 &&
		(await vscode.window.showInformationMessage(`Reset: ${chosen.label}. A backup keeps what was there.`, undo)) ===
			undo &&
		// This alone: other things may have been done since.
		(await store.recordAll(done.map(({ id }) => ({ kind: "undone", target: id })))).length > 0
	) {
		vscode.window.setStatusBarMessage("Undone: the reset.", 6_000);
	}
}

/** By a button; for everything also by a word that is typed, for Enter twice is soon pressed. */
async function isConfirmed(what: string, isEverything: boolean): Promise<boolean> {
	const reset = { title: "Reset" };
	const detail = "Ratings, notes, stars and predictions are forgotten. A backup is kept.";
	const question = `Reset progress: ${what}?`;
	if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, reset)) !== reset) {
		return false;
	}
	return !isEverything || (await isTyped("everything"));
}

async function isTyped(word: string): Promise<boolean> {
	const typed = await vscode.window.showInputBox({
		title: "Reset Everything",
		prompt: `Type "${word}" to reset all progress. A backup is kept.`,
		ignoreFocusOut: true,
		validateInput: (text) => (text.trim().toLowerCase() === word ? undefined : `Type "${word}", or press Escape.`),
	});
	return typed !== undefined;
}

/** What an export holds, or a refusal that says why it cannot be read. */
export function readable(parsed: ParsedExport | ExportProblem, name: string): ParsedExport {
	if (parsed === "foreign") {
		throw new UserError(
			`Not a Dunder export, so nothing was changed: ${name}. Choose a file that Dunder: Export Progress… has written.`,
		);
	}
	if (parsed === "newer") {
		throw new UserError(`Written by a newer Dunder, so nothing was changed: ${name}. Update Dunder first.`);
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
		// VS Code's own way empties the file first: with a full disk, an earlier export of that name would be gone.
		const saving =
			uri.scheme === "file"
				? storage.writeFile(uri.fsPath, text)
				: Promise.resolve(vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text)));
		await orRefuse(saving, "Nothing was exported");
		void vscode.window.showInformationMessage(`Written to ${uri.fsPath}.`);
	}
}
