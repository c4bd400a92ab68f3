import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { log } from "../log";
import { isErrorOf, WriteError } from "../writeError";

/**
 * Writes a file completely or not at all, even if the power fails: it writes, syncs, and renames a file beside it.
 * Creates the folder if it is missing, but not the one above. Rejects with a `WriteError`.
 */
export async function writeWholeFile(path: string, text: string): Promise<void> {
	const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
	try {
		await ensureFolder(dirname(path));
		const file = await open(temporary, "wx");
		try {
			await file.appendFile(text);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(temporary, path);
	} catch (error) {
		await rm(temporary, { force: true }).catch(log.caught(`${temporary} is left over`));
		throw new WriteError(path, error);
	}
	await syncFolder(dirname(path));
}

/** Makes the names of new files in a folder survive a loss of power. Windows does so itself, and refuses this call. */
export async function syncFolder(path: string): Promise<void> {
	const unsynced = log.caught(`The folder ${path} is not synced`);
	const folder = await open(path, "r").catch(unsynced);
	await folder?.sync().catch(unsynced);
	await folder?.close();
}

/** Creates a folder if there is none, but not the one above it. */
export async function ensureFolder(path: string): Promise<void> {
	try {
		await mkdir(path);
	} catch (error) {
		if (!isErrorOf(error, "EEXIST")) {
			throw error;
		}
	}
}
