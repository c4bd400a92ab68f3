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

/** How often records are written while another program keeps changing the files. */
const mostAttempts = 5;

/** Events by their records. */
type Records = Map<string, StoredEvent>;

/** A segment that this window has created. */
interface OwnSegment {
	readonly name: string;
	readonly path: string;
	/** The acknowledged records that its file must have. */
	readonly records: Records;
	/** The length of the file in bytes when it last had them, or -1 if it was gone, and the bytes at its end. */
	size: number;
	end: Buffer;
	/** How many bytes from its start contain only acknowledged records. */
	known: number;
}

/**
 * The segments that a window has written, and every event in them that it has acknowledged. Other programs change files
 * while a window runs: a cloud drive's client replaces a file by an older copy, git removes one for a while. So every write
 * is read back by its path, and events that a file lacks are written to another segment.
 */
export class OwnSegments {
	readonly #place: JournalPlace;
	readonly #identity: JournalIdentity;
	readonly #open: typeof open;
	readonly #segments: OwnSegment[] = [];
	/** Acknowledged records that are no longer in the segment to which they were written. */
	readonly #lacking: Records = new Map();
	/** The segment for the next records; undefined before the first, and after a failure or a change by another program. */
	#current: OwnSegment | undefined;
	#count = 0;

	/** Touches no file yet. `openFile` opens files in tests in which a disk fails. */
	constructor(place: JournalPlace, identity: JournalIdentity, openFile = open) {
		this.#place = place;
		this.#identity = identity;
		this.#open = openFile;
	}

	/** The acknowledged events that are only in memory. */
	get lacking(): readonly StoredEvent[] {
		return [...this.#lacking.values()];
	}

	/** All acknowledged events. */
	get events(): readonly StoredEvent[] {
		return [...this.#segments.flatMap(({ records }) => [...records.values()]), ...this.#lacking.values()];
	}

	/** The number of bytes from the start of each segment that contain only acknowledged records. */
	get known(): Readonly<Record<string, number>> {
		return Object.fromEntries(this.#segments.map(({ name, known }) => [name, known]));
	}

	/** Whether this window writes, or will write, the segment. */
	has(name: string): boolean {
		return name === segmentName(this.#place) || this.#segments.some((segment) => segment.name === name);
	}

	/**
	 * Appends events, and those that are lacking, and resolves when a segment on the disk has them. The first write creates the
	 * folders of the journal; with `anew`, later writes do so as well. Rejects with a `WriteError`; some of the events may then
	 * be on the disk.
	 */
	async append(events: readonly StoredEvent[], anew: boolean): Promise<void> {
		const added: Records = new Map(events.map((event) => [encodeRecord(event), event]));
		// Records that are appended to a changed file would hide the change at its end.
		await this.#look(this.#segments.slice(-1));
		for (let attempt = 1; attempt <= mostAttempts; attempt++) {
			await this.#write(new Map([...this.#lacking, ...(attempt === 1 ? added : [])]), anew);
			await this.#look(this.#segments.slice(-1));
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
	 * Checks that the segments still have all acknowledged events, and writes those that they lack to another segment. Rejects
	 * with a `WriteError`; the events then stay `lacking`.
	 */
	async check(anew: boolean): Promise<void> {
		await this.#look(this.#segments);
		if (this.#lacking.size > 0) {
			await this.append([], anew);
		}
	}

	/** Compares the files at the paths of the segments with what they must have. */
	async #look(segments: readonly OwnSegment[]): Promise<void> {
		for (const segment of segments) {
			const { size, bytes } = await endOf(segment);
			if (size !== segment.size || !bytes.equals(segment.end)) {
				await this.#takeStock(segment);
			}
		}
	}

	/**
	 * Finds out what a file lacks that another program has changed, or to which a write has failed. No more records are appended
	 * to it, and the next start reads what follows its known bytes.
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
		for (const [record, event] of this.#lacking) {
			if (lines.has(record.trim())) {
				// A file that was gone is back.
				this.#lacking.delete(record);
				segment.records.set(record, event);
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
			// After a failed sync, a later one proves nothing, because the system has marked the pages as clean.
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

	/** Checks that the folder still holds the journal. Rejects with a `WriteError`. */
	verify(): Promise<void> {
		return this.#identity.verify(false, () => this.#isAnyHere());
	}

	async #isAnyHere(): Promise<boolean> {
		const found = await Promise.all(this.#segments.map(({ path }) => stat(path).catch(absent)));
		return found.some((stats) => stats !== undefined);
	}

	/** Returns false if the file is gone and its folder is not. */
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
			// This is not recursive, because a root that is gone may be an unmounted disk.
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

/** The length of the file at a segment's path, or -1, and as many bytes of its end as are remembered. */
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
