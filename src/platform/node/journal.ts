import { without } from "../../core/journal/dedupe";
import type { EventPayload, JournalEvent } from "../../core/journal/events";
import { encodeRecord } from "../../core/journal/record";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { type JournalPlace, segmentName } from "./journalFiles";
import { type Positions, type Reading, readSegments } from "./journalReader";
import { JournalWatch, type WatchOptions } from "./journalWatch";
import { SegmentWriter } from "./journalWriter";

/** The journal of all windows and machines, and this window's own segment of it. */
export class Journal {
	readonly #place: JournalPlace;
	readonly #now: () => number;
	readonly #own: string;
	readonly #writer: SegmentWriter;
	readonly #pending = new Set<JournalEvent>();
	readonly #failed = new Set<JournalEvent>();
	#positions: Positions;
	#ownSize: number | undefined;
	#isOwnKnown = true;
	#sequence = 0;
	#writing: Promise<unknown> = Promise.resolve();
	#reading: Promise<unknown> = Promise.resolve();

	/** Touches no file yet. `now` gives milliseconds; `positions` are those of a journal whose state was kept. */
	constructor(place: JournalPlace, now: () => number, positions: Positions = {}) {
		this.#place = place;
		this.#now = now;
		this.#own = segmentName(place);
		this.#writer = new SegmentWriter(place);
		this.#positions = positions;
	}

	/** Events that are in memory only: those that could not be written, and those that are being written. */
	get unsaved(): readonly JournalEvent[] {
		return [...this.#failed, ...this.#pending];
	}

	/**
	 * How far the journal is known: the place behind all that settled promises of this object have given. To be kept with
	 * a state that has all of it, so in a task of its own, not after an `await` of one of them.
	 */
	get positions(): Positions {
		return this.#ownSize === undefined ? this.#positions : { ...this.#positions, [this.#own]: this.#ownSize };
	}

	/** `appendAll` for one. */
	async append(happening: EventPayload, known?: number): Promise<JournalEvent> {
		const [event] = await this.appendAll([happening], known);
		return event as JournalEvent;
	}

	/**
	 * Gives what happened ids and the time, and resolves when all of it is on the disk. Where it cannot be written it stays
	 * in `unsaved` until `retry` writes it, and the promise fails with a `WriteError`. `known` is the time of the newest
	 * event that the person has seen.
	 */
	async appendAll(happenings: readonly EventPayload[], known = 0): Promise<readonly JournalEvent[]> {
		const events = happenings.map((happening) => this.#eventOf(happening, known));
		for (const event of events) {
			this.#pending.add(event);
		}
		try {
			await this.#inTurn(() => this.#write(events, false));
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

	/**
	 * Writes the events that could not be written and gives them. With `anew` into a new segment and new folders where those
	 * are gone: only where the person asks for it, for the folder may be a disk that is not there now. Fails with a
	 * `WriteError`.
	 */
	retry(anew: boolean): Promise<readonly JournalEvent[]> {
		return this.#inTurn(async () => {
			const events = [...this.#failed];
			await this.#write(events, anew);
			for (const event of events) {
				this.#failed.delete(event);
			}
			return events;
		});
	}

	/**
	 * Appends events of an export, or of a backup, that no segment has yet, and gives them. Fails with a `WriteError`:
	 * some may then be written, and to import once more writes the others.
	 */
	async importEvents(events: Iterable<StoredEvent>): Promise<readonly StoredEvent[]> {
		const reading = await this.read();
		const fresh = without(events, [...reading.events, ...this.unsaved]);
		await this.#inTurn(() => this.#write(fresh, false));
		return fresh;
	}

	/** Everything that all segments hold. `readNew` gives what is new of it once more, for whoever follows the journal. */
	async read(): Promise<Reading> {
		return (await readSegments(this.#place.root, {})).reading;
	}

	/** Everything that all segments hold, to begin anew with: `readNew` goes on from there. */
	async readAnew(): Promise<Reading> {
		const reading = await this.#follow(() => readSegments(this.#place.root, {}));
		if ((this.#positions[this.#own] ?? 0) < (this.#ownSize ?? 0)) {
			this.#isOwnKnown = false;
			this.#ownSize = undefined;
		}
		return reading;
	}

	/** What other windows and machines have appended since the last `readNew` or `readAnew`. */
	readNew(): Promise<Reading> {
		return this.#follow(() => readSegments(this.#place.root, this.#positions, this.#own));
	}

	/** Calls back when there is something for `readNew`, as soon as the system tells of it or a look at the disk finds it. */
	watch(onChange: () => void, options?: WatchOptions): JournalWatch {
		const watched = { root: this.#place.root, own: this.#own, positions: () => this.#positions };
		return new JournalWatch(watched, onChange, options);
	}

	#eventOf(happening: EventPayload, known: number): JournalEvent {
		const { device, session } = this.#place;
		this.#sequence++;
		const at = this.#now();
		return { id: `${device}.${session}.${this.#sequence}`, at, ...(known > at && { after: known }), ...happening };
	}

	async #write(events: readonly StoredEvent[], anew: boolean): Promise<void> {
		if (events.length === 0) {
			return;
		}
		try {
			const size = await this.#writer.write(events.map(encodeRecord).join(""), anew);
			// A write that failed may have left events there that nobody was given: they are to be read at the next start.
			this.#ownSize = this.#isOwnKnown ? size : this.#ownSize;
		} catch (error) {
			this.#isOwnKnown = false;
			throw error;
		}
	}

	/** Reads one after the other, so that nothing is given twice. */
	#follow(read: () => ReturnType<typeof readSegments>): Promise<Reading> {
		const work = async () => {
			const { reading, positions } = await read();
			this.#positions = positions;
			return reading;
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
