import { timeAfter } from "../schedule/clocks";
import { dedupe } from "./dedupe";
import type { Place } from "./state";
import type { StoredEvent } from "./storedEvent";

export interface Placed extends Place {
	readonly event: StoredEvent;
}

/**
 * The union, in order of time; no time lies before an earlier one of its session, or before `newest` in that session,
 * or before what was known when it happened: what a clock did that was years ahead must not win for years. Ties go by
 * session and sequence.
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
	// What has one time stays in the order of sessions.
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
	// Different events of one id stand in the order of their texts, so that it is the same for everybody.
	return one.sequence - other.sequence || (JSON.stringify(one.event) < JSON.stringify(other.event) ? -1 : 1);
}
