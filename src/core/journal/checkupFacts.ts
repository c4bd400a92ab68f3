import type { Checkup } from "./checkup";
import type { StoredEvent } from "./storedEvent";

/** A segment as a stranger finds it. */
export interface SegmentFacts {
	/** The path below the folder of progress, such as `journal/<device>/<session>.jsonl`. */
	readonly path: string;
	readonly bytes: number;
	/** How many lines are not records. */
	readonly damaged: number;
	/** Whether the last line is incomplete. */
	readonly torn: boolean;
	/** The encoding in which another program has saved it, if it is not UTF-8. */
	readonly encoding: string | undefined;
	/** Whether a sync program has made it as a copy of another one. */
	readonly isCopy: boolean;
	/** Why it can't be read. */
	readonly problem: string | undefined;
}

/** What is on the disk. All paths are below the folder of progress. */
export interface Inspection {
	/** Why the folder can't be read. */
	readonly problem: string | undefined;
	readonly segments: readonly SegmentFacts[];
	/** Segments of which there is only the name, because a cloud client has not fetched them. */
	readonly awaited: readonly string[];
	/** Files in the journal's folders and among the backups that are not read. */
	readonly others: readonly string[];
	/** Segments that have lost events which this machine has seen. */
	readonly missing: readonly string[];
	/** Events that this machine has seen and no segment has any longer. */
	readonly lacking: readonly StoredEvent[];
	/** Files with copies of damaged lines. */
	readonly copiedLines: readonly { readonly path: string; readonly lines: number }[];
	/** Temporary files of writes that were cut off, and their sizes in bytes. */
	readonly leftovers: readonly { readonly path: string; readonly bytes: number }[];
}

/** What one machine has written. */
export interface MachineFacts {
	readonly device: string;
	readonly entries: number;
	/** The times of its first and its last entry, in milliseconds. */
	readonly first: number;
	readonly last: number;
}

/** What a sync program's copy of a segment has. */
export interface CopyFacts {
	readonly path: string;
	readonly entries: number;
	/** How many of them no other file has. */
	readonly only: number;
}

/** A backup as it was found. */
export interface BackupFacts {
	/** When it was made, and what for. */
	readonly label: string;
	readonly entries: number;
	/** How many of its entries the journal lacks, and how many of these are ratings. */
	readonly added: number;
	readonly addedRatings: number;
	/** How many of its lines are damaged, and how many are missing at its end. */
	readonly damaged: number;
	readonly missing: number;
	/** Why it can't be read, as text for a person. */
	readonly problem: string | undefined;
}

/** What was found in a check of a person's data. */
export interface CheckupFacts {
	/** The folder of progress. */
	readonly root: string;
	/** When the check was made, for a person. */
	readonly time: string;
	readonly inspection: Inspection;
	readonly checkup: Checkup;
	readonly backups: readonly BackupFacts[];
	/** How many entries of this window are not on the disk. */
	readonly unsaved: number;
	/** Why this window could not open the progress, as a sentence. */
	readonly unopened: string | undefined;
	/** The day of a time, as `YYYY-MM-DD`. */
	dayOf(at: number): string;
}
