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

/** A text that is the same for every order of keys, and different for different contents. */
export function canonicalText(event: StoredEvent): string {
	const numbers = texts.get(event)?.match(longNumber)?.sort() ?? [];
	return [JSON.stringify(sorted(event)), ...numbers].join(" ");
}

/**
 * A number of 53 bits for the event's JSON. Two events with the same id and the same number have the same JSON: by chance,
 * one pair in 10^16 would not. Events with other numbers can still be the same, with their keys in another order.
 */
export function fingerprintOf(event: StoredEvent): number {
	const text = textOf(event);
	let [one, other] = [0x9e3779b9, 0x85ebca6b];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		one = Math.imul(one ^ code, 0x9e3779b1);
		other = Math.imul(other ^ code, 0x5f356495);
	}
	one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
	other = Math.imul(other ^ (other >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
	return (other & 0x1fffff) * 0x100000000 + (one >>> 0);
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
