import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { StorePlace } from "../journalStorage";
import { log } from "../log";
import { absent } from "../writeError";
import { isBackupFile } from "./backups";
import { nameOfTemporary } from "./wholeFile";

/** Milliseconds after which no window is still writing a temporary file. */
const age = 86_400_000;

/** A temporary file that was not renamed, because a window or the machine ended while it was being written. */
export interface Leftover {
	readonly path: string;
	readonly bytes: number;
	/** Whether it is so old that nobody is still writing it. */
	readonly isOld: boolean;
}

/** The files that `writeWholeFile` has left over in Dunder's folders. `now` is in milliseconds. */
export async function findLeftovers({ storage, root }: StorePlace, now: number): Promise<Leftover[]> {
	const inStorage = findIn(storage, () => true, now);
	// A person may keep other files beside the backups.
	return (await Promise.all([inStorage, findIn(join(root, "backups"), isBackupFile, now)])).flat();
}

/** Removes those that are old. Never rejects, because what stays does no harm. */
export async function removeLeftovers(place: StorePlace, now: number): Promise<void> {
	try {
		for (const { path, isOld } of await findLeftovers(place, now)) {
			if (isOld) {
				await rm(path, { force: true });
				log.info(`Removed a leftover: ${path}`);
			}
		}
	} catch (error) {
		log.caught("Leftovers stay")(error);
	}
}

async function findIn(folder: string, isOurs: (name: string) => boolean, now: number): Promise<Leftover[]> {
	const files = (await readdir(folder).catch(absent)) ?? [];
	const isLeftover = (file: string) => {
		const name = nameOfTemporary(file);
		return name !== undefined && isOurs(name);
	};
	const paths = files.filter(isLeftover).map((file) => join(folder, file));
	const stats = await Promise.all(paths.map((path) => stat(path).catch(absent)));
	return paths.flatMap((path, index) => {
		const found = stats[index];
		return found ? [{ path, bytes: found.size, isOld: now - found.mtimeMs > age }] : [];
	});
}
