import { timeAfter } from "../schedule/clocks";
import { dedupe } from "./dedupe";
import { canonicalText } from "./eventText";
import type { Place } from "./state";
import type { StoredEvent } from "./storedEvent";

export interface Placed extends Place {
	readonly event: StoredEvent;
}

/**
 * The events without duplicates, in order of time. No event gets a time before that of an earlier event in its session,
 * before `newest` if that is in its session, or before what was known when it happened. Otherwise, events by a clock
 * that was years ahead would override later ones for years. Ties are broken by session and sequence number.
 */
export function inOrder(events: Iterable<StoredEvent>, newest: Place | undefined): Placed[] {
	const placed = dedupe(events).map(place).sort(compareInSessions);
	let before = newest;
	for (const entry of placed) {
		if (before?.session !== entry.session) {
			before = newest;
		}
		if (before?.session === entry.session) {
			entry.time = Math.max(entry.time, before.time);
		}
		before = entry;
	}
	// The sort is stable, so events with the same time stay in the order of their sessions.
	return placed.sort((one, other) => one.time - other.time);
}

function place(event: StoredEvent): Placed & { time: number } {
	const dot = event.id.lastIndexOf(".");
	const time = timeAfter(event.at, event.after);
	return { time, session: event.id.slice(0, dot), sequence: Number(event.id.slice(dot + 1)), event };
}

function compareInSessions(one: Placed, other: Placed): number {
	if (one.session !== other.session) {
		return one.session < other.session ? -1 : 1;
	}
	// Different events with the same id are ordered by their text, so that the order is the same on every machine.
	return one.sequence - other.sequence || (canonicalText(one.event) < canonicalText(other.event) ? -1 : 1);
}
