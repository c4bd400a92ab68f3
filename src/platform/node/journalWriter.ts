import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isErrorOf, WriteError } from "../writeError";
import { type JournalPlace, journalFolder, segmentName } from "./journalFiles";
import { ensureFolder, syncFolder } from "./wholeFile";

/** A window's own segment. It is opened by name for each write, so that one that was deleted or moved away is noticed. */
export class SegmentWriter {
	readonly #root: string;
	readonly #path: string;
	#exists = false;

	constructor(place: JournalPlace) {
		this.#root = place.root;
		this.#path = join(journalFolder(place.root), segmentName(place));
	}

	/**
	 * Appends text and gives the size of the segment when all of it is on the disk. The first write makes the file, with
	 * `anew` also one that was there and is gone, its folder and all. Fails with a `WriteError`; part of the text may
	 * then be written.
	 */
	async write(text: string, anew: boolean): Promise<number> {
		try {
			const file = await this.#open(anew);
			try {
				await file.appendFile(text);
				await file.datasync();
				return (await file.stat()).size;
			} finally {
				await file.close();
			}
		} catch (error) {
			throw new WriteError(this.#path, error);
		}
	}

	async #open(anew: boolean): Promise<FileHandle> {
		if (this.#exists) {
			try {
				return await open(this.#path, constants.O_WRONLY | constants.O_APPEND);
			} catch (error) {
				if (!anew || !isErrorOf(error, "ENOENT")) {
					throw error;
				}
			}
		}
		return this.#create(anew);
	}

	async #create(anew: boolean): Promise<FileHandle> {
		const folder = dirname(this.#path);
		if (anew) {
			await mkdir(this.#root, { recursive: true });
		}
		// Not recursive: a root that is gone may be a disk that is not mounted, and must not be made anew unasked.
		await ensureFolder(dirname(folder));
		await ensureFolder(folder);
		const file = await open(this.#path, "ax");
		this.#exists = true;
		await syncFolder(folder);
		await syncFolder(dirname(folder));
		await syncFolder(this.#root);
		return file;
	}
}
