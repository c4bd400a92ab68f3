import { type FSWatcher, watch } from "node:fs";
import { basename, join } from "node:path";
import { log } from "../log";

/** `fs.watch` for a folder; fails where the folder is not there or the system watches no more. */
export type WatchFolder = (
	path: string,
	options: { readonly persistent: false },
	onEvent: (event: string, file: string | null) => void,
) => Pick<FSWatcher, "close" | "on">;

/** Folders of whose changes the system tells, as far as it and the disk do. */
export class FolderWatches {
	readonly #watchers = new Map<string, ReturnType<WatchFolder>>();
	readonly #onChange: (folder: string, file: string | undefined) => void;
	readonly #watch: WatchFolder;

	/** `onChange` gets the folder and the name of what has changed in it, where the system tells that. */
	constructor(onChange: (folder: string, file: string | undefined) => void, watchFolder: WatchFolder = watch) {
		this.#onChange = onChange;
		this.#watch = watchFolder;
	}

	/** Watches a folder too; false where it cannot be watched now. */
	add(folder: string): boolean {
		if (this.#watchers.has(folder)) {
			return true;
		}
		try {
			const watcher = this.#watch(folder, { persistent: false }, (event, file) => this.#changed(folder, event, file));
			watcher.on("error", (error) => {
				log.caught(`The watch of ${folder} has ended`)(error);
				// Its folder may be gone. Not before the next look is it added again, so that errors that repeat cost nothing.
				this.#drop(folder, watcher);
			});
			this.#watchers.set(folder, watcher);
			return true;
		} catch (error) {
			// The caller is told, and looks by itself.
			log.caught(`${folder} cannot be watched`)(error);
			return false;
		}
	}

	/** Watches none but these from now on, of those that were added. */
	keepOnly(folders: readonly string[]): void {
		for (const [folder, watcher] of this.#watchers) {
			if (!folders.includes(folder)) {
				this.#drop(folder, watcher);
			}
		}
	}

	dispose(): void {
		this.keepOnly([]);
	}

	#changed(folder: string, event: string, file: string | null): void {
		if (event === "rename" && file !== null) {
			// What has come, or gone, may be a folder: the watch of one that is gone never tells of one in its place.
			for (const path of [join(folder, file), ...(file === basename(folder) ? [folder] : [])]) {
				const watcher = this.#watchers.get(path);
				if (watcher) {
					this.#drop(path, watcher);
				}
			}
		}
		this.#onChange(folder, file ?? undefined);
	}

	#drop(folder: string, watcher: ReturnType<WatchFolder>): void {
		watcher.close();
		if (this.#watchers.get(folder) === watcher) {
			this.#watchers.delete(folder);
		}
	}
}
