import { randomInt } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { reasonOf } from "../../core/text/reason";
import { log } from "../log";
import { absent, isErrorOf } from "../writeError";
import { writeWholeFile } from "./wholeFile";

/** Where a window writes: `<root>/journal/<device>/<session>.jsonl`. */
export interface JournalPlace {
	readonly root: string;
	readonly device: string;
	readonly session: string;
}

/** The folder of the segments of all devices: `<device>/<session>.jsonl`. */
export function journalFolder(root: string): string {
	return join(root, "journal");
}

/** The path of a segment in the journal's folder, with `/` on every platform. */
export function segmentName({ device, session }: Omit<JournalPlace, "root">): string {
	return `${device}/${session}.jsonl`;
}

/**
 * The id of this machine. It is created once and stored as the file `device` in a folder that no other machine shares.
 * If it can't be stored, it is a new one each time, which costs nothing but a folder each.
 */
export async function deviceId(folder: string): Promise<string> {
	const path = join(folder, "device");
	const id = randomText(8);
	try {
		await mkdir(folder, { recursive: true });
		await writeFile(path, id, { flag: "wx" });
		return id;
	} catch (error) {
		if (!isErrorOf(error, "EEXIST")) {
			log.warn(`The id of this machine cannot be kept: ${reasonOf(error)}`);
		}
		return (await keptId(path)) ?? (await replaceId(path, id));
	}
}

/** The stored id. Waits a little if another window is writing it. */
async function keptId(path: string): Promise<string | undefined> {
	for (let attempt = 0; attempt < 10; attempt++) {
		const text = await readFile(path, "utf8").catch(absent);
		if (text === undefined || /^[a-z0-9]{8}$/.test(text)) {
			return text;
		}
		await setTimeout(10);
	}
	return undefined;
}

/** Replaces a file without a valid id, which a crash may have left empty. */
async function replaceId(path: string, id: string): Promise<string> {
	await writeWholeFile(path, id).catch(log.caught("A new id of this machine is used in this window alone"));
	return id;
}

/** An id that no other window has: its start time, in UTC so that ids sort by time, and random characters. */
export function sessionId(now: number): string {
	const digits = new Date(now).toISOString().replaceAll(/\D/g, "");
	return `${digits.slice(0, -3)}-${randomText(6)}`;
}

function randomText(length: number): string {
	return Array.from({ length }, () => randomInt(36).toString(36)).join("");
}
