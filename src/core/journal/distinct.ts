import { type EventTable, tableOf } from "./eventTable";
import { canonicalText } from "./eventText";
import { type CompareRows, sortRows } from "./sortRows";
import { complete, pause, type Steps } from "./steps";
import type { StoredEvent } from "./storedEvent";

/** Different events, by session and sequence number. */
export interface Distinct {
	/** The first row of each event. */
	readonly first: Uint32Array;
	/** The last row of each event, which is another one if the table has the event more than once. */
	readonly last: Uint32Array;
}

/**
 * Finds the different events of a table. Different events with the same id are all kept: if a machine is copied while it
 * runs, both copies continue the session, and an event that either of them has reported as saved must not be lost. They
 * are ordered by their texts, so that the order is the same on every machine.
 */
export function* distinct(table: EventTable): Steps<Distinct> {
	const sorted = yield* sortRows(rowsUpTo(table.size), yield* comparisonById(table));
	const found = { first: new Uint32Array(table.size), last: new Uint32Array(table.size) };
	let count = 0;
	let nextPause = 0;
	for (let start = 0; start < sorted.length; ) {
		const rows = rowsOfId(table, sorted, start);
		for (const [first, last] of yield* distinctOfId(table, rows)) {
			found.first[count] = first;
			found.last[count] = last;
			count++;
		}
		start += rows.length;
		if (start >= nextPause) {
			nextPause = start + 1_000;
			yield pause;
		}
	}
	return { first: found.first.subarray(0, count), last: found.last.subarray(0, count) };
}

/** The different events among those that are in memory. */
export function distinctEvents(events: readonly StoredEvent[]): StoredEvent[] {
	const { first } = complete(distinct(tableOf(events)), events);
	return Array.from(first, (row) => events[row] as StoredEvent);
}

/** Rows of events that are only in the rows from `start` on, and those of events that are only in the rows before. */
export function* compareParts(
	table: EventTable,
	start: number,
): Steps<{ readonly before: Uint32Array; readonly after: Uint32Array }> {
	const { first, last } = yield* distinct(table);
	const [before, after] = [new Uint32Array(first.length), new Uint32Array(first.length)];
	let [countBefore, countAfter] = [0, 0];
	for (const [index, row] of first.entries()) {
		if (row >= start) {
			after[countAfter++] = row;
		} else if ((last[index] ?? 0) < start) {
			before[countBefore++] = row;
		}
		if (index % 10_000 === 0) {
			yield pause;
		}
	}
	return { before: before.subarray(0, countBefore), after: after.subarray(0, countAfter) };
}

/** All numbers below a size. `Uint32Array.from` would take a tenth of a second for a million. */
export function rowsUpTo(size: number): Uint32Array {
	const rows = new Uint32Array(size);
	for (let row = 0; row < size; row++) {
		rows[row] = row;
	}
	return rows;
}

function* comparisonById(table: EventTable): Generator<Uint32Array, CompareRows, unknown> {
	const { sessions } = table;
	const byName = yield* sortRows(rowsUpTo(sessions.length), (one, other) =>
		(sessions[one] ?? "") < (sessions[other] ?? "") ? -1 : 1,
	);
	const ranks = new Uint32Array(sessions.length);
	for (const [rank, number] of byName.entries()) {
		ranks[number] = rank;
	}
	const rankOf = (row: number) => ranks[table.session(row)] ?? 0;
	return (one, other) => rankOf(one) - rankOf(other) || table.sequence(one) - table.sequence(other);
}

/** The rows with the same id as the one at a place of the sorted rows. */
function rowsOfId(table: EventTable, sorted: Uint32Array, start: number): Uint32Array {
	const row = sorted[start] ?? 0;
	let end = start + 1;
	for (; end < sorted.length; end++) {
		const next = sorted[end] ?? 0;
		if (table.sequence(next) !== table.sequence(row) || table.session(next) !== table.session(row)) {
			break;
		}
	}
	return sorted.subarray(start, end);
}

/** The first and the last row of each different event among rows with the same id. */
function* distinctOfId(table: EventTable, rows: Uint32Array): Steps<Iterable<readonly [first: number, last: number]>> {
	const ends = [rows[0] ?? 0, rows.at(-1) ?? 0] as const;
	if (rows.every((row) => table.print(row) === table.print(ends[0]))) {
		return [ends];
	}
	const events = yield rows;
	const found = new Map<string, readonly [number, number]>();
	for (const [index, row] of rows.entries()) {
		const text = canonicalText(events[index] as StoredEvent);
		found.set(text, [found.get(text)?.[0] ?? row, row]);
	}
	return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, both]) => both);
}
