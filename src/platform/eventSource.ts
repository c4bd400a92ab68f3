import type { Renamed } from "../core/bank/question";
import { underCurrentKeys } from "../core/journal/currentKeys";
import { compareParts, rowsUpTo } from "../core/journal/distinct";
import { EventTable, tableOf } from "../core/journal/eventTable";
import { byTime, exportHeader, exportLine, exportOrder } from "../core/journal/exportFile";
import { batch, type Steps } from "../core/journal/steps";
import type { StoredEvent } from "../core/journal/storedEvent";
import { breathe, type WorkOptions } from "./slices";

/** Events that are too many for the memory: a table of them, and the way to read them. */
export interface EventSource {
	readonly table: EventTable;
	/** The events of these rows. Rejects with a `ChangedError` if they are no longer there. */
	read(rows: Uint32Array): Promise<readonly StoredEvent[]>;
}

/**
 * Completes a long computation without blocking the extension host. Its progress is the share of the events that it has
 * asked for. Rejects if the signal is aborted.
 */
export async function follow<Result>(
	steps: Steps<Result>,
	source: EventSource,
	{ signal, onProgress }: WorkOptions = {},
): Promise<Result> {
	let asked = 0;
	let step = steps.next([]);
	while (!step.done) {
		const events = step.value.length > 0 ? await source.read(step.value) : [];
		asked += events.length;
		onProgress?.(Math.min(1, asked / Math.max(1, source.table.size)));
		await breathe(signal);
		step = steps.next(events);
	}
	return step.value;
}

/** Events that are in memory. */
export function inMemory(events: readonly StoredEvent[]): EventSource {
	const read = async (rows: Uint32Array) => Array.from(rows, (row) => events[row] as StoredEvent);
	return { table: tableOf(events), read };
}

/** The events of one source, then those of another one. */
export async function join(one: EventSource, other: EventSource): Promise<EventSource> {
	const table = new EventTable();
	for (const part of [one, other]) {
		for (const _ of table.append(part.table)) {
			await breathe();
		}
	}
	const { size } = one.table;
	return {
		table,
		async read(rows) {
			const events = await one.read(rows.filter((row) => row < size));
			const others = await other.read(rows.filter((row) => row >= size).map((row) => row - size));
			let [next, nextOther] = [0, 0];
			return Array.from(rows, (row) => (row < size ? events[next++] : others[nextOther++]) as StoredEvent);
		},
	};
}

/** The same events with the current key of each question in place of its former keys. */
export function withCurrentKeys(source: EventSource, renamed: Renamed): EventSource {
	return { table: source.table, read: async (rows) => [...underCurrentKeys(await source.read(rows), renamed)] };
}

/** Which events of a source another source does not have: their rows in both together, in order of time. */
export async function eventsNotIn(
	known: EventSource,
	given: EventSource,
	{ signal }: WorkOptions = {},
): Promise<{ readonly both: EventSource; readonly rows: Uint32Array }> {
	const both = await join(known, given);
	const { after } = await follow(compareParts(both.table, known.table.size), both, { signal });
	return { both, rows: await follow(byTime(both.table, after), both, { signal }) };
}

/**
 * The ids of certain events, from the last row to the first, without those that are not wanted. They are made one by one,
 * because they may be many.
 */
export function idsBackward(
	table: EventTable,
	rows: Uint32Array,
	isWanted: (row: number) => boolean = () => true,
): Iterable<string> {
	return {
		*[Symbol.iterator]() {
			for (let place = rows.length - 1; place >= 0; place--) {
				const row = rows[place] ?? 0;
				if (isWanted(row)) {
					yield table.id(row);
				}
			}
		},
	};
}

/** Certain events of a source, in the order of the rows; by default all. */
export async function* eventsOf(
	source: EventSource,
	rows = rowsUpTo(source.table.size),
	{ signal, onProgress }: WorkOptions = {},
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
	for (let start = 0; start < rows.length; start += batch) {
		yield await source.read(rows.subarray(start, start + batch));
		onProgress?.(Math.min(1, (start + batch) / rows.length));
		await breathe(signal);
	}
}

/** An export of all events in pieces of text. */
export async function* exportPieces(source: EventSource): AsyncGenerator<string, void, undefined> {
	const rows = await follow(exportOrder(source.table), source);
	yield exportHeader(rows.length);
	for await (const events of eventsOf(source, rows)) {
		yield events.map(exportLine).join("");
	}
}
