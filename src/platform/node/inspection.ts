import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Checkup } from "../../core/journal/checkup";
import type { Inspection, SegmentFacts } from "../../core/journal/checkupFacts";
import { distinctEvents } from "../../core/journal/distinct";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { reasonOf } from "../../core/text/reason";
import type { StorePlace } from "../journalStorage";
import { absent } from "../writeError";
import { isBackupFile } from "./backups";
import { copiedLinesPath, listCopiedLines, readCopiedLines } from "./journalDamage";
import { knownSeenFolder } from "./journalIdentity";
import { readSegment } from "./journalReader";
import { findLeftovers } from "./leftovers";
import { SeenSegments } from "./seenSegments";
import { listJournal, segmentSize } from "./segmentFiles";
import { isCopy, segmentPath } from "./segmentNames";
import { nameOfTemporary } from "./wholeFile";

/** A segment by its name, as it is found. */
interface Found extends SegmentFacts {
	readonly name: string;
	/** Whether it contains only zeros. */
	readonly isBlank: boolean;
}

/**
 * Reads everything of a journal as somebody does who has no part in it, and changes nothing: no line is copied aside, and
 * nothing is remembered. Adds the events to `checkup`. Never rejects. `now` is in milliseconds.
 */
export async function inspect(place: StorePlace, checkup: Checkup, now: number): Promise<Inspection> {
	try {
		return await inspectFolder(place, checkup, now);
	} catch (error) {
		const nothing = { segments: [], awaited: [], others: [], missing: [], lacking: [], copiedLines: [], leftovers: [] };
		return { ...nothing, problem: reasonOf(error) };
	}
}

async function inspectFolder(place: StorePlace, checkup: Checkup, now: number): Promise<Inspection> {
	const { root } = place;
	// Without this, a folder that is not there would look like one without a journal.
	await readdir(root);
	const listing = await listJournal(root);
	const all: Found[] = [];
	// One after the other, so that other work has its turn in between.
	for (const name of [...listing.segments].sort((one, other) => Number(isCopy(one)) - Number(isCopy(other)))) {
		all.push(await inspectSegment(root, name, checkup));
	}
	const below = (path: string) => relative(root, path).split(sep).join("/");
	const pathOf = (name: string) => below(segmentPath(root, name));
	const { missing, lacking } = await findLoss(place, checkup, all, listing.awaited);
	const copied = await listCopiedLines(root);
	const copies = copied.map(async (segment) => ({
		path: below(copiedLinesPath(root, segment)),
		lines: (await readCopiedLines(root, segment)).length,
	}));
	return {
		problem: undefined,
		segments: all.filter(({ isBlank }) => !isBlank),
		awaited: [...listing.awaited, ...all.filter(({ isBlank }) => isBlank).map(({ name }) => name)].map(pathOf),
		others: [...listing.others.map(pathOf), ...(await otherBackups(root))],
		missing: missing.map(pathOf),
		lacking,
		copiedLines: await Promise.all(copies),
		leftovers: (await findLeftovers(place, now)).map(({ path, bytes }) => ({ path, bytes })),
	};
}

async function inspectSegment(root: string, name: string, checkup: Checkup): Promise<Found> {
	const path = relative(root, segmentPath(root, name)).split(sep).join("/");
	const facts = { name, path, bytes: (await segmentSize(root, name)) ?? 0, isCopy: isCopy(name) };
	try {
		const add = (events: readonly StoredEvent[]) => checkup.add(path, facts.isCopy, events);
		add([]);
		const { damaged, torn, encoding, isBlank } = await readSegment(root, name, 0, add);
		return { ...facts, damaged: damaged.length, torn, encoding, isBlank, problem: undefined };
	} catch (error) {
		const problem = reasonOf(error);
		return { ...facts, damaged: 0, torn: false, encoding: undefined, isBlank: false, problem };
	}
}

/** What this machine has seen of the journal and can't read any longer. */
async function findLoss(place: StorePlace, checkup: Checkup, all: readonly Found[], awaited: readonly string[]) {
	const folder = await knownSeenFolder(place);
	if (folder === undefined) {
		return { missing: [], lacking: [] };
	}
	const namesOf = (has: (segment: Found) => boolean) => all.filter(has).map(({ name }) => name);
	const found = {
		sizes: Object.fromEntries(all.map(({ name, bytes }) => [name, bytes])),
		flawed: namesOf(({ damaged, torn }) => damaged > 0 || torn),
		hidden: [...awaited, ...namesOf(({ isBlank, problem }) => isBlank || problem !== undefined)],
	};
	const lackingOf = async (seen: readonly StoredEvent[]) =>
		distinctEvents(seen.filter((event) => !checkup.entries.has(event)));
	return new SeenSegments(place.root, folder).compare(found, true, () => true, lackingOf);
}

async function otherBackups(root: string): Promise<string[]> {
	const files = (await readdir(join(root, "backups")).catch(absent)) ?? [];
	const isOther = (file: string) => !file.startsWith(".") && !isBackupFile(file) && nameOfTemporary(file) === undefined;
	return files.filter(isOther).map((file) => `backups/${file}`);
}
