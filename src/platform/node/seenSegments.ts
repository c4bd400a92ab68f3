import { constants } from "node:fs";
import { copyFile, mkdir, open, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { decodeSegment } from "../../core/journal/record";
import type { StoredEvent } from "../../core/journal/storedEvent";
import type { Positions } from "../journalStorage";
import { log } from "../log";
import { absent } from "../writeError";
import { journalFolder } from "./journalFiles";
import { listSegments, readFrom, segmentSize } from "./segmentFiles";

/**
 * Copies of everything that this machine has read from a journal or written to it, in a folder that no other machine shares.
 * Only what was seen here can be missing, because files of other machines arrive in any order.
 */
export class SeenSegments {
	#loading: Promise<Map<string, number>> | undefined;

	/** The folder `copies` has the same layout as `root`, the folder of the journal. */
	constructor(
		private readonly root: string,
		private readonly copies: string,
	) {}

	/** The segments of which more was seen than their files have. `sizes` has the sizes of the files in bytes. */
	async shrunk(sizes: Positions): Promise<string[]> {
		return [...(await this.#sizes())].filter(([name, seen]) => (sizes[name] ?? 0) < seen).map(([name]) => name);
	}

	/** The events of a segment as it was seen. */
	async events(name: string): Promise<readonly StoredEvent[]> {
		const bytes = await readFrom(pathOf(this.copies, name), 0).catch(absent);
		return bytes ? decodeSegment(bytes).events : [];
	}

	/** Copies the bytes before each position that were not copied yet. Never rejects; without copies, a loss goes unnoticed. */
	async catchUp(positions: Positions): Promise<void> {
		const sizes = await this.#sizes();
		for (const [name, position] of Object.entries(positions)) {
			const size = sizes.get(name) ?? 0;
			if (size < position) {
				sizes.set(name, position);
				await this.#copy(name, size, position).catch(log.caught(`No copy of ${name} is kept`));
			}
		}
	}

	/** Replaces the copy of a segment by what its file now has. Never rejects. */
	async accept(name: string): Promise<void> {
		try {
			const path = pathOf(this.copies, name);
			await rm(path, { force: true });
			await copyFile(pathOf(this.root, name), path).catch(absent);
		} catch (error) {
			log.caught(`The copy of ${name} stays as it was`)(error);
		}
		this.#loading = undefined;
	}

	/** Writes at the same place as in the file, because another window of this machine may do the same at the same time. */
	async #copy(name: string, start: number, end: number): Promise<void> {
		const path = pathOf(this.copies, name);
		const bytes = (await readFrom(pathOf(this.root, name), start)).subarray(0, end - start);
		await mkdir(dirname(path), { recursive: true });
		const file = await open(path, constants.O_WRONLY | constants.O_CREAT);
		try {
			await file.write(bytes, 0, bytes.length, start);
		} finally {
			await file.close();
		}
	}

	#sizes(): Promise<Map<string, number>> {
		this.#loading ??= this.#load();
		return this.#loading;
	}

	async #load(): Promise<Map<string, number>> {
		const names = await listSegments(this.copies);
		const sizes = await Promise.all(names.map((name) => segmentSize(this.copies, name)));
		return new Map(names.map((name, index) => [name, sizes[index] ?? 0]));
	}
}

function pathOf(root: string, name: string): string {
	return join(journalFolder(root), name);
}
