import * as vscode from "vscode";
import { compareBackup, describeBackup, describeProgress, isSameProgress } from "../../core/journal/backupChange";
import { UserError } from "../../platform/userError";
import { readable } from "./data";
import type { Study } from "./study";

/** Shows what a backup would change, then adds what is missing or goes back to it; offers only what changes something. */
export async function restoreBackup({ store, questions }: Study): Promise<void> {
	const chosen = await chooseBackup(store);
	const parsed = chosen && (await store.storage.backups.read(store.place.root, chosen.name));
	if (!chosen || !parsed) {
		return;
	}
	const { events, damaged } = readable(parsed, chosen.label);
	const journal = await store.events();
	const { missing, later } = compareBackup(events, journal);
	const outcomes = [
		{ title: "Add What Is Missing", isBack: false, state: store.outcome([...journal, ...missing]) },
		{ title: "Go Back to It", isBack: true, state: store.outcome(events) },
	].filter(({ state, isBack }) => !isSameProgress(state, store.state) && (!isBack || later.length > 0));
	if (outcomes.length === 0) {
		void vscode.window.showInformationMessage(`Nothing to restore: the backup of ${chosen.label} has nothing else.`);
		return;
	}
	const describe = (state: Study["store"]["state"]) =>
		describeProgress(
			state,
			questions.map(({ key }) => key),
		);
	const detail = [
		`Now: ${describe(store.state)}.`,
		...outcomes.map(({ title, state }) => `${title}: ${describe(state)}.`),
		...(damaged.length > 0 ? [`Damaged and left out: ${damaged.length} lines of the backup.`] : []),
		"What you have now is kept in another backup.",
	].join("\n");
	const outcome = await vscode.window.showWarningMessage(
		`Restore the backup of ${chosen.label}?`,
		{ modal: true, detail },
		...outcomes,
	);
	if (outcome) {
		await store.backUpBefore("restore");
		await store.importEvents(missing);
		const undone = outcome.isBack ? later.map(({ id }) => ({ kind: "undone" as const, target: id })) : [];
		if ((await store.recordAll(undone)).length === undone.length) {
			void vscode.window.showInformationMessage(`Restored: ${describe(store.state)}.`);
		}
	}
}

async function chooseBackup({ storage, place: { root }, today }: Study["store"]) {
	const names = await storage.backups.list(root);
	if (names.length === 0) {
		throw new UserError("There is no backup yet. One is made on each day on which something changes.");
	}
	const times = names.map(async (name) => ({ name, at: await storage.backups.timeOf(root, name) }));
	const items = (await Promise.all(times))
		.sort((a, b) => b.at - a.at)
		.map(({ name, at }) => ({ name, label: describeBackup(name, at, today) }));
	return vscode.window.showQuickPick(items, {
		title: "Restore Backup",
		placeHolder: "What would change is shown before anything does",
	});
}
