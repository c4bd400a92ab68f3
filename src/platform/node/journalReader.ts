import { join } from "node:path";
import { decodeSegment } from "../../core/journal/record";
import { isReadable, type StoredEvent } from "../../core/journal/storedEvent";
import { reasonOf } from "../../core/text/reason";
import type { Positions, Reading } from "../journalStorage";
import { setAside } from "./journalDamage";
import { journalFolder } from "./journalFiles";
import { listSegments, readFrom, segmentSize } from "./segmentFiles";

interface SegmentReading {
	readonly events: readonly StoredEvent[];
	readonly damaged: number;
	readonly setAside: number;
	readonly torn: boolean;
	readonly newer: number;
	readonly position: number;
}

/** How many files are read at the same time. More would not be faster, and file handles are limited. */
const concurrency = 8;
const newline = 0x0a;

/** What was read, the positions to continue from, and the sizes of all segments in bytes. */
export interface SegmentsReading {
	readonly reading: Omit<Reading, "missing" | "lacking">;
	readonly positions: Positions;
	readonly sizes: Positions;
}

/**
 * Reads the segments of all devices, except for those that are excepted. Each is read from its position, or completely if it
 * has shrunk. Rejects if the folder of segments exists and can't be listed.
 */
export async function readSegments(
	root: string,
	from: Positions,
	isExcepted: (name: string) => boolean = () => false,
): Promise<SegmentsReading> {
	const names = await listSegments(root);
	const sizes = await Promise.all(names.map((name) => segmentSize(root, name)));
	const positions = Object.fromEntries(names.map((name) => [name, from[name] ?? 0]));
	const unreadable: string[] = [];
	const readings: SegmentReading[] = [];
	const changed = [...names.entries()].filter(([index, name]) => !isExcepted(name) && sizes[index] !== positions[name]);
	await eachOf(changed, async ([index, name]) => {
		try {
			const position = positions[name] ?? 0;
			const reading = await readSegment(root, name, (sizes[index] ?? 0) < position ? 0 : position);
			readings.push(reading);
			positions[name] = reading.position;
		} catch (error) {
			unreadable.push(`${name}: ${reasonOf(error)}`);
		}
	});
	return {
		reading: { ...total(readings), segments: names.length, unreadable },
		positions,
		sizes: Object.fromEntries(names.map((name, index) => [name, sizes[index] ?? 0])),
	};
}

function total(
	readings: readonly SegmentReading[],
): Pick<Reading, "events" | "damaged" | "setAside" | "torn" | "newer"> {
	const sum = (count: (reading: SegmentReading) => number) => readings.reduce((sum, next) => sum + count(next), 0);
	return {
		events: readings.flatMap(({ events }) => events),
		damaged: sum(({ damaged }) => damaged),
		setAside: sum(({ setAside }) => setAside),
		torn: sum(({ torn }) => Number(torn)),
		newer: sum(({ newer }) => newer),
	};
}

async function readSegment(root: string, name: string, start: number): Promise<SegmentReading> {
	const before = Math.max(start - 1, 0);
	const bytes = await readFrom(join(journalFolder(root), name), before);
	if (start > 0 && bytes[0] !== newline) {
		// Another file is in the segment's place, such as one with other line ends, so all of it is read.
		return readSegment(root, name, 0);
	}
	const { events, damaged, torn, end } = decodeSegment(bytes.subarray(start - before));
	const aside = damaged.length > 0 ? await setAside(root, name, damaged) : 0;
	const newer = events.filter((event) => !isReadable(event)).length;
	return { events, damaged: damaged.length, setAside: aside, torn, newer, position: start + end };
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
