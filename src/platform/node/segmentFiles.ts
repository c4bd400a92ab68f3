import { stat } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { log } from "../log";
import { isErrorOf } from "../writeError";
import { journalFolder } from "./journalFiles";
import { awaitedFile, deviceFolder, isJournalCopy, isSegmentFile, segmentPath } from "./segmentNames";

/** How many files are asked for their sizes at the same time. */
const mostAtOnce = 500;

/** The files of a journal, by the names of segments. */
export interface JournalListing {
	readonly segments: readonly string[];
	/** Segments that a cloud client has not fetched: another file stands for each. */
	readonly awaited: readonly string[];
	/** Files that are neither. */
	readonly others: readonly string[];
}

/**
 * The devices that have a folder of segments; empty if there is no journal yet. In copies that a sync client has made of the
 * journal's folder, each has the name of that folder in front.
 */
export async function listDevices(root: string): Promise<string[]> {
	const [entries, copies] = await Promise.all([listFolder(journalFolder(root)), listCopies(root)]);
	// The journal's ids are files beside these folders.
	const devices = entries.filter((name) => !name.endsWith(".id"));
	const inCopies = copies.map(async (copy) =>
		(await listFolder(join(root, copy))).map((device) => `${copy}/${device}`),
	);
	return [...devices, ...(await Promise.all(inCopies)).flat()];
}

/** All files of the journal under a root, by device, the latest last. */
export async function listJournal(root: string): Promise<JournalListing> {
	const devices = await listDevices(root);
	const folders = await Promise.all(devices.map((device) => listDevice(root, device)));
	return {
		segments: folders.flatMap(({ segments }) => segments),
		awaited: folders.flatMap(({ awaited }) => awaited),
		others: [...devices.filter(isSegmentFile), ...folders.flatMap(({ others }) => others)],
	};
}

/** The names of all segments under a root, by device, the latest last; empty if there is no journal yet. */
export async function listSegments(root: string): Promise<readonly string[]> {
	return (await listJournal(root)).segments;
}

/** The names of a device's segments, the latest last. */
export async function listSegmentsOf(root: string, device: string): Promise<readonly string[]> {
	return (await listDevice(root, device)).segments;
}

async function listDevice(root: string, device: string): Promise<JournalListing> {
	const files = await listFolder(deviceFolder(root, device));
	const segments = files.filter(isSegmentFile);
	// Where both are there, the file has been fetched.
	const awaited = files.flatMap((file) => awaitedFile(file) ?? []).filter((file) => !segments.includes(file));
	const isOther = (file: string) => !/^\.|^(desktop\.ini|thumbs\.db)$/i.test(file) && !awaitedFile(file);
	const named = (names: readonly string[]) => names.map((file) => `${device}/${file}`);
	return {
		segments: named(segments),
		awaited: named(awaited),
		others: named(files.filter((file) => !isSegmentFile(file) && isOther(file))),
	};
}

/** The names of copies of the journal's folder. Where the case of letters doesn't matter, `Journal` is that folder itself. */
async function listCopies(root: string): Promise<string[]> {
	// Without the right to list the root, its journal may still be readable.
	const folders = await listFolder(root).catch(log.caught(`Copies of the journal's folder in ${root} are not found`));
	const copies = folders?.filter(isJournalCopy) ?? [];
	const isSame = async (copy: string) =>
		/^journal$/i.test(copy) && !folders?.includes("journal") && (await listFolder(journalFolder(root))).length > 0;
	const same = await Promise.all(copies.map(isSame));
	return copies.filter((_, index) => !same[index]);
}

/** The size of a segment in bytes, or `undefined` if it can't be read, for example because the segment is gone. */
export function segmentSize(root: string, name: string): Promise<number | undefined> {
	// The promise of `node:fs/promises` takes twice as long, which matters with thousands of segments.
	return new Promise((resolve) => {
		stat(segmentPath(root, name), (error, stats) => resolve(error ? undefined : stats.size));
	});
}

/** `segmentSize` for any number of segments. To ask for thousands at once would block the extension host. */
export async function segmentSizes(root: string, names: readonly string[]): Promise<(number | undefined)[]> {
	const sizes: (number | undefined)[] = [];
	for (let start = 0; start < names.length; start += mostAtOnce) {
		const some = names.slice(start, start + mostAtOnce);
		sizes.push(...(await Promise.all(some.map((name) => segmentSize(root, name)))));
	}
	return sizes;
}

async function listFolder(path: string): Promise<string[]> {
	try {
		return (await readdir(path)).sort();
	} catch (error) {
		// The folder may not exist yet, and a file among the folders of devices doesn't belong to the journal.
		if (isErrorOf(error, "ENOENT") || isErrorOf(error, "ENOTDIR")) {
			return [];
		}
		throw error;
	}
}
