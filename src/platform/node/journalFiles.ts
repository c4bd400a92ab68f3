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

/** The segments of all devices: `<device>/<session>.jsonl`. */
export function journalFolder(root: string): string {
	return join(root, "journal");
}

/** The name of a segment below the journal's folder, on every platform with `/`. */
export function segmentName({ device, session }: Omit<JournalPlace, "root">): string {
	return `${device}/${session}.jsonl`;
}

/**
 * The id of this machine, made once and kept as the file `device` in a folder that no other machine shares. Where it cannot
 * be kept it is a new one each time, which costs nothing but a folder each.
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

/** Waits a little for another window that is just writing it. */
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

/** A crash may have left the file empty. */
async function replaceId(path: string, id: string): Promise<string> {
	await writeWholeFile(path, id).catch(log.caught("A new id of this machine is used in this window alone"));
	return id;
}

/** An id that no other window has: the time at which it starts, in UTC so that ids sort, and something random. */
export function sessionId(now: number): string {
	const digits = new Date(now).toISOString().replaceAll(/\D/g, "");
	return `${digits.slice(0, -3)}-${randomText(6)}`;
}

function randomText(length: number): string {
	return Array.from({ length }, () => randomInt(36).toString(36)).join("");
}
