import * as vscode from "vscode";
import { setJournalFolder } from "../../platform/settings";
import { copyJournal } from "./copyJournal";
import type { RecallStore } from "./store";

/** Copies the journal to a folder of the person's choice, and uses that folder from then on. */
export async function chooseJournalFolder(store: RecallStore): Promise<void> {
	const options = {
		...{ canSelectFolders: true, canSelectFiles: false },
		...{ title: vscode.l10n.t("Choose Journal Folder"), openLabel: vscode.l10n.t("Keep Progress Here") },
	};
	const [folder] = (await vscode.window.showOpenDialog(options)) ?? [];
	if (!folder) {
		return;
	}
	await copyJournal(store, folder.fsPath);
	// The change of the setting makes every window open the journal again.
	await setJournalFolder(folder.fsPath);
	void vscode.window.showInformationMessage(vscode.l10n.t("Your progress is kept in {0} from now on.", folder.fsPath));
}
