import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { log } from "../log";
import { isErrorOf, WriteError } from "../writeError";

/** Milliseconds between attempts to rename a file. Virus scanners and sync clients hold a new file for a moment. */
const pauses = [10, 20, 40, 80, 160, 320, 640, 1_280, 2_560];
/** What Windows says while another program holds a file. */
const busy = ["EPERM", "EACCES", "EBUSY"];

/** How a file is renamed, and how time passes until the next attempt. */
interface Renaming {
	rename(from: string, to: string): Promise<void>;
	pause(milliseconds: number): Promise<unknown>;
}

const usual: Renaming = { rename, pause: setTimeout };

/**
 * Writes a file completely or not at all, even if the power fails: it writes, syncs, and renames a file beside it.
 * Creates the folder if it is missing, but not the one above. Rejects with a `WriteError`.
 */
export async function writeWholeFile(
	path: string,
	content: string | AsyncIterable<string | Uint8Array>,
	renaming = usual,
): Promise<void> {
	const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
	try {
		await ensureFolder(dirname(path));
		const file = await open(temporary, "wx");
		try {
			await writeFile(file, content);
			await file.sync();
		} finally {
			await file.close();
		}
		await renamePatiently(temporary, path, renaming);
	} catch (error) {
		await rm(temporary, { force: true }).catch(log.caught(`${temporary} is left over`));
		throw new WriteError(path, error);
	}
	await syncFolder(dirname(path));
}

/** The name of the file that a temporary file of `writeWholeFile` was to become; `undefined` for any other file. */
export function nameOfTemporary(file: string): string | undefined {
	return /^(.+)\.[0-9a-f]{8}\.tmp$/.exec(file)?.[1];
}

/** Renames a file or a folder. Waits for other programs that hold it. */
async function renamePatiently(from: string, to: string, { rename, pause } = usual): Promise<void> {
	for (const milliseconds of pauses) {
		try {
			await rename(from, to);
			return;
		} catch (error) {
			if (!busy.some((code) => isErrorOf(error, code))) {
				throw error;
			}
			log.caught(`${to} is held by another program`)(error);
			await pause(milliseconds);
		}
	}
	await rename(from, to);
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
