import type { Happening } from "./events";
import type { StoredEvent } from "./storedEvent";
import { without } from "./union";

/** What a backup has that the journal has not, and the reverse. */
export interface BackupChange {
	readonly missing: readonly StoredEvent[];
	/** To take all of these back, undoings among them, is to go back to the backup. */
	readonly later: readonly StoredEvent[];
}

export function compareBackup(backup: readonly StoredEvent[], journal: readonly StoredEvent[]): BackupChange {
	return { missing: without(backup, journal), later: without(journal, backup) };
}

/** `12 ratings, 1 note`: how much there is of each kind. */
export function describeEvents(events: readonly StoredEvent[]): string {
	const counts = new Map<string, number>();
	for (const { kind } of events) {
		counts.set(kind, (counts.get(kind) ?? 0) + 1);
	}
	const words = [...counts].map(([kind, count]) => `${count} ${nameOf(kind, count)}`);
	return words.length === 0 ? "nothing" : words.join(", ");
}

const names: Record<Happening["kind"], readonly [one: string, many: string]> = {
	reviewed: ["rating", "ratings"],
	suspended: ["suspension", "suspensions"],
	starred: ["star", "stars"],
	buried: ["hiding", "hidings"],
	forgotten: ["forgetting", "forgettings"],
	noted: ["note", "notes"],
	predicted: ["prediction", "predictions"],
	planned: ["interview date", "interview dates"],
	reset: ["reset", "resets"],
	undone: ["undoing", "undoings"],
};

function nameOf(kind: string, count: number): string {
	return names[kind as Happening["kind"]]?.[count === 1 ? 0 : 1] ?? `of the kind ${kind}`;
}
