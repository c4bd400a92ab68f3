import { EventTable } from "../core/journal/eventTable";
import type { StoredEvent } from "../core/journal/storedEvent";
import { ChangedError } from "./changedError";
import type { EventSource } from "./eventSource";

/** How many events are kept in memory. They are mostly read in the order in which they were written. */
const mostKept = 4_000;

/** Events in parts of files, the chunks, which are read again when their events are needed. */
export class ChunkedEvents<Chunk> implements EventSource {
	readonly table = new EventTable();
	readonly #chunks: { readonly chunk: Chunk; readonly firstRow: number }[] = [];
	/** The events of some chunks by their indices, the ones that were used last at the end. */
	readonly #kept = new Map<number, readonly StoredEvent[]>();
	#countKept = 0;

	/** `load` reads the events of a chunk again. */
	constructor(private readonly load: (chunk: Chunk) => Promise<readonly StoredEvent[]>) {}

	/** Adds the events of a chunk, in the order in which `load` returns them. */
	add(chunk: Chunk, events: readonly StoredEvent[]): void {
		if (events.length > 0) {
			this.#chunks.push({ chunk, firstRow: this.table.size });
		}
		for (const event of events) {
			this.table.add(event);
		}
	}

	async read(rows: Uint32Array): Promise<readonly StoredEvent[]> {
		const found = new Array<StoredEvent>(rows.length);
		// Each chunk is loaded once, even if the rows go back and forth between chunks.
		for (const [index, places] of this.#byChunk(rows)) {
			const events = await this.#eventsOf(index);
			for (const place of places) {
				const row = rows[place] ?? 0;
				const event = events[row - (this.#chunks[index]?.firstRow ?? 0)];
				if (event?.id !== this.table.id(row) || event.at !== this.table.at(row)) {
					throw new ChangedError();
				}
				found[place] = event;
			}
		}
		return found;
	}

	/** The indices of the chunks that have the rows, each with the places of its rows. */
	#byChunk(rows: Uint32Array): Map<number, number[]> {
		const found = new Map<number, number[]>();
		for (const [place, row] of rows.entries()) {
			const index = this.#indexOf(row);
			const places = found.get(index);
			if (places) {
				places.push(place);
			} else {
				found.set(index, [place]);
			}
		}
		return found;
	}

	/** The index of the chunk that has a row. */
	#indexOf(row: number): number {
		let [low, high] = [0, this.#chunks.length];
		while (high - low > 1) {
			const middle = Math.floor((low + high) / 2);
			[low, high] = (this.#chunks[middle]?.firstRow ?? 0) <= row ? [middle, high] : [low, middle];
		}
		return low;
	}

	async #eventsOf(index: number): Promise<readonly StoredEvent[]> {
		const kept = this.#kept.get(index);
		const events = kept ?? (await this.load(this.#chunks[index]?.chunk as Chunk));
		// Another call may have loaded it at the same time.
		this.#countKept += this.#kept.delete(index) ? 0 : events.length;
		this.#kept.set(index, events);
		for (const [oldest, { length }] of this.#kept) {
			if (this.#countKept <= mostKept || oldest === index) {
				break;
			}
			this.#kept.delete(oldest);
			this.#countKept -= length;
		}
		return events;
	}
}
