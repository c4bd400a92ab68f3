import type { CopyFacts, MachineFacts } from "./checkupFacts";
import { Entries } from "./entries";
import { isReadable, type StoredEvent } from "./storedEvent";

/** What the segments of a journal come to together. */
export class Checkup {
	readonly entries = new Entries();
	readonly #machines = new Map<string, MachineFacts>();
	readonly #copies = new Map<string, CopyFacts>();
	readonly #newer = new Set<string>();
	/** For each session its last number, and how many of its numbers there are. */
	readonly #sessions = new Map<string, { last: number; count: number }>();

	/**
	 * Adds the events of a segment, or of a part of it. Copies that sync programs have made must come last, so that only what no other file has
	 * counts as theirs.
	 */
	add(path: string, isCopy: boolean, events: readonly StoredEvent[]): void {
		const { count } = this.entries;
		for (const event of events) {
			this.#add(event);
		}
		if (isCopy) {
			const { entries, only } = this.#copies.get(path) ?? { entries: 0, only: 0 };
			this.#copies.set(path, { path, entries: entries + events.length, only: only + this.entries.count - count });
		}
	}

	get machines(): readonly MachineFacts[] {
		return [...this.#machines.values()];
	}

	/** How many entries only a newer version can read. */
	get newer(): number {
		return this.#newer.size;
	}

	/** How many numbers are missing in the sequences of the sessions. */
	get gaps(): number {
		return [...this.#sessions.values()].reduce((sum, { last, count }) => sum + last - count, 0);
	}

	get copies(): readonly CopyFacts[] {
		return [...this.#copies.values()];
	}

	#add(event: StoredEvent): void {
		const isKnownId = this.entries.hasId(event.id);
		if (!this.entries.add(event)) {
			return;
		}
		const { id, at } = event;
		const [dot, device] = [id.lastIndexOf("."), id.slice(0, id.indexOf("."))];
		const { entries, first, last } = this.#machines.get(device) ?? { entries: 0, first: at, last: at };
		this.#machines.set(device, {
			device,
			entries: entries + 1,
			first: Math.min(first, at),
			last: Math.max(last, at),
		});
		const session = this.#sessions.get(id.slice(0, dot)) ?? { last: 0, count: 0 };
		session.count += Number(!isKnownId);
		session.last = Math.max(session.last, Number(id.slice(dot + 1)));
		this.#sessions.set(id.slice(0, dot), session);
		if (!isReadable(event)) {
			this.#newer.add(id);
		}
	}
}
