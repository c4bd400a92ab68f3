import type { Checkup } from "../core/journal/checkup";
import type { Inspection } from "../core/journal/checkupFacts";
import type { EventPayload, JournalEvent } from "../core/journal/events";
import type { ExportProblem } from "../core/journal/exportFile";
import type { StoredEvent } from "../core/journal/storedEvent";
import type { EventSource } from "./eventSource";
import type { ReadExport } from "./exportReader";
import type { WorkOptions } from "./slices";

/** Where progress is stored. */
export interface StorePlace {
	/** The folder that only this machine uses. */
	readonly storage: string;
	/** The folder of the journal, which other machines may share. */
	readonly root: string;
}

/** How many bytes of each segment were read, by the segment's name, `<device>/<session>.jsonl`. */
export type Positions = Readonly<Record<string, number>>;

/** What the journal's segments contain after the positions from which they were read. */
export interface Reading {
	readonly events: readonly StoredEvent[];
	/** Whether there is too much for the memory, so that a survey must be made. Then nothing was read. */
	readonly isTooMuch: boolean;
	/** How many lines are not records. */
	readonly damaged: number;
	/**
	 * How many damaged lines this window meets for the first time. Each line, also an incomplete last line that nobody is
	 * still writing, is copied to `<root>/damaged/`; those that were there before the window began don't count.
	 */
	readonly setAside: number;
	/** The segments with these lines. */
	readonly setAsideFrom: readonly string[];
	/** How many segments have an incomplete last line, which was cut off or is being written. */
	readonly torn: number;
	/** How many segments there are. */
	readonly segments: number;
	/** Names of segments of which this machine has seen more than they now have, because they were cut off or are gone. */
	readonly missing: readonly string[];
	/** Events that this machine has seen or written and that are no longer in any segment. They still belong to the progress. */
	readonly lacking: readonly StoredEvent[];
	/** How many of the events only a newer version of Dunder can read. */
	readonly newer: number;
	/** Segments of which there is only the name, because a cloud client has not fetched them. */
	readonly awaited: readonly string[];
	/** Segments that exist and could not be read, each with the reason. */
	readonly unreadable: readonly string[];
}

/** All that a journal contains. The events stay on the disk; `source` also has those that are `lacking`. */
export interface Survey extends Omit<Reading, "events" | "isTooMuch"> {
	readonly source: EventSource;
}

/** Watches the journal for something new to read. */
export interface JournalWatcher {
	/** Must be called when the window gains or loses the focus. Initially, the window counts as focused. */
	setFocused(isFocused: boolean): void;
	dispose(): void;
}

/** Receives what happens to a journal. */
export interface JournalListener {
	/** There is something for `readNew`. */
	onNews(): void;
	/** Acknowledged events are no longer on the disk, and cannot be written again. `error` is a `WriteError`. */
	onLoss(error: unknown): void;
}

/** What an import has added to the journal. */
export interface Imported {
	readonly count: number;
	/** The ids of the events that can be undone, the latest first. */
	readonly ids: Iterable<string>;
}

/** The journal of all windows and machines, as one window writes and reads it. */
export interface WindowJournal {
	/** `<device>.<session>`, with which the ids of this window's events begin. */
	readonly window: string;
	/** Events that are only in memory: they are being written, could not be written, or another program removed them. */
	readonly unsaved: readonly StoredEvent[];
	/** All events that this window has acknowledged. */
	readonly written: readonly StoredEvent[];
	/**
	 * How far the journal is known: up to what all settled promises of this object have returned. Store this only with
	 * a state that contains all of that. So read it in a task of its own, not after an `await` of one of them.
	 */
	readonly positions: Positions;
	/**
	 * Gives each happening an id and the time, and resolves when all of the events are on the disk. If they can't be
	 * written, they stay in `unsaved` until `retry` writes them, and the promise rejects with a `WriteError`. `known`
	 * is the time of the newest event that the person has seen.
	 */
	appendAll(happenings: readonly EventPayload[], known?: number): Promise<readonly JournalEvent[]>;
	/**
	 * Writes the events that could not be written, and returns them. With `anew`, also creates the segment and its
	 * folders again if they are gone. Set `anew` only if the person asks for it, because the folder may be on a disk
	 * that is not there now. Rejects with a `WriteError`.
	 */
	retry(anew: boolean): Promise<readonly JournalEvent[]>;
	/**
	 * Appends the events of an export or a backup that are in no segment yet, and returns them. If it rejects with a
	 * `WriteError`, some of them may have been written, and another import writes the others.
	 */
	importEvents(events: readonly StoredEvent[]): Promise<readonly StoredEvent[]>;
	/**
	 * `importEvents` for a source of any size: the events are written to a segment of their own, all or none, and no longer
	 * kept by this window. `readNew` returns them. Rejects with a `WriteError`, or if the signal is aborted.
	 */
	importFrom(source: EventSource, options?: WorkOptions): Promise<Imported>;
	/** Undoes any number of events by their ids. It is written as by `importFrom`; `known` is as for `appendAll`. */
	undoMany(targets: Iterable<string>, known?: number): Promise<void>;
	/** Reads everything. This doesn't affect what the next `readNew` returns. */
	survey(): Promise<Survey>;
	/** Reads everything, to start over: the next `readNew` continues from there. */
	surveyAnew(): Promise<Survey>;
	/** Accepts the loss of segments that are `missing`: their events no longer belong to the progress. */
	acceptMissing(names: readonly string[]): Promise<void>;
	/** Reads what other windows and machines have appended since the last `readNew` or `readAnew`. */
	readNew(): Promise<Reading>;
	/** Resolves when nothing is being written, even if not everything could be saved. */
	settled(): Promise<void>;
	/**
	 * Checks that every event that this window has acknowledged is still on the disk, and writes those that another program
	 * has removed. Rejects with a `WriteError` if they can't be written; then `unsaved` has them.
	 */
	check(): Promise<void>;
	/** Calls the listener when another window or machine has written something, or events of this window are gone. */
	watch(listener: JournalListener): JournalWatcher;
}

/** A stored state, and how far the journal had been read into it. */
export interface KeptState {
	readonly positions: Positions;
	readonly snapshot: Uint8Array;
}

/** The backups of a journal: exports of all events at some time, in the journal's folder. */
interface JournalBackups {
	/**
	 * Stores all events as a backup, unless there are no events or the name is taken. The name is a day, `2027-01-15`,
	 * or a day and an occasion, `2027-01-15-before-reset`. At least the latest fourteen of the former kind are kept,
	 * and all of the latter. Returns whether a backup was stored. Rejects with a `WriteError`.
	 */
	keep(root: string, name: string, source: EventSource): Promise<boolean>;
	/** The names of all backups, the latest first. */
	list(root: string): Promise<readonly string[]>;
	/** When a backup was made, in milliseconds, according to its file. */
	timeOf(root: string, name: string): Promise<number>;
	/** Reads a backup, or returns `undefined` if there is none of that name. */
	read(root: string, name: string, options?: WorkOptions): Promise<ReadExport | ExportProblem | undefined>;
	/**
	 * Copies the backups of one folder to another, with their times. If the other folder has a backup with the same
	 * name and another content, the copy gets a new name. Rejects with a `WriteError`.
	 */
	copy(from: string, to: string): Promise<void>;
}

/** How progress is stored on the machine on which the extension runs. */
export interface JournalStorage {
	readonly backups: JournalBackups;
	/** Opens the journal for this window, which writes its own segment. `positions` are those of a stored state. */
	open(place: StorePlace, positions?: Positions): Promise<WindowJournal>;
	/** Reads the stored state of this place's journal, or returns `undefined` if it is missing or unreadable. */
	readState(place: StorePlace): Promise<KeptState | undefined>;
	/** Stores the state of this place's journal. Rejects with a `WriteError`. */
	keepState(place: StorePlace, state: KeptState): Promise<void>;
	/** Reads everything as somebody does who has no part in it, and changes nothing. Adds the events to `checkup`. Never rejects. */
	inspect(place: StorePlace, checkup: Checkup): Promise<Inspection>;
	/** Writes a file completely or not at all. Rejects with a `WriteError`. */
	writeFile(path: string, content: string | AsyncIterable<string>): Promise<void>;
	/** Reads an export, which may be of any size. Rejects if the signal is aborted. */
	readExport(path: string, options?: WorkOptions): Promise<ReadExport | ExportProblem>;
}
