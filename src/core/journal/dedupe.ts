import { canonicalText, isSameEvent } from "./eventText";
import type { StoredEvent } from "./storedEvent";

/**
 * The events without duplicates, in the order of their first occurrence. Different events with the same id are all
 * kept: if a machine is copied while it runs, both copies continue the session, and an event that either of them has
 * reported as saved must not be lost.
 */
export function dedupe(events: Iterable<StoredEvent>): StoredEvent[] {
	const found = new Map<string, StoredEvent>();
	for (const event of events) {
		const known = found.get(event.id);
		found.set(known && !isSameEvent(known, event) ? canonicalText(event) : event.id, event);
	}
	return [...found.values()];
}

/** The events that are not among `others`, without duplicates. */
export function without(events: Iterable<StoredEvent>, others: Iterable<StoredEvent>): StoredEvent[] {
	const known = dedupe(others);
	return dedupe([...known, ...events]).slice(known.length);
}
