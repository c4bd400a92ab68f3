import { timeAfter } from "../schedule/clocks";
import { fingerprintOf } from "./eventText";
import { isReadable, type StoredEvent } from "./storedEvent";

/**
 * What decides the order of events and whether two are the same, without the events themselves: a million of them take
 * 40 MB and no work of the garbage collector. Each event has a row, counted from 0 in the order in which they were added.
 */
export class EventTable {
	/** The names of the sessions, `<device>.<session>`, by their numbers. */
	readonly sessions: string[] = [];
	/** The ids of the events that readable undo events undo, by the rows of the undo events. */
	readonly targets = new Map<number, string>();
	readonly #numbers = new Map<string, number>();
	/** The rows of events that only a newer version can read. */
	readonly #unreadable = new Set<number>();
	#size = 0;
	readonly #ats = new Column();
	readonly #times = new Column();
	readonly #sequences = new Column();
	readonly #prints = new Column();
	readonly #places = new Column();

	/** The number of rows. */
	get size(): number {
		return this.#size;
	}

	add(event: StoredEvent): void {
		const row = this.#size;
		const dot = event.id.lastIndexOf(".");
		this.#put(event.id.slice(0, dot), {
			at: event.at,
			time: timeAfter(event.at, event.after),
			sequence: Number(event.id.slice(dot + 1)),
			print: fingerprintOf(event),
		});
		if (!isReadable(event)) {
			this.#unreadable.add(row);
		} else if (event.kind === "undone") {
			this.targets.set(row, event.target);
		}
	}

	/** Adds the rows of another table, whose events then follow those of this one. Pauses in between. */
	*append(other: EventTable): Generator<void, void, unknown> {
		const start = this.#size;
		for (let row = 0; row < other.size; row++) {
			const [at, time, sequence, print] = [other.at(row), other.time(row), other.sequence(row), other.print(row)];
			this.#put(other.sessions[other.session(row)] ?? "", { at, time, sequence, print });
			if (!other.isReadable(row)) {
				this.#unreadable.add(start + row);
			}
			if (row % 10_000 === 0) {
				yield;
			}
		}
		for (const [row, target] of other.targets) {
			this.targets.set(start + row, target);
		}
	}

	/** The time of an event, by the clock of its device. */
	at(row: number): number {
		return this.#ats.get(row);
	}

	/** The time of an event, or just after what was known when it happened, if that is later. */
	time(row: number): number {
		return this.#times.get(row);
	}

	/** The number of an event's session. */
	session(row: number): number {
		return this.#places.get(row);
	}

	sequence(row: number): number {
		return this.#sequences.get(row);
	}

	/** A number that is the same for two events only if they have the same text. */
	print(row: number): number {
		return this.#prints.get(row);
	}

	id(row: number): string {
		return `${this.sessions[this.session(row)]}.${this.sequence(row)}`;
	}

	isReadable(row: number): boolean {
		return !this.#unreadable.has(row);
	}

	#put(session: string, { at, time, sequence, print }: Readonly<Record<"at" | "time" | "sequence" | "print", number>>) {
		const row = this.#size++;
		this.#ats.set(row, at);
		this.#times.set(row, time);
		this.#sequences.set(row, sequence);
		this.#prints.set(row, print);
		this.#places.set(row, this.#numberOf(session));
	}

	#numberOf(session: string): number {
		let number = this.#numbers.get(session);
		if (number === undefined) {
			number = this.sessions.push(session) - 1;
			this.#numbers.set(session, number);
		}
		return number;
	}
}

/** A table of events that are in memory. */
export function tableOf(events: readonly StoredEvent[]): EventTable {
	const table = new EventTable();
	for (const event of events) {
		table.add(event);
	}
	return table;
}

/** The binary logarithm of how many numbers a block has. */
const blockBits = 12;
const blockSize = 1 << blockBits;

/** Numbers by rows, in blocks. To copy all of them into a larger array would block the extension host now and then. */
class Column {
	readonly #blocks: Float64Array[] = [];

	get(row: number): number {
		return this.#blocks[row >> blockBits]?.[row & (blockSize - 1)] ?? 0;
	}

	/** Rows must be set one after the other. */
	set(row: number, value: number): void {
		const place = row & (blockSize - 1);
		if (place === 0) {
			this.#blocks.push(new Float64Array(blockSize));
		}
		(this.#blocks.at(-1) as Float64Array)[place] = value;
	}
}
