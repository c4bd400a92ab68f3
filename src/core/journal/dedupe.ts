import type { StoredEvent } from "./storedEvent";

/**
 * Each event once, by its id, in the order in which they come first. Different events of one id all count: a machine that
 * was copied while it ran goes on twice, and what either says is saved must not be lost.
 */
export function dedupe(events: Iterable<StoredEvent>): StoredEvent[] {
	const found = new Map<string, StoredEvent>();
	for (const event of events) {
		const known = found.get(event.id);
		found.set(known && !isSame(known, event) ? JSON.stringify(event) : event.id, event);
	}
	return [...found.values()];
}

/** Those events, each once, that are not among others. */
export function without(events: Iterable<StoredEvent>, others: Iterable<StoredEvent>): StoredEvent[] {
	const known = dedupe(others);
	return dedupe([...known, ...events]).slice(known.length);
}

function isSame(one: StoredEvent, other: StoredEvent): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}
