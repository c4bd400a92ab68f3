import { appendFile, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { reasonOf } from "../../core/text/reason";
import { log } from "../log";
import { absent } from "../writeError";
import { segmentPath } from "./segmentNames";

/** Milliseconds after which nobody is still writing a line. */
const tornFor = 60_000;

/**
 * The lines of a journal's segments that are not records. They stay where they are, and each is copied once to
 * `<root>/damaged/<device>/<session>.jsonl`. A window is told of each line once, unless it was copied before the window began.
 */
export class DamagedLines {
	readonly #root: string;
	readonly #now: () => number;
	/** The sizes of the copies when the window began, by segment. */
	#before: Promise<ReadonlyMap<string, number>> | undefined;
	readonly #told = new Set<string>();

	/** Touches no file yet. `now` returns milliseconds. */
	constructor(root: string, now: () => number) {
		this.#root = root;
		this.#now = now;
	}

	/** Must be called before the segments are read. */
	async begin(): Promise<void> {
		this.#before ??= sizesOfCopies(this.#root);
		await this.#before;
	}

	/**
	 * Copies lines of a segment, and the torn one if nobody is still writing it. Returns how many of them the window has not
	 * been told of.
	 */
	async keep(segment: string, damaged: readonly Uint8Array[], torn: Uint8Array | undefined): Promise<number> {
		const isLeft = torn !== undefined && (await this.#isLeft(segment));
		// These lines can contain any bytes, and Latin-1 has a character for each byte.
		const lines = new Set([...damaged, ...(isLeft ? [torn] : [])].map((line) => Buffer.from(line).toString("latin1")));
		if (lines.size === 0) {
			return 0;
		}
		const path = copiedLinesPath(this.#root, segment);
		const copied = (await readFile(path, "latin1").catch(absent)) ?? "";
		await this.#copy(path, without(lines, copied)).catch((error: unknown) => {
			log.warn(`Damaged lines stay in ${segment} alone: ${reasonOf(error)}`);
		});
		const known = copied.slice(0, (await this.#before)?.get(segment) ?? 0);
		const fresh = without(lines, known).filter((line) => !this.#told.has(`${segment}\n${line}`));
		for (const line of fresh) {
			this.#told.add(`${segment}\n${line}`);
		}
		return fresh.length;
	}

	async #isLeft(segment: string): Promise<boolean> {
		const stats = await stat(segmentPath(this.#root, segment)).catch(absent);
		return stats !== undefined && this.#now() - stats.mtimeMs >= tornFor;
	}

	async #copy(path: string, lines: readonly string[]): Promise<void> {
		if (lines.length > 0) {
			await mkdir(dirname(path), { recursive: true });
			await appendFile(path, [...lines, ""].join("\n"), "latin1");
		}
	}
}

/** The segments of which damaged lines were copied. */
export async function listCopiedLines(root: string): Promise<string[]> {
	const files = await readdir(join(root, "damaged"), { recursive: true }).catch(absent);
	const names = (files ?? []).map((file) => file.split(sep).join("/"));
	return names.filter((name) => /\.jsonl$/i.test(name)).sort();
}

/** The lines of a segment that were copied. */
export async function readCopiedLines(root: string, segment: string): Promise<string[]> {
	const text = await readFile(copiedLinesPath(root, segment), "latin1").catch(absent);
	return (text ?? "").split("\n").filter((line) => line !== "");
}

/** The file with copies of the damaged lines of a segment. */
export function copiedLinesPath(root: string, segment: string): string {
	return join(root, "damaged", segment);
}

async function sizesOfCopies(root: string): Promise<ReadonlyMap<string, number>> {
	const segments = await listCopiedLines(root);
	const stats = await Promise.all(segments.map((segment) => stat(copiedLinesPath(root, segment)).catch(absent)));
	return new Map(segments.map((segment, index) => [segment, stats[index]?.size ?? 0]));
}

/** The lines that a text does not have. */
function without(lines: ReadonlySet<string>, text: string): string[] {
	const others = new Set(text.split("\n"));
	return [...lines].filter((line) => !others.has(line));
}
