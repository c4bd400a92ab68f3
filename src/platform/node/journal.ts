import type { open } from "node:fs/promises";
import { without } from "../../core/journal/dedupe";
import type { EventPayload, JournalEvent } from "../../core/journal/events";
import type { StoredEvent } from "../../core/journal/storedEvent";
import type { JournalListener, Positions, Reading, WindowJournal } from "../journalStorage";
import { log } from "../log";
import { DamagedLines } from "./journalDamage";
import type { JournalPlace } from "./journalFiles";
import { JournalIdentity } from "./journalIdentity";
import { readSegments, type SegmentsReading } from "./journalReader";
import { JournalWatch, type WatchOptions } from "./journalWatch";
import { OwnSegments } from "./ownSegments";
import { SeenSegments } from "./seenSegments";

/** What a journal is opened with. */
export interface JournalOptions {
	/** The positions of a stored state. */
	readonly positions?: Positions;
	/** The folder for copies of what this machine has seen. Without it, the loss of segments of other windows goes unnoticed. */
	readonly seen?: string;
	/** Which journal the folder must hold; by default, any. */
	readonly identity?: JournalIdentity;
	/** Opens files in tests in which a disk fails. */
	readonly openFile?: typeof open;
}

/** The journal of all windows and machines, and this window's own segment of it. */
export class Journal implements WindowJournal {
	readonly #place: JournalPlace;
	readonly #now: () => number;
	readonly #own: OwnSegments;
	readonly #seen: SeenSegments | undefined;
	readonly #damage: DamagedLines;
	readonly #pending = new Set<JournalEvent>();
	readonly #failed = new Set<JournalEvent>();
	#positions: Positions;
	#sequence = 0;
	#writing: Promise<unknown> = Promise.resolve();
	#reading: Promise<unknown> = Promise.resolve();
	#copying: Promise<void> = Promise.resolve();

	/** Touches no file yet. `now` returns milliseconds. */
	constructor(
		place: JournalPlace,
		now: () => number,
		{ positions = {}, seen, identity, openFile }: JournalOptions = {},
	) {
		this.#place = place;
		this.#now = now;
		this.#own = new OwnSegments(place, identity ?? new JournalIdentity(place.root), openFile);
		this.#seen = seen === undefined ? undefined : new SeenSegments(place.root, seen);
		this.#damage = new DamagedLines(place.root, now);
		this.#positions = positions;
	}

	get window(): string {
		return `${this.#place.device}.${this.#place.session}`;
	}

	get unsaved(): readonly StoredEvent[] {
		return [...this.#own.lacking, ...this.#failed, ...this.#pending];
	}

	get written(): readonly StoredEvent[] {
		return this.#own.events;
	}

	get positions(): Positions {
		return { ...this.#positions, ...this.#own.known };
	}

	/** `appendAll` for one happening. */
	async append(happening: EventPayload, known?: number): Promise<JournalEvent> {
		const [event] = await this.appendAll([happening], known);
		return event as JournalEvent;
	}

	async appendAll(happenings: readonly EventPayload[], known = 0): Promise<readonly JournalEvent[]> {
		const events = happenings.map((happening) => this.#eventOf(happening, known));
		for (const event of events) {
			this.#pending.add(event);
		}
		try {
			await this.#inTurn(() => this.#own.append(events, false));
		} catch (error) {
			for (const event of events) {
				this.#failed.add(event);
			}
			throw error;
		} finally {
			for (const event of events) {
				this.#pending.delete(event);
			}
		}
		return events;
	}

	retry(anew: boolean): Promise<readonly JournalEvent[]> {
		return this.#inTurn(async () => {
			const events = [...this.#failed];
			await this.#own.append(events, anew);
			for (const event of events) {
				this.#failed.delete(event);
			}
			return events;
		});
	}

	async importEvents(events: Iterable<StoredEvent>): Promise<readonly StoredEvent[]> {
		const reading = await this.read();
		const fresh = without(events, [...reading.events, ...this.unsaved]);
		await this.#inTurn(() => this.#own.append(fresh, false));
		return fresh;
	}

	async read(): Promise<Reading> {
		await this.#tryCheck();
		return this.#complete(await this.#readAll(), true);
	}

	async readAnew(): Promise<Reading> {
		await this.#tryCheck();
		const reading = await this.#follow(() => this.#readAll(), true);
		return { ...reading, lacking: [...reading.lacking, ...this.#own.lacking] };
	}

	readNew(): Promise<Reading> {
		const isOwn = (name: string) => this.#own.has(name);
		return this.#follow(() => readSegments(this.#place.root, this.#positions, isOwn, this.#damage), false);
	}

	async acceptMissing(names: readonly string[]): Promise<void> {
		for (const name of names) {
			await this.#seen?.accept(name);
		}
	}

	check(): Promise<void> {
		return this.#inTurn(() => this.#own.check(false));
	}

	async settled(): Promise<void> {
		await this.#inTurn(async () => {});
		await this.#copying;
	}

	/** Calls the listener as soon as the system reports a change, or a look at the disk finds it. */
	watch({ onNews, onLoss }: JournalListener, options?: WatchOptions): JournalWatch {
		const isOwn = (name: string) => this.#own.has(name);
		const checkOwn = () => this.check().catch(onLoss);
		const watched = { root: this.#place.root, isOwn, positions: () => this.#positions, checkOwn };
		return new JournalWatch(watched, onNews, options);
	}

	/** If events can't be written again, `unsaved` has them, and the watch tells the person. */
	async #tryCheck(): Promise<void> {
		await this.check().catch(log.caught("What this window has saved is no longer on the disk"));
	}

	#eventOf(happening: EventPayload, known: number): JournalEvent {
		this.#sequence++;
		const at = this.#now();
		return { id: `${this.window}.${this.#sequence}`, at, ...(known > at && { after: known }), ...happening };
	}

	#readAll(): Promise<SegmentsReading> {
		return readSegments(this.#place.root, {}, undefined, this.#damage);
	}

	/** Adds what this machine has seen and no segment has any longer. */
	async #complete(found: SegmentsReading, isAll: boolean): Promise<Reading> {
		const isOther = (name: string) => !this.#own.has(name);
		const lackingOf = async (seen: readonly StoredEvent[]) => {
			const { events } = (isAll ? found : await this.#readAll()).reading;
			return without(seen, [...events, ...this.#own.lacking]);
		};
		const loss = await this.#seen?.compare(found, isAll, isOther, lackingOf);
		this.#copying = this.#copying.then(() => this.#seen?.catchUp({ ...found.positions, ...this.#own.known }));
		if (!loss || loss.lacking.length === 0) {
			// The events are in other segments, for example because another machine has put them back.
			await this.acceptMissing(loss?.shrunk ?? []);
			return { ...found.reading, missing: [], lacking: [] };
		}
		return { ...found.reading, missing: loss.missing, lacking: loss.lacking };
	}

	/** Reads one after the other, so that no event is returned twice. */
	#follow(read: () => Promise<SegmentsReading>, isAll: boolean): Promise<Reading> {
		const work = async () => {
			const found = await read();
			this.#positions = found.positions;
			return this.#complete(found, isAll);
		};
		const turn = this.#reading.then(work, work);
		this.#reading = turn;
		return turn;
	}

	/** Writes one after the other. */
	#inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const turn = this.#writing.then(work, work);
		this.#writing = turn;
		return turn;
	}
}
