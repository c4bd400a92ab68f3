import { isSameEvent } from "./eventText";
import type { StoredEvent } from "./storedEvent";

/** Entries, each once. Different contents of one id are different entries. */
export class Entries {
	readonly #byId = new Map<string, StoredEvent[]>();
	#count = 0;

	constructor(events: Iterable<StoredEvent> = []) {
		for (const event of events) {
			this.add(event);
		}
	}

	get count(): number {
		return this.#count;
	}

	/** How many ids have different contents. */
	get clashes(): number {
		return [...this.#byId.values()].filter(({ length }) => length > 1).length;
	}

	*[Symbol.iterator](): Generator<StoredEvent, void, undefined> {
		for (const events of this.#byId.values()) {
			yield* events;
		}
	}

	has(event: StoredEvent): boolean {
		return this.#byId.get(event.id)?.some((other) => isSameEvent(other, event)) ?? false;
	}

	/** Adds an entry, and returns whether it was not there. */
	add(event: StoredEvent): boolean {
		if (this.has(event)) {
			return false;
		}
		const others = this.#byId.get(event.id);
		if (others) {
			others.push(event);
		} else {
			this.#byId.set(event.id, [event]);
		}
		this.#count++;
		return true;
	}
}
