import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { cache, root } from "../paths.mjs";
import { makeLongJournal } from "./journal.mjs";

/** @typedef {{ milliseconds: number, pause: number, peak: number }} Cost of one task: with its longest pause in milliseconds, and the memory of the whole process in megabytes */

const rounds = 3;
export const manyEvents = 1_000_000;
export const fewEvents = 200_000;

/**
 * Measures what it costs to read and to export a journal of a million events and one of a fifth of that, in plain Node, each
 * time in a process of its own.
 * @returns {Promise<Record<"read" | "export", { many: Cost[], few: Cost[] }>>}
 */
export async function measureLongStores() {
	const program = join(cache, "bench", "longStore.mjs");
	await build({
		entryPoints: [join(root, "test", "bench", "longStore.ts")],
		outfile: program,
		bundle: true,
		platform: "node",
		format: "esm",
		packages: "external",
		logLevel: "warning",
	});
	const folder = await mkdtemp(join(tmpdir(), "dunder-bench-"));
	const [many, few] = [await makeLongJournal(manyEvents), await makeLongJournal(fewEvents)];
	/** @type {Record<"read" | "export", { many: Cost[], few: Cost[] }>} */
	const costs = { read: { many: [], few: [] }, export: { many: [], few: [] } };
	try {
		for (let round = 0; round < rounds; round++) {
			for (const task of /** @type {const} */ (["read", "export"])) {
				costs[task].many.push(await run(program, [task, many, folder]));
				costs[task].few.push(await run(program, [task, few, folder]));
			}
		}
		return costs;
	} finally {
		for (const path of [folder, many, few]) {
			await rm(path, { recursive: true });
		}
	}
}

/** @param {string} program @param {string[]} args @returns {Promise<Cost>} */
function run(program, args) {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
		let output = "";
		child.stdout.on("data", (data) => {
			output += data;
		});
		child.on("error", reject);
		child.on("close", (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${program} failed`))));
	});
}
