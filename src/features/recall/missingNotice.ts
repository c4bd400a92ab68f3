import * as vscode from "vscode";
import { tellingUserErrors } from "../../platform/commands";
import type { Survey } from "../../platform/journalStorage";
import { log } from "../../platform/log";
import { few } from "./damageNotices";
import type { RecallStore } from "./store";

/** What can be done about events that only this machine still has, as a copy. */
type Remedies = Pick<RecallStore, "journal" | "importEvents" | "acceptMissing">;

/** Tells the person once that another program has removed, shortened or damaged certain files of the journal. */
export class MissingNotice {
	/** The files of which the person was told. Damage shows only in readings of everything, so those that are not missing stay. */
	readonly #told = new Set<string>();

	constructor(private readonly store: Remedies) {}

	tell({ missing, lacking }: Omit<Survey, "source">): void {
		if (missing.every((name) => this.#told.has(name))) {
			return;
		}
		for (const name of missing) {
			this.#told.add(name);
		}
		log.warn(
			`${lacking.length} events are in no file of the journal any more. Removed, shortened or damaged: ${missing.join(", ")}`,
		);
		void this.#ask(missing, lacking.length);
	}

	async #ask(missing: readonly string[], count: number): Promise<void> {
		const putBack = vscode.l10n.t("Put Back");
		const leaveOut = vscode.l10n.t("Leave Out");
		const files = few(missing, ", ");
		const text =
			count === 1
				? vscode.l10n.t(
						"Another program removed, shortened or damaged files of the journal: {0}. Their 1 entry still counts, because this machine has a copy. Put it back, or leave it out if you removed it on purpose.",
						files,
					)
				: vscode.l10n.t(
						"Another program removed, shortened or damaged files of the journal: {0}. Their {1} entries still count, because this machine has a copy. Put them back, or leave them out if you removed them on purpose.",
						files,
						count,
					);
		const chosen = await vscode.window.showErrorMessage(text, putBack, leaveOut);
		if (chosen !== undefined) {
			this.#told.clear();
			await tellingUserErrors(() => (chosen === putBack ? this.#putBack() : this.store.acceptMissing()));
		}
	}

	async #putBack(): Promise<void> {
		await this.store.importEvents((await this.store.journal.survey()).lacking);
		vscode.window.setStatusBarMessage(vscode.l10n.t("Put back: the journal is complete again."), 6_000);
	}
}
