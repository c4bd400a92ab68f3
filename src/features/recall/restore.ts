import * as vscode from "vscode";
import { describeBackup, describeProgress, isSameProgress } from "../../core/journal/backupChange";
import { compareParts } from "../../core/journal/distinct";
import { byTime, type ExportLoss } from "../../core/journal/exportFile";
import type { RecallState } from "../../core/journal/state";
import { type EventSource, follow, idsBackward, join } from "../../platform/eventSource";
import { UserError } from "../../platform/userError";
import { readable } from "./data";
import { type LongWork, whileShown } from "./longWork";
import type { Study } from "./study";

interface ChosenBackup {
	readonly name: string;
	readonly label: string;
}

/** What a backup has, and what can be done with it. */
interface Comparison extends ExportLoss {
	readonly source: EventSource;
	/** The ids of the events that it does not have, the latest first. */
	readonly later: Iterable<string>;
	readonly outcomes: readonly { readonly title: string; readonly isBack: boolean; readonly state: RecallState }[];
}

/**
 * Shows what a backup would change, then adds what is missing or goes back to the backup. Offers only what changes
 * something.
 */
export async function restoreBackup(study: Study): Promise<void> {
	const { store } = study;
	const chosen = await chooseBackup(store);
	const title = vscode.l10n.t("Restore Backup");
	const found = chosen && (await whileShown(title, (options) => compare(chosen, store, options)));
	const outcome = found && (await chooseOutcome(chosen, found, study));
	if (!outcome) {
		return;
	}
	const isDone = await whileShown(title, async (options) => {
		await store.backUpBefore("restore");
		await store.importFrom(found.source, options);
		return !outcome.isBack || store.undoAll(found.later);
	});
	if (isDone) {
		void vscode.window.showInformationMessage(vscode.l10n.t("Restored: {0}.", describe(store.state, study)));
	}
}

async function compare(
	chosen: ChosenBackup,
	store: Study["store"],
	{ signal, onProgress }: LongWork,
): Promise<Comparison | undefined> {
	/** Each of the three long parts is a third of the work. */
	const third = (place: number) => ({ signal, onProgress: (share: number) => onProgress((place + share) / 3) });
	const read = await store.storage.backups.read(store.place.root, chosen.name, third(0));
	if (!read) {
		return undefined;
	}
	const backup = readable(read, chosen.label);
	const journal = await store.events();
	const both = await join(journal, backup.source);
	const { before } = await follow(compareParts(both.table, journal.table.size), both, { signal });
	const later = await follow(byTime(both.table, before), both, { signal });
	const outcomes = [
		{ title: vscode.l10n.t("Add What Is Missing"), isBack: false, state: await store.states.outcome(both, third(1)) },
		{ title: vscode.l10n.t("Go Back to It"), isBack: true, state: await store.states.outcome(backup.source, third(2)) },
	];
	return {
		...backup,
		later: idsBackward(both.table, later),
		outcomes: outcomes.filter(
			({ state, isBack }) => !isSameProgress(state, store.state) && (!isBack || later.length > 0),
		),
	};
}

async function chooseOutcome({ label }: ChosenBackup, { outcomes, damaged }: Comparison, study: Study) {
	if (outcomes.length === 0) {
		void vscode.window.showInformationMessage(
			vscode.l10n.t("Nothing to restore: the backup of {0} has nothing else.", label),
		);
		return undefined;
	}
	const detail = [
		vscode.l10n.t({
			message: "Now: {0}.",
			args: [describe(study.store.state, study)],
			comment: "{0} is how far a person has come, such as: 2 known, 1 learning, 124 new",
		}),
		...outcomes.map(({ title, state }) =>
			vscode.l10n.t({
				message: "{0}: {1}.",
				args: [title, describe(state, study)],
				comment: "A button and what it leads to, such as: Go Back to It: 2 known, 1 learning, 124 new",
			}),
		),
		...(damaged.count > 0 ? [describeDamaged(damaged.count)] : []),
		vscode.l10n.t("What you have now is kept in another backup."),
	].join("\n");
	const question = vscode.l10n.t("Restore the backup of {0}?", label);
	return vscode.window.showWarningMessage(question, { modal: true, detail }, ...outcomes);
}

function describe(state: RecallState, { questions }: Study): string {
	return describeProgress(
		state,
		questions.map(({ key }) => key),
	);
}

function describeDamaged(lines: number): string {
	return lines === 1
		? vscode.l10n.t("Damaged and left out: 1 line of the backup.")
		: vscode.l10n.t("Damaged and left out: {0} lines of the backup.", lines);
}

async function chooseBackup({ storage, place: { root }, today }: Study["store"]): Promise<ChosenBackup | undefined> {
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
