import type { StoredEvent } from "./storedEvent";

/** Texts of which `JSON.stringify` would not restore every number. */
const texts = new WeakMap<StoredEvent, string>();

/** Integers with this many digits may be beyond 2^53, which JavaScript's numbers cannot hold exactly. */
const longNumber = /\d{16,}/g;

/** Remembers the JSON from which an event was parsed, if `textOf` could not write it again otherwise. */
export function rememberText(event: StoredEvent, text: string): void {
	if (text.search(longNumber) >= 0) {
		texts.set(event, text);
	}
}

/** The event as JSON, with every number as it was read. */
export function textOf(event: StoredEvent): string {
	return texts.get(event) ?? JSON.stringify(event);
}

/** Whether two events have the same content, in whatever order their JSON has the keys. */
export function isSameEvent(one: StoredEvent, other: StoredEvent): boolean {
	return one === other || textOf(one) === textOf(other) || canonicalText(one) === canonicalText(other);
}

/** A text that is the same for every order of keys, and different for different contents. */
export function canonicalText(event: StoredEvent): string {
	const numbers = texts.get(event)?.match(longNumber)?.sort() ?? [];
	return [JSON.stringify(sorted(event)), ...numbers].join(" ");
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value)) {
		return value.map(sorted);
	}
	if (typeof value !== "object" || value === null) {
		return value;
	}
	const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
