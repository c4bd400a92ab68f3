import { stat } from "node:fs";
import { open, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeSegment } from "../../core/journal/record";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { reasonOf } from "../../core/text/reason";
import type { Positions, Reading } from "../journalStorage";
import { isErrorOf } from "../writeError";
import { setAside } from "./journalDamage";
import { journalFolder } from "./journalFiles";

interface SegmentReading {
	readonly events: readonly StoredEvent[];
	readonly damaged: number;
	readonly setAside: number;
	readonly torn: boolean;
	readonly position: number;
}

/** Files that are read at one time: more gain nothing, and handles are few. */
const concurrency = 8;
const newline = 0x0a;

/**
 * Reads the segments of all devices, each from its position; one that shrank is read anew, but for those that are excepted. Gives the
 * positions to go on from. Fails where the folder of segments is there and cannot be listed.
 */
export async function readSegments(
	root: string,
	from: Positions,
	isExcepted: (name: string) => boolean = () => false,
): Promise<{ readonly reading: Reading; readonly positions: Positions }> {
	const devices = await listDevices(root);
	const names = (await Promise.all(devices.map((device) => listSegments(root, device)))).flat();
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
	const reading = {
		...total(readings),
		segments: names.length,
		missing: Object.keys(from).filter((name) => !isExcepted(name) && (positions[name] ?? 0) < (from[name] ?? 0)),
		unreadable,
	};
	return { reading, positions };
}

function total(readings: readonly SegmentReading[]): Omit<Reading, "segments" | "missing" | "unreadable"> {
	const sum = (count: (reading: SegmentReading) => number) => readings.reduce((sum, next) => sum + count(next), 0);
	return {
		events: readings.flatMap(({ events }) => events),
		damaged: sum(({ damaged }) => damaged),
		setAside: sum(({ setAside }) => setAside),
		torn: sum(({ torn }) => Number(torn)),
	};
}

/** The devices that have a folder of segments; none where there is no journal yet. */
export function listDevices(root: string): Promise<string[]> {
	return listFolder(journalFolder(root));
}

/** The names of a device's segments, the latest last. */
export async function listSegments(root: string, device: string): Promise<string[]> {
	const files = await listFolder(join(journalFolder(root), device));
	return files.filter((file) => file.endsWith(".jsonl")).map((file) => `${device}/${file}`);
}

/** The size of a segment in bytes; nothing where it cannot be asked for, such as one that is gone. */
export function segmentSize(root: string, name: string): Promise<number | undefined> {
	// The promise of `node:fs/promises` takes twice as long, which counts with thousands of segments.
	return new Promise((resolve) => {
		stat(join(journalFolder(root), name), (error, stats) => resolve(error ? undefined : stats.size));
	});
}

async function listFolder(path: string): Promise<string[]> {
	try {
		return (await readdir(path)).sort();
	} catch (error) {
		// Whatever else lies among the devices' folders is none of ours.
		if (isErrorOf(error, "ENOENT") || isErrorOf(error, "ENOTDIR")) {
			return [];
		}
		throw error;
	}
}

async function readSegment(root: string, name: string, start: number): Promise<SegmentReading> {
	const before = Math.max(start - 1, 0);
	const bytes = await readFrom(join(journalFolder(root), name), before);
	if (start > 0 && bytes[0] !== newline) {
		// Another file is in its place, such as one whose lines have other ends: it is read anew.
		return readSegment(root, name, 0);
	}
	const { events, damaged, torn, end } = decodeSegment(bytes.subarray(start - before));
	const aside = damaged.length > 0 ? await setAside(root, name, damaged) : 0;
	return { events, damaged: damaged.length, setAside: aside, torn, position: start + end };
}

async function readFrom(path: string, start: number): Promise<Uint8Array> {
	if (start === 0) {
		return plain(await readFile(path));
	}
	const file = await open(path, "r");
	try {
		const chunks: Buffer[] = [];
		for await (const chunk of file.createReadStream({ start, autoClose: false })) {
			chunks.push(chunk);
		}
		return plain(Buffer.concat(chunks));
	} finally {
		await file.close();
	}
}

/** The same bytes without Buffer's methods, which take half as long again for a hundred thousand lines. */
function plain({ buffer, byteOffset, length }: Buffer): Uint8Array {
	return new Uint8Array(buffer, byteOffset, length);
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
