import { basename, dirname } from "node:path";
import type { JournalWatcher, Positions } from "../journalStorage";
import { log } from "../log";
import { FolderWatches, type WatchFolder } from "./folderWatches";
import { journalFolder } from "./journalFiles";
import { listDevices, listSegmentsOf, segmentSizes } from "./segmentFiles";
import { deviceFolder, isSegmentFile } from "./segmentNames";

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

/** How a `JournalWatch` learns of changes, if that is not the usual way. */
export interface WatchOptions {
	/** Milliseconds between looks at the disk while the window has the focus, or infinity for no such looks. */
	readonly interval?: number;
	readonly watchFolder?: WatchFolder;
}

/** Milliseconds. The system reports changes on this machine's disks at once, so only network folders need looks. */
const usualInterval = 30_000;
/** Milliseconds within which several changes count as one. */
const pause = 20;

/** A handler for `catch` that logs the error and returns no names. */
function unlisted(error: unknown): [] {
	log.caught("The journal cannot be listed")(error);
	return [];
}

/**
 * Reports when other windows or machines have appended something that was not read yet: as soon as the system reports a
 * change, or else when the window gains the focus and at intervals while it has the focus. In the background, it
 * doesn't look at the disk unless the system reports a change.
 */
export class JournalWatch implements JournalWatcher {
	readonly #watched: Watched;
	readonly #onChange: () => void;
	readonly #interval: number;
	readonly #folders: FolderWatches;
	/** Segments that have changed and have not been looked at since. */
	readonly #changed = new Set<string>();
	/** The sizes of segments at their last report, so that what stays unread, such as a torn line, is reported once. */
	readonly #told = new Map<string, number>();
	#timer: NodeJS.Timeout | undefined;
	#soon: NodeJS.Timeout | undefined;
	/** Whether anything may have changed, so that all segments have to be looked at. */
	#isAllToAsk = false;
	#isOwnToCheck = false;
	#isLooking = false;
	#isDisposed = false;

	/** The window counts as focused until `setFocused` is called. */
	constructor(watched: Watched, onChange: () => void, { interval = usualInterval, watchFolder }: WatchOptions = {}) {
		this.#watched = watched;
		this.#onChange = onChange;
		this.#interval = interval;
		this.#folders = new FolderWatches((folder, file) => this.#note(folder, file), watchFolder);
		this.setFocused(true);
	}

	/** Must be called when the window gains or loses the focus. */
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

	/** Notes a change in a folder, and looks at it soon. */
	#note(folder: string, file: string | undefined): void {
		const { root } = this.#watched;
		const journal = journalFolder(root);
		if (folder === root && file !== undefined && file !== basename(journal)) {
			return; // The change was beside the journal.
		}
		const name = `${basename(folder)}/${file}`;
		if (dirname(folder) !== journal || file === undefined || !isSegmentFile(file)) {
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

	/** Looks at what may have changed, until nothing is left. */
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

	/** Whether any segment has news. Watches folders before it lists them, so that it misses no change in between. */
	async #askAll(): Promise<boolean> {
		const { root } = this.#watched;
		try {
			const base = this.#watchBase();
			const devices = await listDevices(root);
			const folders = devices.map((device) => deviceFolder(root, device));
			if (this.#isDisposed) {
				return false;
			}
			for (const folder of folders) {
				this.#folders.add(folder);
			}
			this.#folders.keepOnly([base, ...folders]);
			// A folder that can't be listed, such as a broken link, must not hide the others.
			const names = await Promise.all(devices.map((device) => listSegmentsOf(root, device).catch(unlisted)));
			return await this.#ask(names.flat());
		} catch (error) {
			// The code that reads the journal gets this error too and reports it. The next look tries again.
			unlisted(error);
			return false;
		}
	}

	/** Watches the folder of segments or, until it exists, the one in which it will be. Returns the watched folder. */
	#watchBase(): string {
		const { root } = this.#watched;
		const journal = journalFolder(root);
		if (this.#folders.add(journal)) {
			return journal;
		}
		this.#folders.add(root);
		// The folder of segments may have been created just before the one above was watched.
		return this.#folders.add(journal) ? journal : root;
	}

	/** Whether any of these segments has something that was neither read nor reported. */
	async #ask(names: readonly string[]): Promise<boolean> {
		const { root } = this.#watched;
		const others = names.filter((name) => !this.#watched.isOwn(name));
		const sizes = await segmentSizes(root, others);
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
