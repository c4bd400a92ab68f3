import { constants } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as l10n from "@vscode/l10n";
import { encodeRecord } from "../../core/journal/record";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { log } from "../log";
import { absent, isErrorOf, WriteError } from "../writeError";
import { type JournalPlace, journalFolder, segmentName } from "./journalFiles";
import type { JournalIdentity } from "./journalIdentity";
import { ensureFolder, syncFolder } from "./wholeFile";

/** How often records are written again while something else keeps changing the files. */
const mostAttempts = 5;

/** Events by their records. */
type Records = Map<string, StoredEvent>;

/** A file that this window has made. */
interface OwnSegment {
	readonly name: string;
	readonly path: string;
	/** What it must have. */
	readonly records: Records;
	/** Its length in bytes when it was last seen to have that, and the bytes at its end. */
	size: number;
	end: Buffer;
	/** How many bytes from its start hold nothing but acknowledged records. */
	known: number;
}

/**
 * The segments that a window has written, and every event in them that it has acknowledged. Other programs change files under a
 * running window: a client of a cloud drive puts an older copy in place, git takes a file away for a while. So each write is
 * read back by its path, and what a file lacks goes into another segment.
 */
export class OwnSegments {
	readonly #place: JournalPlace;
	readonly #identity: JournalIdentity;
	readonly #open: typeof open;
	readonly #segments: OwnSegment[] = [];
	/** Acknowledged, and no longer in the segment into which it was written. */
	readonly #lacking: Records = new Map();
	/** The segment that takes the next records: none before the first, and after a failure or a change by another program. */
	#current: OwnSegment | undefined;
	#count = 0;

	/** Touches no file yet. `openFile` is for tests in which a disk fails. */
	constructor(place: JournalPlace, identity: JournalIdentity, openFile = open) {
		this.#place = place;
		this.#identity = identity;
		this.#open = openFile;
	}

	/** Acknowledged events that are in memory only. */
	get lacking(): readonly StoredEvent[] {
		return [...this.#lacking.values()];
	}

	/** All acknowledged events. */
	get events(): readonly StoredEvent[] {
		return [...this.#segments.flatMap(({ records }) => [...records.values()]), ...this.#lacking.values()];
	}

	/** By segment: how many of its bytes hold nothing but acknowledged records. */
	get known(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.#segments.map(({ name, known }) => [name, known]));
	}

	/** Whether this window writes the segment, or is about to. */
	has(name: string): boolean {
		return name === segmentName(this.#place) || this.#segments.some((segment) => segment.name === name);
	}

	/**
	 * Appends events, with those that are lacking, and resolves when they are on the disk under the path of a segment. The first
	 * write makes the folders of the journal; with `anew` they are also made where they were there and are gone. Fails with a
	 * `WriteError`; some of the events may then be on the disk.
	 */
	async append(events: readonly StoredEvent[], anew: boolean): Promise<void> {
		const added: Records = new Map(events.map((event) => [encodeRecord(event), event]));
		// Records behind an end that another program has replaced would hide that it has.
		await this.#look();
		for (let attempt = 1; attempt <= mostAttempts; attempt++) {
			await this.#write(new Map([...this.#lacking, ...(attempt === 1 ? added : [])]), anew);
			await this.#look();
			if (this.#lacking.size === 0) {
				return;
			}
			log.warn(`Something has changed ${this.#place.root}: ${this.#lacking.size} records are written again`);
		}
		for (const record of added.keys()) {
			this.#lacking.delete(record);
		}
		throw new WriteError(this.#place.root, new Error(l10n.t("another program keeps changing its files")));
	}

	/**
	 * Looks whether the segments still have what was acknowledged, and writes what they lack into another one. Fails with a
	 * `WriteError`; the events then stay `lacking`.
	 */
	async check(anew: boolean): Promise<void> {
		await this.#look();
		if (this.#lacking.size > 0) {
			await this.append([], anew);
		}
	}

	/** Finds what the files at the segments' paths lack. */
	async #look(): Promise<void> {
		for (const segment of this.#segments) {
			const { size, bytes } = await endOf(segment);
			if (size !== segment.size || !bytes.equals(segment.end)) {
				await this.#takeStock(segment);
			}
		}
	}

	/**
	 * Another program has changed the file, or a write has failed: the file takes no more records, and the next start reads what
	 * is behind those that are known.
	 */
	async #takeStock(segment: OwnSegment): Promise<void> {
		const read = await this.#read(segment.path);
		const found = read ?? Buffer.alloc(0);
		const written = Buffer.from([...segment.records.keys()].join(""));
		const lines = new Set(found.toString("utf8").split(/\r?\n/));
		for (const [record, event] of segment.records) {
			if (!lines.has(record.trim())) {
				segment.records.delete(record);
				this.#lacking.set(record, event);
			}
		}
		segment.size = read?.length ?? -1;
		segment.end = found.subarray(Math.max(0, found.length - segment.end.length));
		segment.known = written.subarray(0, segment.known).equals(found.subarray(0, segment.known)) ? segment.known : 0;
		this.#current = this.#current === segment ? undefined : this.#current;
	}

	async #read(path: string): Promise<Buffer | undefined> {
		const file = await this.#open(path, constants.O_RDONLY).catch(absent);
		try {
			return await file?.readFile();
		} finally {
			await file?.close();
		}
	}

	async #write(records: Records, anew: boolean): Promise<void> {
		if (records.size === 0) {
			return;
		}
		try {
			const bytes = Buffer.from([...records.keys()].join(""));
			if (anew) {
				await mkdir(this.#place.root, { recursive: true });
			}
			await this.#identity.verify(anew, () => this.#isAnyHere());
			const segment = this.#current ?? (await this.#create(anew));
			// After a sync that failed, a later one proves nothing: pages that are not on the disk are marked as clean.
			this.#current = undefined;
			if (await this.#appendTo(segment, bytes)) {
				segment.known = segment.known === segment.size ? segment.size + bytes.length : segment.known;
				segment.size += bytes.length;
				segment.end = bytes;
				this.#current = segment;
			}
			for (const [record, event] of records) {
				segment.records.set(record, event);
				this.#lacking.delete(record);
			}
		} catch (error) {
			throw error instanceof WriteError
				? error
				: new WriteError(join(journalFolder(this.#place.root), segmentName(this.#place)), error);
		}
	}

	async #isAnyHere(): Promise<boolean> {
		const found = await Promise.all(this.#segments.map(({ path }) => stat(path).catch(absent)));
		return found.some((stats) => stats !== undefined);
	}

	/** Returns false where the file is gone and its folder is there. */
	async #appendTo({ path }: OwnSegment, bytes: Buffer): Promise<boolean> {
		try {
			const file = await this.#open(path, constants.O_WRONLY | constants.O_APPEND);
			try {
				await file.appendFile(bytes);
				await file.datasync();
			} finally {
				await file.close();
			}
			return true;
		} catch (error) {
			if (isErrorOf(error, "ENOENT") && (await stat(dirname(path)).catch(absent))) {
				return false;
			}
			throw error;
		}
	}

	async #create(anew: boolean): Promise<OwnSegment> {
		const { root, device, session } = this.#place;
		this.#count++;
		const name = segmentName({ device, session: this.#count === 1 ? session : `${session}-${this.#count}` });
		const path = join(journalFolder(root), name);
		if (anew || this.#segments.length === 0) {
			// Not recursive: a root that is gone may be a disk that is not mounted, and must not be made anew unasked.
			await ensureFolder(journalFolder(root));
			await ensureFolder(dirname(path));
		}
		const file = await this.#open(path, "ax");
		await file.close();
		for (const folder of [dirname(path), journalFolder(root), root]) {
			await syncFolder(folder);
		}
		const segment = { name, path, records: new Map(), size: 0, end: Buffer.alloc(0), known: 0 };
		this.#segments.push(segment);
		return segment;
	}
}

/** The length of the file at a segment's path, and as many bytes of its end as were last seen there. */
async function endOf({ path, end }: OwnSegment): Promise<{ readonly size: number; readonly bytes: Buffer }> {
	const file = await open(path, constants.O_RDONLY).catch(absent);
	try {
		const size = (await file?.stat())?.size ?? -1;
		const bytes = Buffer.alloc(Math.max(0, Math.min(end.length, size)));
		await file?.read(bytes, 0, bytes.length, size - bytes.length);
		return { size, bytes };
	} finally {
		await file?.close();
	}
}
