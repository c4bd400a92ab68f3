import { type FileHandle, open } from "node:fs/promises";
import { type DecodedSegment, decodeSegment } from "../../core/journal/record";
import { isReadable, type StoredEvent } from "../../core/journal/storedEvent";
import { reasonOf } from "../../core/text/reason";
import { ChunkedEvents } from "../chunkedEvents";
import type { EventSource } from "../eventSource";
import type { Positions, Reading } from "../journalStorage";
import { breathe } from "../slices";
import { type ChunkPlace, readChunk, readChunks } from "./fileChunks";
import { DamagedLines } from "./journalDamage";
import { listJournal, segmentSizes } from "./segmentFiles";
import { segmentPath } from "./segmentNames";

/** What a segment contains from a position on, besides its events. */
interface SegmentReading extends Omit<DecodedSegment, "events" | "end"> {
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

/** Receives the events of a part of a segment, and the place of that part. */
type Take = (events: readonly StoredEvent[], place: ChunkPlace) => void;

/** A segment, and where its reading starts. */
interface Start {
	readonly name: string;
	readonly position: number;
}

/** How many files are read at the same time. More would not be faster, and file handles are limited. */
const concurrency = 8;
const newline = 0x0a;

/** What segments contain besides their events, the positions to continue from, and the sizes of all segments in bytes. */
export interface SegmentsSummary {
	readonly reading: Omit<Reading, "missing" | "lacking" | "events" | "isTooMuch">;
	readonly positions: Positions;
	readonly sizes: Positions;
	/** Segments that have lines which are not records. */
	readonly flawed: readonly string[];
	/** Segments of which nothing could be read, although they may be complete. */
	readonly hidden: readonly string[];
}

/** What was read into memory. */
export interface SegmentsReading extends SegmentsSummary {
	readonly reading: Omit<Reading, "missing" | "lacking">;
}

/** What was counted, and stays on the disk. */
export interface SegmentsSurvey extends SegmentsSummary {
	readonly source: EventSource;
}

/** What is read, and what becomes of damage. */
interface Scope {
	/** The positions from which segments are read. A segment that has shrunk is read completely. */
	readonly from?: Positions;
	readonly isExcepted?: (name: string) => boolean;
	/** The most bytes that are read. If there are more, nothing is read. */
	readonly most?: number;
	/** Where lines that are not records are copied to. */
	readonly damage?: DamagedLines;
}

/** Reads segments of all devices into memory. Rejects if the folder of segments exists and can't be listed. */
export async function readSegments(root: string, scope: Scope = {}): Promise<SegmentsReading> {
	const { from = {}, isExcepted = () => false, most = Number.POSITIVE_INFINITY } = scope;
	const before = (name: string) => from[name] ?? 0;
	const parts: (readonly StoredEvent[])[] = [];
	let isTooMuch = false;
	const startsIn = (sizes: Positions) => {
		const changed = Object.keys(sizes).filter((name) => !isExcepted(name) && sizes[name] !== before(name));
		const starts = changed.map((name) => ({ name, position: (sizes[name] ?? 0) < before(name) ? 0 : before(name) }));
		isTooMuch = starts.reduce((sum, { name, position }) => sum + (sizes[name] ?? 0) - position, 0) > most;
		return isTooMuch ? [] : starts;
	};
	const found = await scanSegments(root, scope, startsIn, (events) => parts.push(events));
	const positions = Object.fromEntries(Object.keys(found.sizes).map((name) => [name, before(name)]));
	return {
		...found,
		reading: { ...found.reading, events: parts.flat(), isTooMuch },
		positions: { ...positions, ...found.positions },
	};
}

/** Reads all segments of all devices, and leaves their events on the disk. Rejects as `readSegments` does. */
export async function surveySegments(root: string, damage?: DamagedLines): Promise<SegmentsSurvey> {
	const source = new ChunkedEvents<ChunkPlace>(async (place) => decodeSegment(await readChunk(place)).events);
	const startsIn = (sizes: Positions) => Object.keys(sizes).map((name) => ({ name, position: 0 }));
	const take: Take = (events, place) => source.add(place, events);
	return { ...(await scanSegments(root, damage ? { damage } : {}, startsIn, take)), source };
}

/** Reads the segments that `startsIn` names, given the sizes of all of them. */
async function scanSegments(
	root: string,
	{ damage = new DamagedLines(root, Date.now) }: Scope,
	startsIn: (sizes: Positions) => readonly Start[],
	take: Take,
): Promise<SegmentsSummary> {
	await damage.begin();
	const { segments: names, awaited } = await listJournal(root);
	const sizes = await sizesOf(root, names);
	const starts = startsIn(sizes);
	const unreadable = new Map<string, string>();
	const readings: KeptReading[] = [];
	const newer = new Set<string>();
	await eachOf(starts, async ({ name, position }) => {
		try {
			const reading = await readSegment(root, name, position, (events, place) => {
				addNewer(events, newer);
				take(events, place);
			});
			const setAside = reading.isBlank ? 0 : await damage.keep(name, reading.damaged, reading.rest);
			readings.push({ ...reading, name, setAside });
		} catch (error) {
			unreadable.set(name, `${name}: ${reasonOf(error)}`);
		}
	});
	const { flawed, ...rest } = total(readings, awaited);
	const reading = { ...rest, newer: newer.size, segments: names.length, unreadable: [...unreadable.values()] };
	const before = starts.map(({ name, position }) => [name, position]);
	const after = readings.map(({ name, position }) => [name, position]);
	const hidden = [...unreadable.keys(), ...rest.awaited];
	return { reading, positions: Object.fromEntries([...before, ...after]), sizes, flawed, hidden };
}

async function sizesOf(root: string, names: readonly string[]): Promise<Positions> {
	const sizes = await segmentSizes(root, names);
	return Object.fromEntries(names.map((name, index) => [name, sizes[index] ?? 0]));
}

function total(readings: readonly KeptReading[], awaited: readonly string[]) {
	const sum = (count: (reading: KeptReading) => number) => readings.reduce((sum, next) => sum + count(next), 0);
	const namesOf = (has: (reading: KeptReading) => boolean) => readings.filter(has).map(({ name }) => name);
	return {
		damaged: sum(({ damaged }) => damaged.length),
		setAside: sum(({ setAside }) => setAside),
		setAsideFrom: namesOf(({ setAside }) => setAside > 0),
		torn: sum(({ torn }) => Number(torn)),
		awaited: [...awaited, ...namesOf(({ isBlank }) => isBlank)],
		flawed: namesOf(({ damaged, torn }) => damaged.length > 0 || torn),
	};
}

/** Adds the ids of events that only a newer version can read. Each counts once. */
function addNewer(events: readonly StoredEvent[], newer: Set<string>): void {
	for (const event of events) {
		if (!isReadable(event)) {
			newer.add(event.id);
		}
	}
}

/**
 * Reads a segment from a position on, or all of it if another file is in its place, and calls `take` with each part. Rejects
 * if it can't be read.
 */
export async function readSegment(root: string, name: string, from: number, take: Take): Promise<SegmentReading> {
	return readSegmentFile(segmentPath(root, name), from, take);
}

/** `readSegment` for the file at a path. */
export async function readSegmentFile(path: string, from: number, take: Take): Promise<SegmentReading> {
	const file = await open(path, "r");
	try {
		// The other file has other line ends, or another encoding.
		const start = (await isLineStart(file, from)) ? from : 0;
		const damaged: Uint8Array[] = [];
		let found: Omit<SegmentReading, "damaged"> = { position: start, torn: false, rest: undefined, isBlank: false };
		for await (const { bytes, start: place } of readChunks(file, start)) {
			const { events, end, torn, encoding, damaged: lines } = decodeSegment(bytes);
			take(events, { path, start: place, length: end });
			damaged.push(...lines);
			const rest = torn ? bytes.subarray(end) : undefined;
			const isBlank = place === 0 && rest?.length === bytes.length && bytes.every((byte) => byte === 0);
			found = { position: place + end, torn, rest, isBlank, ...(encoding && { encoding }) };
			await breathe();
		}
		return { ...found, damaged };
	} finally {
		await file.close();
	}
}

async function isLineStart(file: FileHandle, position: number): Promise<boolean> {
	if (position === 0) {
		return true;
	}
	const { buffer } = await file.read(Buffer.alloc(1), 0, 1, position - 1);
	return buffer[0] === newline;
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
