import * as vscode from "vscode";
import { compareBackup, describeBackup, describeProgress, isSameProgress } from "../../core/journal/backupChange";
import { UserError } from "../../platform/userError";
import { readable } from "./data";
import type { Study } from "./study";

/**
 * Shows what a backup would change, then adds what is missing or goes back to the backup. Offers only what changes
 * something.
 */
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
		{ title: vscode.l10n.t("Add What Is Missing"), isBack: false, state: store.outcome([...journal, ...missing]) },
		{ title: vscode.l10n.t("Go Back to It"), isBack: true, state: store.outcome(events) },
	].filter(({ state, isBack }) => !isSameProgress(state, store.state) && (!isBack || later.length > 0));
	if (outcomes.length === 0) {
		void vscode.window.showInformationMessage(
			vscode.l10n.t("Nothing to restore: the backup of {0} has nothing else.", chosen.label),
		);
		return;
	}
	const describe = (state: Study["store"]["state"]) =>
		describeProgress(
			state,
			questions.map(({ key }) => key),
		);
	const detail = [
		vscode.l10n.t({
			message: "Now: {0}.",
			args: [describe(store.state)],
			comment: "{0} is how far a person has come, such as: 2 known, 1 learning, 124 new",
		}),
		...outcomes.map(({ title, state }) =>
			vscode.l10n.t({
				message: "{0}: {1}.",
				args: [title, describe(state)],
				comment: "A button and what it leads to, such as: Go Back to It: 2 known, 1 learning, 124 new",
			}),
		),
		...(damaged.length > 0 ? [describeDamaged(damaged.length)] : []),
		vscode.l10n.t("What you have now is kept in another backup."),
	].join("\n");
	const outcome = await vscode.window.showWarningMessage(
		vscode.l10n.t("Restore the backup of {0}?", chosen.label),
		{ modal: true, detail },
		...outcomes,
	);
	if (outcome) {
		await store.backUpBefore("restore");
		await store.importEvents(missing);
		const undone = outcome.isBack ? later.map(({ id }) => ({ kind: "undone" as const, target: id })) : [];
		if ((await store.recordAll(undone)).length === undone.length) {
			void vscode.window.showInformationMessage(vscode.l10n.t("Restored: {0}.", describe(store.state)));
		}
	}
}

function describeDamaged(lines: number): string {
	return lines === 1
		? vscode.l10n.t("Damaged and left out: 1 line of the backup.")
		: vscode.l10n.t("Damaged and left out: {0} lines of the backup.", lines);
}

async function chooseBackup({ storage, place: { root }, today }: Study["store"]) {
	const names = await storage.backups.list(root);
	if (names.length === 0) {
		throw new UserError(vscode.l10n.t("There is no backup yet. One is made on each day on which something changes."));
	}
	const times = names.map(async (name) => ({ name, at: await storage.backups.timeOf(root, name) }));
	const items = (await Promise.all(times))
		.sort((a, b) => b.at - a.at)
		.map(({ name, at }) => ({ name, label: describeBackup(name, at, today) }));
	return vscode.window.showQuickPick(items, {
		title: vscode.l10n.t("Restore Backup"),
		placeHolder: vscode.l10n.t("What would change is shown before anything does"),
	});
}
