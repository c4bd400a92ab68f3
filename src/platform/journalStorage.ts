import type { EventPayload, JournalEvent } from "../core/journal/events";
import type { ExportProblem, ParsedExport } from "../core/journal/exportFile";
import type { StoredEvent } from "../core/journal/storedEvent";

/** Where progress is kept. */
export interface StorePlace {
	/** This machine's own folder. */
	readonly storage: string;
	/** The folder of the journal, which other machines may share. */
	readonly root: string;
}

/** How far each segment was read: bytes by its name, `<device>/<session>.jsonl`. */
export type Positions = Readonly<Record<string, number>>;

/** What stands in the journal's segments behind the positions from which they were read. */
export interface Reading {
	readonly events: readonly StoredEvent[];
	/** Lines that hold no record. */
	readonly damaged: number;
	/** How many of the damaged lines were not in `<root>/damaged/` before and are now. */
	readonly setAside: number;
	/** Segments whose last line is not complete: cut off, or being written. */
	readonly torn: number;
	/** How many segments there are. */
	readonly segments: number;
	/** Segments of which this machine has seen more than there is now: something cut them off, or they are gone. */
	readonly missing: readonly string[];
	/** Events that this machine has seen or written, and that are in no segment any more: part of everything, all the same. */
	readonly lacking: readonly StoredEvent[];
	/** Segments that are there and could not be read, each with the reason. */
	readonly unreadable: readonly string[];
}

/** Tells when there is something new to read. */
export interface JournalWatcher {
	/** To be called when the window gets the focus or loses it; at first it has the focus. */
	setFocused(isFocused: boolean): void;
	dispose(): void;
}

/** What a window is told of its journal. */
export interface JournalListener {
	/** There is something for `readNew`. */
	onNews(): void;
	/** Acknowledged events are no longer on the disk, and cannot be written again. `error` is a `WriteError`. */
	onLoss(error: unknown): void;
}

/** The journal of all windows and machines, as one window writes and reads it. */
export interface WindowJournal {
	/** Events that are in memory only: being written, not written for an error, or taken away from the disk by another program. */
	readonly unsaved: readonly StoredEvent[];
	/** All events that this window has acknowledged. */
	readonly written: readonly StoredEvent[];
	/**
	 * How far the journal is known: the place behind all that settled promises of this object have given. To be kept with
	 * a state that has all of it, so in a task of its own, not after an `await` of one of them.
	 */
	readonly positions: Positions;
	/**
	 * Gives what happened ids and the time, and resolves when all of it is on the disk. Where it cannot be written it stays
	 * in `unsaved` until `retry` writes it, and the promise fails with a `WriteError`. `known` is the time of the newest
	 * event that the person has seen.
	 */
	appendAll(happenings: readonly EventPayload[], known?: number): Promise<readonly JournalEvent[]>;
	/**
	 * Writes the events that could not be written and gives them. With `anew` into a new segment and new folders where those
	 * are gone: only where the person asks for it, for the folder may be a disk that is not there now. Fails with a
	 * `WriteError`.
	 */
	retry(anew: boolean): Promise<readonly JournalEvent[]>;
	/**
	 * Appends events of an export, or of a backup, that no segment has yet, and gives them. Fails with a `WriteError`:
	 * some may then be written, and to import once more writes the others.
	 */
	importEvents(events: Iterable<StoredEvent>): Promise<readonly StoredEvent[]>;
	/** Everything there is. `readNew` gives what is new of it once more, for whoever follows the journal. */
	read(): Promise<Reading>;
	/** Everything there is, to begin anew with: `readNew` goes on from there. */
	readAnew(): Promise<Reading>;
	/** Takes what is left of segments that are `missing` for all that there is of them. */
	acceptMissing(names: readonly string[]): Promise<void>;
	/** What other windows and machines have appended since the last `readNew` or `readAnew`. */
	readNew(): Promise<Reading>;
	/** Resolves when nothing is being written, whether or not all was saved. */
	settled(): Promise<void>;
	/**
	 * Looks whether all that this window has acknowledged is still on the disk, and writes what another program has taken away.
	 * Fails with a `WriteError`; the events are then among `unsaved`.
	 */
	check(): Promise<void>;
	/** Calls back when another window or machine has written something, or this window's own events are gone. */
	watch(listener: JournalListener): JournalWatcher;
}

/** A state that was kept, and how far the journal had been read into it. */
export interface KeptState {
	readonly positions: Positions;
	readonly snapshot: Uint8Array;
}

/** Backups of a journal: exports of all that had happened, in its folder. */
interface JournalBackups {
	/**
	 * Keeps all events under a name, where there is none of that name and there are events. The name is a day, `2027-01-15`,
	 * of which the latest fourteen are kept, or a day and an occasion, `2027-01-15-before-reset`, which stays. Gives whether
	 * it kept one; fails with a `WriteError`.
	 */
	keep(root: string, name: string, events: readonly StoredEvent[]): Promise<boolean>;
	/** The names of all backups, the latest first. */
	list(root: string): Promise<readonly string[]>;
	/** When a backup was made, in milliseconds, as far as its file tells. */
	timeOf(root: string, name: string): Promise<number>;
	/** What a backup holds, damage told apart; nothing where there is none of that name. */
	read(root: string, name: string): Promise<ParsedExport | ExportProblem | undefined>;
	/**
	 * Copies the backups of one folder into another that has none of that name, and keeps their times; where it has one with
	 * something else in it, the copy has a name of its own. Fails with a `WriteError`.
	 */
	copy(from: string, to: string): Promise<void>;
}

/** How progress is kept on the machine on which the extension runs. */
export interface JournalStorage {
	readonly backups: JournalBackups;
	/** Opens the journal for this window, which writes a segment of its own; `positions` are those of a state that was kept. */
	open(place: StorePlace, positions?: Positions): Promise<WindowJournal>;
	/** What was kept of the journal of this place; nothing where that is missing or cannot be read. */
	readState(place: StorePlace): Promise<KeptState | undefined>;
	/** Fails with a `WriteError`. */
	keepState(place: StorePlace, state: KeptState): Promise<void>;
	/** Writes a file whole or not at all. Fails with a `WriteError`. */
	writeFile(path: string, text: string): Promise<void>;
}
