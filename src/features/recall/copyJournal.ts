import * as vscode from "vscode";
import { orRefuse } from "./notices";
import type { RecallStore } from "./store";

/**
 * Copies everything to another folder: the journal, what is not saved, and the backups. Throws a `UserError` if it
 * can't be written.
 */
export async function copyJournal(store: RecallStore, root: string): Promise<void> {
	const { storage, place, journal } = store;
	const target = await storage.open({ ...place, root });
	const everything = [...(await store.events()), ...journal.unsaved];
	const copied = target.importEvents(everything).then(() => storage.backups.copy(place.root, root));
	await orRefuse(copied, (reason) => vscode.l10n.t("Your progress stays where it was: {0}.", reason));
}
