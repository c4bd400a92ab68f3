import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ExportProblem } from "../../core/journal/exportFile";
import { type EventSource, exportPieces } from "../eventSource";
import type { ReadExport } from "../exportReader";
import { log } from "../log";
import type { WorkOptions } from "../slices";
import { absent, isErrorOf } from "../writeError";
import { readExportFile } from "./exportFiles";
import { writeWholeFile } from "./wholeFile";

const kept = 14;
const suffix = ".jsonl";
const nameForm = /^\d{4}-\d\d-\d\d(-[a-z0-9-]{1,40})?$/;
const dayForm = /^\d{4}-\d\d-\d\d$/;

/**
 * Writes all events as the export `<root>/backups/<name>.jsonl`, unless there are no events or the file exists. The
 * name is a day, `2027-01-15`, or a day and an occasion, `2027-01-15-before-reset`. At least the latest fourteen of the
 * former kind are kept, and all of the latter. Returns whether a backup was written. Rejects with a `WriteError`.
 */
export async function keepBackup(root: string, name: string, source: EventSource): Promise<boolean> {
	if (!nameForm.test(name)) {
		throw new Error(`"${name}" is no name of a backup`);
	}
	if (source.table.size === 0 || (await listBackups(root)).includes(name)) {
		return false;
	}
	await writeWholeFile(pathOf(root, name), exportPieces(source));
	await removeOld(root, name);
	return true;
}

/** The names of all backups, the latest first. */
export async function listBackups(root: string): Promise<string[]> {
	const files = await readdir(folderOf(root)).catch((error) => {
		if (isErrorOf(error, "ENOENT")) {
			return [];
		}
		throw error;
	});
	const names = files.filter(isBackupFile).map((file) => file.slice(0, -suffix.length));
	return names.sort().reverse();
}

/** Whether a file has the name of a backup. */
export function isBackupFile(file: string): boolean {
	return file.endsWith(suffix) && nameForm.test(file.slice(0, -suffix.length));
}

/** When a backup was made, in milliseconds, according to its file. */
export async function timeOfBackup(root: string, name: string): Promise<number> {
	return (await stat(pathOf(root, name))).mtimeMs;
}

/** Reads a backup, or returns `undefined` if there is none of that name. */
export async function readBackup(
	root: string,
	name: string,
	options?: WorkOptions,
): Promise<ReadExport | ExportProblem | undefined> {
	return (await listBackups(root)).includes(name) ? readExportFile(pathOf(root, name), options) : undefined;
}

/**
 * Copies the backups of one folder to another, with their times. If the other folder has a backup with the same name
 * and another content, the copy gets a new name. Rejects with a `WriteError`.
 */
export async function copyBackups(from: string, to: string): Promise<void> {
	for (const name of await listBackups(from)) {
		const path = pathOf(from, name);
		const [hash, there] = await Promise.all([hashOf(path), hashOf(pathOf(to, name)).catch(absent)]);
		if (there !== hash) {
			const copy = pathOf(to, there === undefined ? name : `${name}-moved-${hash.slice(0, 8)}`);
			await writeWholeFile(copy, createReadStream(path));
			const { atime, mtime } = await stat(path);
			// If the disk doesn't store times, only the hour in the list of backups is wrong.
			await utimes(copy, atime, mtime).catch(log.caught(`The backup ${name} was copied without its time`));
		}
	}
}

/** A text that is the same for files with the same content only. */
async function hashOf(path: string): Promise<string> {
	const hash = createHash("sha256");
	await pipeline(createReadStream(path), hash);
	return hash.digest("hex");
}

/**
 * Removes all but the latest backups of a day alone. The clock may have been wrong, so days to come are counted
 * separately and never replace past ones. Events are only added, so a backup that is larger than the new one has events
 * that have since been lost, and is kept.
 */
async function removeOld(root: string, today: string): Promise<void> {
	const days = (await listBackups(root)).filter((name) => dayForm.test(name));
	const { size } = await stat(pathOf(root, today));
	for (const group of [days.filter((day) => day <= today), days.filter((day) => day > today)]) {
		for (const day of group.slice(kept)) {
			const old = await stat(pathOf(root, day)).catch(absent);
			if (old && old.size <= size) {
				await rm(pathOf(root, day), { force: true });
			}
		}
	}
}

function folderOf(root: string): string {
	return join(root, "backups");
}

function pathOf(root: string, name: string): string {
	return join(folderOf(root), `${name}${suffix}`);
}
