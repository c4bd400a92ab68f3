import { type DecodedSegment, decodeSegment } from "../../core/journal/record";
import { isReadable, type StoredEvent } from "../../core/journal/storedEvent";
import { reasonOf } from "../../core/text/reason";
import type { Positions, Reading } from "../journalStorage";
import { DamagedLines } from "./journalDamage";
import { listJournal, readFrom, segmentSize } from "./segmentFiles";
import { segmentPath } from "./segmentNames";

/** What a segment contains from a position on. */
interface SegmentReading extends DecodedSegment {
	/** The position from which the next reading continues. */
	readonly position: number;
	/** The incomplete last line. */
	readonly rest: Uint8Array | undefined;
	/** Whether the file contains only zeros, as where a cloud client has not fetched it or the power has failed. */
	readonly isBlank: boolean;
}

interface KeptReading extends SegmentReading {
	readonly name: string;
	readonly setAside: number;
}

/** How many files are read at the same time. More would not be faster, and file handles are limited. */
const concurrency = 8;
const newline = 0x0a;

/** What was read, the positions to continue from, and the sizes of all segments in bytes. */
export interface SegmentsReading {
	readonly reading: Omit<Reading, "missing" | "lacking">;
	readonly positions: Positions;
	readonly sizes: Positions;
	/** Segments that have lines which are not records. */
	readonly flawed: readonly string[];
	/** Segments of which nothing could be read, although they may be complete. */
	readonly hidden: readonly string[];
}

/**
 * Reads the segments of all devices, except for those that are excepted. Each is read from its position, or completely if it
 * has shrunk. Lines that are not records are copied to `damage`. Rejects if the folder of segments exists and can't be listed.
 */
export async function readSegments(
	root: string,
	from: Positions,
	isExcepted: (name: string) => boolean = () => false,
	damage = new DamagedLines(root, Date.now),
): Promise<SegmentsReading> {
	await damage.begin();
	const { segments: names, awaited } = await listJournal(root);
	const sizes = await Promise.all(names.map((name) => segmentSize(root, name)));
	const positions = Object.fromEntries(names.map((name) => [name, from[name] ?? 0]));
	const unreadable = new Map<string, string>();
	const readings: KeptReading[] = [];
	const changed = [...names.entries()].filter(([index, name]) => !isExcepted(name) && sizes[index] !== positions[name]);
	await eachOf(changed, async ([index, name]) => {
		try {
			const position = positions[name] ?? 0;
			const reading = await readSegment(root, name, (sizes[index] ?? 0) < position ? 0 : position);
			const setAside = reading.isBlank ? 0 : await damage.keep(name, reading.damaged, reading.rest);
			readings.push({ ...reading, name, setAside });
			positions[name] = reading.position;
		} catch (error) {
			unreadable.set(name, `${name}: ${reasonOf(error)}`);
		}
	});
	const { flawed, ...rest } = total(readings, awaited);
	return {
		reading: { ...rest, segments: names.length, unreadable: [...unreadable.values()] },
		positions,
		sizes: Object.fromEntries(names.map((name, index) => [name, sizes[index] ?? 0])),
		flawed,
		hidden: [...unreadable.keys(), ...rest.awaited],
	};
}

function total(readings: readonly KeptReading[], awaited: readonly string[]) {
	const sum = (count: (reading: KeptReading) => number) => readings.reduce((sum, next) => sum + count(next), 0);
	const namesOf = (has: (reading: KeptReading) => boolean) => readings.filter(has).map(({ name }) => name);
	const events = readings.flatMap(({ events }) => events);
	return {
		events,
		damaged: sum(({ damaged }) => damaged.length),
		setAside: sum(({ setAside }) => setAside),
		setAsideFrom: namesOf(({ setAside }) => setAside > 0),
		torn: sum(({ torn }) => Number(torn)),
		newer: countNewer(events),
		awaited: [...awaited, ...namesOf(({ isBlank }) => isBlank)],
		flawed: namesOf(({ damaged, torn }) => damaged.length > 0 || torn),
	};
}

/** How many events only a newer version can read, each counted once. */
function countNewer(events: readonly StoredEvent[]): number {
	return new Set(events.filter((event) => !isReadable(event)).map(({ id }) => id)).size;
}

/** Reads a segment from a position on, or all of it if another file is in its place. Rejects if it can't be read. */
export async function readSegment(root: string, name: string, start: number): Promise<SegmentReading> {
	const before = Math.max(start - 1, 0);
	const bytes = await readFrom(segmentPath(root, name), before);
	if (start > 0 && bytes[0] !== newline) {
		// The other file has other line ends, or another encoding.
		return readSegment(root, name, 0);
	}
	const decoded = decodeSegment(bytes.subarray(start - before));
	const position = start + decoded.end;
	const rest = decoded.torn ? bytes.subarray(position - before) : undefined;
	const isBlank = start === 0 && rest?.length === bytes.length && bytes.every((byte) => byte === 0);
	return { ...decoded, position, rest, isBlank };
}

async function eachOf<Item>(items: readonly Item[], use: (item: Item) => Promise<void>): Promise<void> {
	const rest = items.values();
	const work = async () => {
		for (const item of rest) {
			await use(item);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, work));
}
