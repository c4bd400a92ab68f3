import * as vscode from "vscode";
import { isoDay } from "../../core/schedule/day";
import type { EventSource } from "../../platform/eventSource";
import type { JournalStorage } from "../../platform/journalStorage";
import { orRefuse, tellNoBackup } from "./notices";

/**
 * Keeps backups of the journal under `root`: one on each study day on which something changes, and one before each
 * large change.
 */
export class Backups {
	/** The study day of the last daily backup, and the one on which the person was told that a backup failed. */
	#kept: number | undefined;
	#told: number | undefined;
	#keeping: Promise<void> | undefined;

	/** `events` finds everything that has ever happened. */
	constructor(
		private readonly storage: JournalStorage,
		private readonly root: string,
		private readonly events: () => Promise<EventSource>,
	) {}

	/** Keeps today's backup, at most once. If that fails, the next call tries again. Never rejects. */
	keepDaily(today: number): Promise<void> {
		this.#keeping ??= this.#keepDaily(today).finally(() => {
			this.#keeping = undefined;
		});
		return this.#keeping;
	}

	/**
	 * Keeps a backup that is named after an occasion, and returns its name. Throws a `UserError` if it can't be written.
	 */
	async keepBefore(occasion: string, today: number): Promise<string> {
		const name = `${isoDay(today)}-before-${occasion}-${Date.now().toString(36)}`;
		const kept = this.events().then((source) => this.storage.backups.keep(this.root, name, source));
		await orRefuse(kept, (reason) => vscode.l10n.t("Nothing was changed, for no backup could be kept: {0}.", reason));
		return name;
	}

	/** Resolves when no daily backup is being written. */
	async settled(): Promise<void> {
		await this.#keeping;
	}

	async #keepDaily(today: number): Promise<void> {
		if (this.#kept === today) {
			return;
		}
		try {
			const name = isoDay(today);
			if (!(await this.storage.backups.list(this.root)).includes(name)) {
				await this.storage.backups.keep(this.root, name, await this.events());
			}
			this.#kept = today;
		} catch (error) {
			if (this.#told !== today) {
				this.#told = today;
				tellNoBackup(error);
			}
		}
	}
}
