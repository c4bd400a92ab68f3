import { without } from "../../core/journal/dedupe";
import type { EventPayload, JournalEvent } from "../../core/journal/events";
import { encodeRecord } from "../../core/journal/record";
import type { StoredEvent } from "../../core/journal/storedEvent";
import type { Positions, Reading, WindowJournal } from "../journalStorage";
import { type JournalPlace, segmentName } from "./journalFiles";
import { readSegments } from "./journalReader";
import { JournalWatch, type WatchOptions } from "./journalWatch";
import { SegmentWriter } from "./journalWriter";

/** The journal of all windows and machines, and this window's own segment of it. */
export class Journal implements WindowJournal {
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

	/** Touches no file yet. `now` returns milliseconds, and `positions` are those of a stored state. */
	constructor(place: JournalPlace, now: () => number, positions: Positions = {}) {
		this.#place = place;
		this.#now = now;
		this.#own = segmentName(place);
		this.#writer = new SegmentWriter(place);
		this.#positions = positions;
	}

	get unsaved(): readonly JournalEvent[] {
		return [...this.#failed, ...this.#pending];
	}

	get positions(): Positions {
		return this.#ownSize === undefined ? this.#positions : { ...this.#positions, [this.#own]: this.#ownSize };
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

	async importEvents(events: Iterable<StoredEvent>): Promise<readonly StoredEvent[]> {
		const reading = await this.read();
		const fresh = without(events, [...reading.events, ...this.unsaved]);
		await this.#inTurn(() => this.#write(fresh, false));
		return fresh;
	}

	async read(): Promise<Reading> {
		return (await readSegments(this.#place.root, {})).reading;
	}

	async readAnew(): Promise<Reading> {
		const reading = await this.#follow(() => readSegments(this.#place.root, {}));
		if ((this.#positions[this.#own] ?? 0) < (this.#ownSize ?? 0)) {
			this.#isOwnKnown = false;
			this.#ownSize = undefined;
		}
		return reading;
	}

	readNew(): Promise<Reading> {
		return this.#follow(() => readSegments(this.#place.root, this.#positions, this.#own));
	}

	async settled(): Promise<void> {
		await this.#inTurn(async () => {});
	}

	/** Calls `onChange` as soon as the system reports something for `readNew`, or a look at the disk finds it. */
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
			// After a failed write, the segment may have events that were never returned, for the next start to read.
			this.#ownSize = this.#isOwnKnown ? size : this.#ownSize;
		} catch (error) {
			this.#isOwnKnown = false;
			throw error;
		}
	}

	/** Reads one after the other, so that no event is returned twice. */
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
