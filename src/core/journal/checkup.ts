import type { Checkup, CopyFacts, MachineFacts, SegmentFacts } from "./checkupFacts";
import { Entries } from "./entries";
import { isReadable, type StoredEvent } from "./storedEvent";

/** Lets others have their turn between two slices of a long work. */
export type Pause = () => Promise<void>;

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

/** Finds out what segments come to together. */
export async function checkUp(segments: readonly SegmentFacts[], pause: Pause): Promise<Checkup> {
	const entries = new Entries();
	const copies: CopyFacts[] = [];
	const newer = new Set<string>();
	const machines = new Map<string, MachineFacts>();
	/** For each session its last number, and how many of its numbers there are. */
	const sessions = new Map<string, { last: number; ids: Set<number> }>();
	// Copies come last, so that only what no other file has counts as theirs.
	for (const { path, events, isCopy } of [...segments].sort(
		(one, other) => Number(one.isCopy) - Number(other.isCopy),
	)) {
		let only = 0;
		await eachInSlices(events, pause, (event) => {
			if (!entries.add(event)) {
				return;
			}
			only++;
			countFor(machines, event);
			number(sessions, event);
			if (!isReadable(event)) {
				newer.add(event.id);
			}
		});
		if (isCopy) {
			copies.push({ path, entries: events.length, only });
		}
	}
	const gaps = [...sessions.values()].reduce((sum, { last, ids }) => sum + last - ids.size, 0);
	return { machines: [...machines.values()], entries, newer: newer.size, gaps, copies };
}

function countFor(machines: Map<string, MachineFacts>, { id, at }: StoredEvent): void {
	const device = id.slice(0, id.indexOf("."));
	const { entries, first, last } = machines.get(device) ?? { entries: 0, first: at, last: at };
	machines.set(device, { device, entries: entries + 1, first: Math.min(first, at), last: Math.max(last, at) });
}

function number(sessions: Map<string, { last: number; ids: Set<number> }>, { id }: StoredEvent): void {
	const dot = id.lastIndexOf(".");
	const session = sessions.get(id.slice(0, dot)) ?? { last: 0, ids: new Set() };
	const sequence = Number(id.slice(dot + 1));
	session.ids.add(sequence);
	session.last = Math.max(session.last, sequence);
	sessions.set(id.slice(0, dot), session);
}
