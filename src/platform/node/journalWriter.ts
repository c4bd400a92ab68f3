import { constants } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isErrorOf, WriteError } from "../writeError";
import { type JournalPlace, journalFolder, segmentName } from "./journalFiles";
import { ensureFolder, syncFolder } from "./wholeFile";

/** Writes a window's own segment. It opens the file by name for each write, to notice if it was deleted or moved. */
export class SegmentWriter {
	readonly #root: string;
	readonly #path: string;
	#exists = false;

	constructor(place: JournalPlace) {
		this.#root = place.root;
		this.#path = join(journalFolder(place.root), segmentName(place));
	}

	/**
	 * Appends text, and returns the size of the segment when all of the text is on the disk. The first write creates
	 * the file. With `anew`, a file that is gone is created again, together with its folders. Rejects with a
	 * `WriteError`; part of the text may then have been written.
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
		// This is not recursive: a root that is gone may be on a disk that is not mounted, and must only be created
		// again if the person asks for it.
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
