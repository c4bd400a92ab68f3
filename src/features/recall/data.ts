import * as vscode from "vscode";
import { ankiText } from "../../core/recall/anki";
import { type BackupChange, compareBackup, describeEvents } from "../../core/recall/backupChange";
import { isoDay } from "../../core/recall/day";
import { type ExportProblem, exportText, type ParsedExport, parseExport } from "../../core/recall/exportFile";
import { Refusal } from "../../host/commands";
import { listBackups, readBackup } from "../../host/node/backups";
import { home } from "../../host/node/home";
import { writeWholeFile } from "../../host/node/wholeFile";
import type { QuestionBank } from "../../host/questionBank";
import { orRefuse } from "./notices";
import { pack } from "./store";
import type { Study } from "./study";

const jsonLines = { "Dunder progress": ["jsonl"] };

/** Writes all progress, what could not be saved included, into a file of the person's choice. */
export async function exportProgress({ store }: Study): Promise<void> {
	const events = [...(await store.events()), ...store.journal.unsaved];
	await saveAs(`dunder-progress-${isoDay(store.today.day)}.jsonl`, jsonLines, exportText(events));
}

/** Writes all questions as Anki's text format. */
export async function exportAnki({ questions }: Study, bank: QuestionBank): Promise<void> {
	const rendered = await Promise.all(questions.map((question) => bank.rendered(question)));
	await saveAs("dunder-anki.txt", { "Anki text": ["txt"] }, ankiText(rendered));
}

/** Adds the progress of an export to what is there: to import it twice changes nothing. */
export async function importProgress({ store }: Study): Promise<void> {
	const [file] = (await vscode.window.showOpenDialog({ filters: jsonLines, openLabel: "Import" })) ?? [];
	if (!file) {
		return;
	}
	const parsed = parseExport(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
	const { events, damaged, missing } = readable(parsed, file.fsPath);
	const added = await store.importEvents(events);
	const lost = [
		...(damaged.length > 0 ? [`Damaged and left out: ${describeLines(damaged)}.`] : []),
		...(missing > 0 ? [`The file ends early: ${missing} entries are missing.`] : []),
	];
	const text = [`${added} of ${events.length} entries were new and are imported.`, ...lost].join(" ");
	void (lost.length > 0 ? vscode.window.showWarningMessage(text) : vscode.window.showInformationMessage(text));
}

/** `line 3, 7`, or for many how many. */
function describeLines(damaged: ParsedExport["damaged"]): string {
	return damaged.length > 10 ? `${damaged.length} lines` : `line ${damaged.map(({ line }) => line).join(", ")}`;
}

/** Shows what a backup would change, then adds what is missing or goes back to it. */
export async function restoreBackup({ store }: Study): Promise<void> {
	const { root } = store.place;
	const names = await listBackups(root);
	if (names.length === 0) {
		throw new Refusal("There is no backup yet. One is made on each day on which something changes.");
	}
	const name = await vscode.window.showQuickPick(names, {
		title: "Restore Backup",
		placeHolder: "A day, or an occasion",
	});
	const parsed = name === undefined ? undefined : await readBackup(root, name);
	if (name === undefined || parsed === undefined) {
		return;
	}
	const { events, damaged } = readable(parsed, name);
	const change = compareBackup(events, await store.events());
	const [add, goBack] = [{ title: "Add What Is Missing" }, { title: "Go Back to It" }];
	const detail = [
		`Missing now: ${describeEvents(change.missing)}.`,
		`Since then: ${describeEvents(change.later)}. Going back takes that back; nothing is deleted.`,
		...(damaged.length > 0 ? [`${damaged.length} lines of the backup are damaged and left out.`] : []),
	].join("\n");
	const buttons = change.later.length > 0 ? [add, goBack] : [add];
	const chosen = await vscode.window.showWarningMessage(
		`Restore the backup of ${name}?`,
		{ modal: true, detail },
		...buttons,
	);
	if (chosen) {
		await restore(store, change, chosen === goBack);
	}
}

async function restore(store: Study["store"], { missing, later }: BackupChange, goesBack: boolean): Promise<void> {
	await store.backUpBefore("restore");
	const added = await store.importEvents(missing);
	if (goesBack) {
		await store.recordAll(later.map(({ id }) => ({ kind: "undone", target: id })));
	}
	const taken = goesBack ? `, ${later.length} taken back` : "";
	void vscode.window.showInformationMessage(`Restored: ${added} entries added${taken}.`);
}

/** Forgets all progress of the open question, a topic or everything, after asking; a backup is kept. */
export async function resetProgress(study: Study, bank: QuestionBank, current: string | undefined): Promise<void> {
	const { topics, questions } = await bank.index();
	const open = questions.find(({ id }) => id === current);
	const items = [
		...(open ? [{ label: "This question", description: open.title.replaceAll("`", ""), prefix: open.id }] : []),
		...topics.map(({ id, title }) => ({ label: title, description: "topic", prefix: `${id}/` })),
		{ label: "Everything", description: "all questions of the bank", prefix: "" },
	];
	const chosen = await vscode.window.showQuickPick(items, { title: "Reset Progress" });
	if (!chosen || !(await isConfirmed(chosen.label, chosen.prefix === ""))) {
		return;
	}
	const { store } = study;
	const name = await store.backUpBefore("reset");
	if (await store.record({ kind: "reset", pack, prefix: chosen.prefix })) {
		const undo = "Undo";
		const text = `Reset: ${chosen.label}. The backup ${name} has what was there.`;
		if ((await vscode.window.showInformationMessage(text, undo)) === undo) {
			await vscode.commands.executeCommand("dunder.undo");
		}
	}
}

async function isConfirmed(what: string, twice: boolean): Promise<boolean> {
	const ask = async (question: string, detail: string) => {
		const reset = { title: "Reset" };
		return (await vscode.window.showWarningMessage(question, { modal: true, detail }, reset)) === reset;
	};
	const first = await ask(
		`Reset the progress of: ${what}?`,
		"Ratings, notes, stars and predictions are forgotten. A backup is kept.",
	);
	return (
		first &&
		(!twice ||
			(await ask("Really reset everything?", "All progress with the whole bank is forgotten. A backup is kept.")))
	);
}

/** What an export holds, or a refusal that says why it cannot be read. */
function readable(parsed: ParsedExport | ExportProblem, name: string): ParsedExport {
	if (parsed === "foreign") {
		throw new Refusal(
			`${name} is no export of Dunder, so nothing was changed. Choose a file that Dunder: Export Progress… wrote.`,
		);
	}
	if (parsed === "newer") {
		throw new Refusal(`${name} was written by a newer Dunder, so nothing was changed. Update Dunder first.`);
	}
	return parsed;
}

async function saveAs(name: string, filters: Record<string, string[]>, text: string): Promise<void> {
	const uri = await vscode.window.showSaveDialog({
		defaultUri: vscode.Uri.joinPath(vscode.Uri.file(home), name),
		filters,
	});
	if (uri) {
		// VS Code's own way empties the file first: with a full disk, an earlier export of that name would be gone.
		const saving =
			uri.scheme === "file"
				? writeWholeFile(uri.fsPath, text)
				: Promise.resolve(vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text)));
		await orRefuse(saving, "Nothing was exported");
		void vscode.window.showInformationMessage(`Written to ${uri.fsPath}.`);
	}
}
