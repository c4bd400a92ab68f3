import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { reasonOf } from "../../core/text/reason";
import { log } from "../log";
import { absent } from "../writeError";

/**
 * Copies damaged lines of a segment to `<root>/damaged/<device>/<session>.jsonl`, each once. Returns how many were not
 * there before. If they can't be copied, returns 0: they stay in the segment, and the next read tries again.
 */
export async function setAside(root: string, segment: string, lines: readonly Uint8Array[]): Promise<number> {
	const path = join(root, "damaged", segment);
	// These lines can contain any bytes, and Latin-1 has a character for each byte.
	const kept = new Set(((await readFile(path, "latin1").catch(absent)) ?? "").split("\n"));
	const fresh = new Set(lines.map((line) => Buffer.from(line).toString("latin1")).filter((line) => !kept.has(line)));
	if (fresh.size === 0) {
		return 0;
	}
	try {
		await mkdir(dirname(path), { recursive: true });
		await appendFile(path, [...fresh, ""].join("\n"), "latin1");
		return fresh.size;
	} catch (error) {
		log.warn(`Damaged lines stay in ${segment} alone: ${reasonOf(error)}`);
		return 0;
	}
}
