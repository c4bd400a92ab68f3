import { type FSWatcher, watch } from "node:fs";
import { basename, join } from "node:path";
import { log } from "../log";

/** `fs.watch` for a folder. Throws if the folder doesn't exist or the system can't watch any more folders. */
export type WatchFolder = (
	path: string,
	options: { readonly persistent: false },
	onEvent: (event: string, file: string | null) => void,
) => Pick<FSWatcher, "close" | "on">;

/** Watches folders for changes, as far as the system and the disk report them. */
export class FolderWatches {
	readonly #watchers = new Map<string, ReturnType<WatchFolder>>();
	readonly #onChange: (folder: string, file: string | undefined) => void;
	readonly #watch: WatchFolder;

	/** `onChange` gets the folder and, if the system reports it, the name of what has changed in it. */
	constructor(onChange: (folder: string, file: string | undefined) => void, watchFolder: WatchFolder = watch) {
		this.#onChange = onChange;
		this.#watch = watchFolder;
	}

	/** Starts to watch a folder. Returns false if it can't be watched now. */
	add(folder: string): boolean {
		if (this.#watchers.has(folder)) {
			return true;
		}
		try {
			const watcher = this.#watch(folder, { persistent: false }, (event, file) => this.#changed(folder, event, file));
			watcher.on("error", (error) => {
				log.caught(`The watch of ${folder} has ended`)(error);
				// The folder may be gone. It is added again only at the next look, so repeated errors cost nothing.
				this.#drop(folder, watcher);
			});
			this.#watchers.set(folder, watcher);
			return true;
		} catch (error) {
			// The caller gets false, and looks at the folder itself.
			log.caught(`${folder} cannot be watched`)(error);
			return false;
		}
	}

	/** Stops watching all folders except for these. */
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
			// This may be a watched folder that was deleted or replaced. Its watch would never report on a new folder.
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
