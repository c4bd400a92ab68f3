import { crc32 } from "./crc32";
import { canonicalText } from "./eventText";
import type { StoredEvent } from "./storedEvent";

const encoder = new TextEncoder();

/** Which entries there are, each once. Different contents of one id are different entries. The contents are not kept. */
export class Entries {
	/** The fingerprints of contents by id. */
	readonly #byId = new Map<string, number | readonly number[]>();
	#count = 0;
	#clashes = 0;

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
		return this.#clashes;
	}

	/** Whether there is an entry with this id, whatever its content. */
	hasId(id: string): boolean {
		return this.#byId.has(id);
	}

	has(event: StoredEvent): boolean {
		const known = this.#byId.get(event.id);
		const own = known === undefined ? undefined : fingerprintOf(event);
		return own !== undefined && (known === own || (typeof known === "object" && known.includes(own)));
	}

	/** Adds an entry, and returns whether it was not there. */
	add(event: StoredEvent): boolean {
		const known = this.#byId.get(event.id);
		const own = fingerprintOf(event);
		if (known === undefined) {
			this.#byId.set(event.id, own);
		} else {
			const all = typeof known === "number" ? [known] : known;
			if (all.includes(own)) {
				return false;
			}
			this.#byId.set(event.id, [...all, own]);
			this.#clashes += Number(all.length === 1);
		}
		this.#count++;
		return true;
	}
}

/** A number that is the same for every order of keys, and with near certainty another one for another content. */
function fingerprintOf(event: StoredEvent): number {
	const bytes = encoder.encode(canonicalText(event));
	return crc32(bytes) * 2 ** 20 + (bytes.length % 2 ** 20);
}
