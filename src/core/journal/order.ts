import { distinct } from "./distinct";
import { type EventTable, tableOf } from "./eventTable";
import { sortRows } from "./sortRows";
import type { Place } from "./state";
import { complete, pause, type Steps } from "./steps";
import type { StoredEvent } from "./storedEvent";

export interface Placed extends Place {
	readonly event: StoredEvent;
}

/** The rows of different events in the order of the events, and the time of each row. */
export interface Order {
	readonly rows: Uint32Array;
	readonly times: Float64Array;
}

/**
 * Finds the order of the events of a table, which is by time, without duplicates. No event gets a time before that of an
 * earlier event in its session, before `newest` if that is in its session, or before what was known when it happened.
 * Otherwise, events by a clock that was years ahead would override later ones for years. Ties are broken by session and
 * sequence number.
 */
export function* orderOf(table: EventTable, newest: Place | undefined): Steps<Order> {
	const { first } = yield* distinct(table);
	const times = new Float64Array(table.size);
	let [session, before] = [-1, 0];
	for (const [index, row] of first.entries()) {
		if (table.session(row) !== session) {
			session = table.session(row);
			before = newest && newest.session === table.sessions[session] ? newest.time : Number.NEGATIVE_INFINITY;
		}
		before = Math.max(before, table.time(row));
		times[row] = before;
		if (index % 10_000 === 0) {
			yield pause;
		}
	}
	// The sort leaves events with the same time in the order of their sessions.
	const rows = yield* sortRows(first, (one, other) => (times[one] ?? 0) - (times[other] ?? 0));
	return { rows, times };
}

/** Events that are in memory in their order. */
export function inOrder(events: readonly StoredEvent[], newest: Place | undefined): Placed[] {
	const table = tableOf(events);
	const order = complete(orderOf(table, newest), events);
	return Array.from(order.rows, (row) => placeOf(row, events[row] as StoredEvent, table, order));
}

export function placeOf(row: number, event: StoredEvent, table: EventTable, { times }: Order): Placed {
	const session = table.sessions[table.session(row)] ?? "";
	return { time: times[row] ?? 0, session, sequence: table.sequence(row), event };
}
