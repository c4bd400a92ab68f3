import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBank } from "../bank.mjs";
import { root } from "../paths.mjs";
import { importTypeScript } from "../typescript.mjs";
import { descendants, untilGone } from "./processes.mjs";

const rounds = 15;
const limits = { seconds: 600, bytes: 1e12 };

/**
 * Times experiments of the bank through a running supervisor and as files, in turn, and how long a stop takes.
 * @returns {Promise<{ ours: number[], baseline: number[], stops: Map<string, number> }>} milliseconds
 */
export async function measureRuns() {
	const { discoverCPythons } = await importTypeScript("src/host/node/discovery.ts");
	const { Supervisor } = await importTypeScript("src/host/node/supervisor.ts");
	const { stubbornPrograms } = await importTypeScript("test/bench/programs.ts");
	const [interpreter] = (await discoverCPythons()).reverse();
	const folder = await mkdtemp(join(tmpdir(), "dunder-bench-"));
	const path = join(folder, "scratch-bench.py");
	const supervisor = new Supervisor(interpreter, join(root, "media", "supervisor.py"));
	await supervisor.python;
	const start = (/** @type {string} */ source) => supervisor.run({ source, path, cwd: folder, ...limits }, () => {});
	try {
		const times = await compare(interpreter.path, path, start);
		/** @type {Map<string, number>} */
		const stops = new Map();
		for (const [name, source] of Object.entries(stubbornPrograms)) {
			const known = await descendants(process.pid);
			const run = start(String(source));
			await new Promise((resolve) => setTimeout(resolve, 1_000));
			const below = (await descendants(process.pid)).filter((pid) => !known.includes(pid));
			const stopped = performance.now();
			run.stop();
			await Promise.all([untilGone(below), run.finished]);
			stops.set(name, performance.now() - stopped);
		}
		return { ...times, stops };
	} finally {
		supervisor.dispose();
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} python @param {string} path @param {(source: string) => { finished: Promise<void> }} start */
async function compare(python, path, start) {
	const { questions } = await readBank();
	// Every topic's first experiment that any Python runs.
	const experiments = questions.flatMap(({ experiments: [first] }) =>
		first && first.conditions.requires.length + first.conditions.packages.length === 0 ? [first.code] : [],
	);
	const [ours, baseline] = [/** @type {number[]} */ ([]), /** @type {number[]} */ ([])];
	for (let round = 0; round < rounds; round++) {
		for (const source of experiments) {
			await writeFile(path, source);
			const measures = [
				async () => baseline.push(await timed(() => runFile(python, path))),
				async () => ours.push(await timed(() => start(source).finished)),
			];
			for (const measure of round % 2 === 0 ? measures : measures.reverse()) {
				await measure();
			}
		}
	}
	return { ours, baseline };
}

/** @param {() => Promise<unknown>} work @returns {Promise<number>} */
async function timed(work) {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

/** @param {string} python @param {string} path @returns {Promise<void>} */
function runFile(python, path) {
	return new Promise((resolve, reject) => {
		const child = spawn(python, [path], { stdio: ["ignore", "pipe", "pipe"] });
		child.stdout.resume();
		child.stderr.resume();
		child.on("error", reject);
		child.on("close", () => resolve());
	});
}
