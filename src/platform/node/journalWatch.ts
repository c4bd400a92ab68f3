import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { journalFolder } from "./journalFiles";
import { listDevices, listSegments, type Positions, segmentSize } from "./journalReader";

/** What a watch looks at: everything in the journal but the segment that its own window writes. */
export interface Watched {
	readonly root: string;
	readonly own: string;
	/** How far the segments were read. */
	positions(): Positions;
}

/** Milliseconds between looks at the disk, for not every disk tells of changes: what is found is shown within a second. */
const interval = 800;
/** Milliseconds in which several changes are one. */
const pause = 20;
/** Of how many of a device's latest sessions each look asks the size, and of how many older ones, which take turns. */
const latest = 16;
/** After how many looks a folder is listed again that seems to be as it was. */
const looksPerListing = 5;

/** Tells when other windows or machines have appended something that was not read yet. */
export class JournalWatch {
	readonly #watched: Watched;
	readonly #onChange: () => void;
	readonly #watchers = new Map<string, FSWatcher>();
	readonly #changing = new Set<string>();
	/** Sizes of which was told: what stays unread, such as a line that was cut off, is told of once. */
	readonly #told = new Map<string, number>();
	readonly #listed = new Map<string, { readonly mtimeMs: number; readonly names: readonly string[] }>();
	readonly #timer: NodeJS.Timeout;
	#soon: NodeJS.Timeout | undefined;
	#looks = 0;
	#isLooking = false;
	#isDisposed = false;

	constructor(watched: Watched, onChange: () => void) {
		this.#watched = watched;
		this.#onChange = onChange;
		this.#timer = setInterval(() => void this.#look(), interval).unref();
		void this.#look();
	}

	dispose(): void {
		this.#isDisposed = true;
		clearInterval(this.#timer);
		clearTimeout(this.#soon);
		for (const watcher of this.#watchers.values()) {
			watcher.close();
		}
		this.#watchers.clear();
	}

	async #look(): Promise<void> {
		if (this.#isLooking) {
			return;
		}
		this.#isLooking = true;
		try {
			const devices = await listDevices(this.#watched.root);
			for (const folder of ["", ...devices]) {
				this.#watchFolder(folder);
			}
			// What cannot be asked, such as a link to nowhere, must not hide the others.
			const hasNews = await Promise.all(devices.map((device) => this.#hasNews(device).catch(() => false)));
			if (hasNews.includes(true) && !this.#isDisposed) {
				this.#onChange();
			}
		} catch {
			// A folder that cannot be listed: whoever reads it is told, and the next look tries again.
		} finally {
			this.#isLooking = false;
			this.#looks++;
		}
	}

	async #hasNews(device: string): Promise<boolean> {
		const { root, own } = this.#watched;
		const names = await this.#list(device);
		const positions = this.#watched.positions();
		const turns = Math.ceil(names.length / latest);
		let hasNews = false;
		for (const [index, name] of names.entries()) {
			const isNew = !Object.hasOwn(positions, name) && !this.#told.has(name);
			const isItsTurn = index >= names.length - latest || index % turns === this.#looks % turns;
			const isToAsk = isNew || isItsTurn || this.#changing.has(name);
			const size = isToAsk && name !== own ? await segmentSize(root, name) : undefined;
			if (size !== undefined && size !== (positions[name] ?? 0) && size !== this.#told.get(name)) {
				this.#changing.add(name);
				this.#told.set(name, size);
				hasNews = true;
			}
		}
		return hasNews;
	}

	/** The segments of a device. Of a folder that is as it was that is known, but for disks whose times are coarse. */
	async #list(device: string): Promise<readonly string[]> {
		const { root } = this.#watched;
		const { mtimeMs } = await stat(join(journalFolder(root), device));
		const listed = this.#listed.get(device);
		if (listed?.mtimeMs === mtimeMs && this.#looks % looksPerListing > 0) {
			return listed.names;
		}
		const names = await listSegments(root, device);
		this.#listed.set(device, { mtimeMs, names });
		return names;
	}

	#watchFolder(folder: string): void {
		if (this.#watchers.has(folder) || this.#isDisposed) {
			return;
		}
		try {
			const watcher = watch(join(journalFolder(this.#watched.root), folder), { persistent: false }, (_, file) => {
				this.#changed(file === null ? folder : `${folder}/${file}`);
			});
			watcher.on("error", () => {
				watcher.close();
				this.#watchers.delete(folder);
			});
			this.#watchers.set(folder, watcher);
		} catch {
			// There is none yet, or the system watches no more: the look each second remains.
		}
	}

	#changed(name: string): void {
		if (name !== this.#watched.own) {
			this.#changing.add(name);
			clearTimeout(this.#soon);
			this.#soon = setTimeout(() => void this.#look(), pause);
		}
	}
}
