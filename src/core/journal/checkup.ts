import type { CopyFacts, MachineFacts } from "./checkupFacts";
import { Entries } from "./entries";
import { isReadable, type StoredEvent } from "./storedEvent";

/** Lets others have their turn between two slices of a long work. */
export type Pause = () => Promise<unknown>;

const slice = 2_000;

/** Does something with each item, in slices. */
export async function eachInSlices<Item>(items: readonly Item[], pause: Pause, use: (item: Item) => void) {
	for (let start = 0; start < items.length; start += slice) {
		await pause();
		for (const item of items.slice(start, start + slice)) {
			use(item);
		}
	}
}

/** What the segments of a journal come to together. */
export class Checkup {
	readonly entries = new Entries();
	readonly #machines = new Map<string, MachineFacts>();
	readonly #copies: CopyFacts[] = [];
	readonly #newer = new Set<string>();
	/** For each session its last number, and how many of its numbers there are. */
	readonly #sessions = new Map<string, { last: number; count: number }>();

	/**
	 * Adds the events of a segment. Copies that sync programs have made must come last, so that only what no other file has
	 * counts as theirs.
	 */
	async add(path: string, isCopy: boolean, events: readonly StoredEvent[], pause: Pause): Promise<void> {
		const { count } = this.entries;
		await eachInSlices(events, pause, (event) => this.#add(event));
		if (isCopy) {
			this.#copies.push({ path, entries: events.length, only: this.entries.count - count });
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
		return this.#copies;
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
