import { constants, createReadStream } from "node:fs";
import { copyFile, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import type { StoredEvent } from "../../core/journal/storedEvent";
import type { Positions } from "../journalStorage";
import { log } from "../log";
import { absent } from "../writeError";
import { readSegmentFile } from "./journalReader";
import { listSegments, segmentSizes } from "./segmentFiles";
import { segmentPath } from "./segmentNames";

/** What the segments contain now, as `readSegments` returns it. */
interface Found {
	readonly sizes: Positions;
	readonly flawed: readonly string[];
	readonly hidden: readonly string[];
}

/** What a machine has seen and cannot read any longer. */
interface Loss {
	/** The segments of which more was seen than their files have. */
	readonly shrunk: readonly string[];
	/** Those that have shrunk or are damaged, and have lost events. */
	readonly missing: readonly string[];
	/** The events that no segment has any longer. */
	readonly lacking: readonly StoredEvent[];
}

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

	/**
	 * What was seen and can't be read any longer. `isAll` says whether all segments were read, which also shows damage in what
	 * was seen. `isOther` tells segments of other windows, and `lackingOf` returns those events that no segment has.
	 */
	async compare(
		{ sizes, flawed, hidden }: Found,
		isAll: boolean,
		isOther: (name: string) => boolean,
		lackingOf: (seen: readonly StoredEvent[]) => Promise<readonly StoredEvent[]>,
	): Promise<Loss> {
		const shrunk = [...(await this.#sizes())]
			.filter(([name, seen]) => (sizes[name] ?? 0) < seen && isOther(name) && !hidden.includes(name))
			.map(([name]) => name);
		const names = isAll ? [...new Set([...shrunk, ...[...flawed, ...hidden].filter(isOther)])] : shrunk;
		const copies = await Promise.all(names.map((name) => this.#events(name)));
		const seen = copies.flat();
		const lacking = seen.length > 0 ? await lackingOf(seen) : [];
		const ids = new Set(lacking.map(({ id }) => id));
		const hasLost = (index: number) => copies[index]?.some(({ id }) => ids.has(id));
		return {
			shrunk,
			missing: names.filter((name, index) => !hidden.includes(name) && hasLost(index)),
			lacking,
		};
	}

	/** The events of a segment as it was seen. */
	async #events(name: string): Promise<readonly StoredEvent[]> {
		const parts: (readonly StoredEvent[])[] = [];
		await readSegmentFile(segmentPath(this.copies, name), 0, (events) => parts.push(events)).catch(absent);
		return parts.flat();
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
			const path = segmentPath(this.copies, name);
			await rm(path, { force: true });
			await copyFile(segmentPath(this.root, name), path).catch(absent);
		} catch (error) {
			log.caught(`The copy of ${name} stays as it was`)(error);
		}
		this.#loading = undefined;
	}

	/** Writes at the same place as in the file, because another window of this machine may do the same at the same time. */
	async #copy(name: string, start: number, end: number): Promise<void> {
		const path = segmentPath(this.copies, name);
		await mkdir(dirname(path), { recursive: true });
		const file = await open(path, constants.O_WRONLY | constants.O_CREAT);
		const part = createReadStream(segmentPath(this.root, name), { start, end: end - 1 });
		await pipeline(part, file.createWriteStream({ start }));
	}

	#sizes(): Promise<Map<string, number>> {
		this.#loading ??= this.#load();
		return this.#loading;
	}

	async #load(): Promise<Map<string, number>> {
		const names = await listSegments(this.copies);
		const sizes = await segmentSizes(this.copies, names);
		return new Map(names.map((name, index) => [name, sizes[index] ?? 0]));
	}
}
