import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { encodeRecord } from "../../core/journal/record";
import type { StoredEvent } from "../../core/journal/storedEvent";
import { ChangedError } from "../changedError";
import { absent, WriteError } from "../writeError";
import { type JournalPlace, journalFolder, segmentName, sessionId } from "./journalFiles";
import { ensureFolder, writeWholeFile } from "./wholeFile";

/**
 * Segments with any number of events, which are written as a whole and not kept in memory. They count as another window's,
 * so that their loss is noticed.
 */
export class WholeSegments {
	#writing: Promise<unknown> = Promise.resolve();

	/** `verify` rejects with a `WriteError` if the folder no longer holds the journal. `now` returns milliseconds. */
	constructor(
		private readonly verify: () => Promise<void>,
		private readonly root: string,
		private readonly device: string,
		private readonly now: () => number,
	) {}

	/** Writes a segment with the events of all batches, or none. Rejects with a `WriteError`. */
	async write(batches: AsyncIterable<readonly StoredEvent[]>): Promise<void> {
		const place = { root: this.root, device: this.device, session: sessionId(this.now()) };
		const writing = this.verify().then(() => writeSegment(place, batches));
		this.#writing = Promise.allSettled([this.#writing, writing]);
		await writing;
	}

	/** Resolves when nothing is being written. */
	async settled(): Promise<void> {
		await this.#writing;
	}
}

async function writeSegment(place: JournalPlace, batches: AsyncIterable<readonly StoredEvent[]>): Promise<void> {
	const path = join(journalFolder(place.root), segmentName(place));
	try {
		// This is not recursive, because a root that is gone may be an unmounted disk.
		await ensureFolder(journalFolder(place.root));
	} catch (error) {
		throw new WriteError(path, error);
	}
	let size = 0;
	const records = async function* () {
		for await (const events of batches) {
			const text = events.map(encodeRecord).join("");
			size += Buffer.byteLength(text);
			yield text;
		}
	};
	await writeWholeFile(path, records());
	if ((await stat(path).catch(absent))?.size !== size) {
		throw new WriteError(dirname(path), new ChangedError());
	}
}
