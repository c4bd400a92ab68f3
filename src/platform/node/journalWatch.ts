import { basename, join } from "node:path";
import type { JournalWatcher, Positions } from "../journalStorage";
import { log } from "../log";
import { FolderWatches, type WatchFolder } from "./folderWatches";
import { journalFolder } from "./journalFiles";
import { listDevices, listSegmentsOf, segmentSize } from "./segmentFiles";

/** What a watch looks at. */
export interface Watched {
	readonly root: string;
	/** Whether the window itself writes a segment. */
	isOwn(name: string): boolean;
	/** How far the segments were read. */
	positions(): Positions;
	/** Looks whether the own segments still have all that was written. Never rejects. */
	checkOwn(): Promise<void>;
}

/** How a watch hears of changes, where that is not the usual way. */
export interface WatchOptions {
	/** Milliseconds between looks at the disk while the window has the focus; infinite for none. */
	readonly interval?: number;
	readonly watchFolder?: WatchFolder;
}

/** Milliseconds. The system tells of changes on this machine's disks at once; only network folders need to be asked. */
const usualInterval = 30_000;
/** Milliseconds in which several changes are one. */
const pause = 20;

/** Gives no names. */
function unlisted(error: unknown): [] {
	log.caught("The journal cannot be listed")(error);
	return [];
}

/**
 * Tells when other windows or machines have appended something that was not read yet: as soon as the system tells of it, and
 * else when the window gets the focus or has it for a while. In the background it asks nothing of the disk by itself.
 */
export class JournalWatch implements JournalWatcher {
	readonly #watched: Watched;
	readonly #onChange: () => void;
	readonly #interval: number;
	readonly #folders: FolderWatches;
	/** Segments that have changed and were not looked at since. */
	readonly #changed = new Set<string>();
	/** Sizes of which was told: what stays unread, such as a line that was cut off, is told of once. */
	readonly #told = new Map<string, number>();
	#timer: NodeJS.Timeout | undefined;
	#soon: NodeJS.Timeout | undefined;
	/** Anything may have changed. */
	#isAllToAsk = false;
	#isOwnToCheck = false;
	#isLooking = false;
	#isDisposed = false;

	/** The window has the focus until `setFocused` says otherwise. */
	constructor(watched: Watched, onChange: () => void, { interval = usualInterval, watchFolder }: WatchOptions = {}) {
		this.#watched = watched;
		this.#onChange = onChange;
		this.#interval = interval;
		this.#folders = new FolderWatches((folder, file) => this.#note(folder, file), watchFolder);
		this.setFocused(true);
	}

	/** To be called when the window gets the focus or loses it. */
	setFocused(isFocused: boolean): void {
		clearInterval(this.#timer);
		this.#timer = undefined;
		if (!isFocused || this.#isDisposed) {
			return;
		}
		if (Number.isFinite(this.#interval)) {
			this.#timer = setInterval(() => this.#lookAtAll(), this.#interval).unref();
		}
		this.#lookAtAll();
	}

	dispose(): void {
		this.#isDisposed = true;
		clearInterval(this.#timer);
		clearTimeout(this.#soon);
		this.#folders.dispose();
	}

	#lookAtAll(): void {
		this.#isAllToAsk = true;
		void this.#look();
	}

	/** Something has changed in a folder. */
	#note(folder: string, file: string | undefined): void {
		const { root } = this.#watched;
		const journal = journalFolder(root);
		if (folder === root && file !== undefined && file !== basename(journal)) {
			return; // What lies beside the journal.
		}
		const name = `${basename(folder)}/${file}`;
		if (folder === root || folder === journal || !file?.endsWith(".jsonl")) {
			this.#isAllToAsk = true;
		} else if (this.#watched.isOwn(name)) {
			this.#isOwnToCheck = true;
		} else {
			this.#changed.add(name);
		}
		this.#soon ??= setTimeout(() => {
			this.#soon = undefined;
			void this.#look();
		}, pause);
	}

	/** Looks at what is to be asked, until nothing is. */
	async #look(): Promise<void> {
		if (this.#isLooking) {
			return;
		}
		this.#isLooking = true;
		try {
			while (!this.#isDisposed && (this.#isAllToAsk || this.#isOwnToCheck || this.#changed.size > 0)) {
				const changed = [...this.#changed];
				const isAll = this.#isAllToAsk;
				const isOwn = isAll || this.#isOwnToCheck;
				this.#changed.clear();
				this.#isAllToAsk = false;
				this.#isOwnToCheck = false;
				if (isOwn) {
					await this.#watched.checkOwn();
				}
				const hasNews = isAll ? await this.#askAll() : await this.#ask(changed);
				if (hasNews && !this.#isDisposed) {
					this.#onChange();
				}
			}
		} finally {
			this.#isLooking = false;
		}
	}

	/** Asks of every segment, and has the folders watched before they are listed, so that nothing comes in between. */
	async #askAll(): Promise<boolean> {
		const { root } = this.#watched;
		try {
			const base = this.#watchBase();
			const devices = await listDevices(root);
			const folders = devices.map((device) => join(journalFolder(root), device));
			if (this.#isDisposed) {
				return false;
			}
			for (const folder of folders) {
				this.#folders.add(folder);
			}
			this.#folders.keepOnly([base, ...folders]);
			// What cannot be listed, such as a link to nowhere, must not hide the others.
			const names = await Promise.all(devices.map((device) => listSegmentsOf(root, device).catch(unlisted)));
			return await this.#ask(names.flat());
		} catch (error) {
			// The code that reads the journal is told, and the next look tries again.
			unlisted(error);
			return false;
		}
	}

	/** Has the folder of segments watched or, until it is there, the one in which it will be. */
	#watchBase(): string {
		const { root } = this.#watched;
		const journal = journalFolder(root);
		if (this.#folders.add(journal)) {
			return journal;
		}
		this.#folders.add(root);
		// It may have come just before the other one was watched.
		return this.#folders.add(journal) ? journal : root;
	}

	/** Whether any of these segments has something that was neither read nor told of. */
	async #ask(names: readonly string[]): Promise<boolean> {
		const { root } = this.#watched;
		const others = names.filter((name) => !this.#watched.isOwn(name));
		const sizes = await Promise.all(others.map((name) => segmentSize(root, name)));
		const positions = this.#watched.positions();
		let hasNews = false;
		for (const [index, name] of others.entries()) {
			const size = sizes[index];
			if (size !== undefined && size !== (positions[name] ?? 0) && size !== this.#told.get(name)) {
				this.#told.set(name, size);
				hasNews = true;
			}
		}
		return hasNews;
	}
}
