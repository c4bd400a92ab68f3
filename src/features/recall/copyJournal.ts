import * as vscode from "vscode";
import { orRefuse } from "./notices";
import type { RecallStore } from "./store";

/**
 * Copies everything to another folder: the journal, what is not saved, and the backups. Throws a `UserError` if it
 * can't be written.
 */
export async function copyJournal(store: RecallStore, root: string): Promise<void> {
	const { storage, place } = store;
	const target = await storage.open({ ...place, root });
	const copied = target.importFrom(await store.everything()).then(() => storage.backups.copy(place.root, root));
	await orRefuse(copied, (reason) => vscode.l10n.t("Your progress stays where it was: {0}.", reason));
}
