import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { log } from "../log";
import { isErrorOf, WriteError } from "../writeError";

/**
 * Puts a file there whole or not at all, even where the power fails: written beside it, synced, renamed. Its folder is made
 * where it is missing, the one above is not. Fails with a `WriteError`.
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

/** Makes the names of new files in a folder last through a loss of power; Windows does so by itself and refuses. */
export async function syncFolder(path: string): Promise<void> {
	const unsynced = log.caught(`The folder ${path} is not synced`);
	const folder = await open(path, "r").catch(unsynced);
	await folder?.sync().catch(unsynced);
	await folder?.close();
}

/** Makes a folder where there is none, but not the one above it. */
export async function ensureFolder(path: string): Promise<void> {
	try {
		await mkdir(path);
	} catch (error) {
		if (!isErrorOf(error, "EEXIST")) {
			throw error;
		}
	}
}
