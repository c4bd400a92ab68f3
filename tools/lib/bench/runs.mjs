import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBank } from "../bank.mjs";
import { root } from "../paths.mjs";
import { importTypeScript } from "../typescript.mjs";
import { children, descendants, supervisor as findSupervisor, untilGone } from "./processes.mjs";

const rounds = 5;
/** How many experiments run one right after the other, as with Run All. */
const row = 4;
/** Milliseconds within which the next interpreter has started, whatever else the machine does. */
const pause = 400;
const limits = { seconds: 600, bytes: 1e12 };

/** @typedef {{ ours: number[], baseline: number[] }} Times in milliseconds */

/**
 * Measures experiments of the bank, in turn through a running supervisor and as files: the first after a pause, and
 * several in a row. It also measures how long a stop takes, and how many megabytes of unshared memory a waiting
 * interpreter takes.
 * @returns {Promise<{ first: Times, inRow: Times, stops: Map<string, number>, idle: number }>}
 */
export async function measureRuns() {
	const { discoverCPythons } = await importTypeScript("src/platform/node/discovery.ts");
	const { Supervisor } = await importTypeScript("src/platform/node/supervisor.ts");
	const { stubbornPrograms } = await importTypeScript("test/bench/programs.ts");
	const [interpreter] = (await discoverCPythons()).reverse();
	const folder = await mkdtemp(join(tmpdir(), "dunder-bench-"));
	const path = join(folder, "scratch-bench.py");
	const supervisor = new Supervisor(interpreter, join(root, "python", "supervisor.py"));
	await supervisor.python;
	const start = (/** @type {string} */ source) => supervisor.run({ source, path, cwd: folder, ...limits }, () => {});
	try {
		await start("print()").finished;
		const times = await compare(interpreter.path, path, start);
		const idle = await privateMemory();
		/** @type {Map<string, number>} */
		const stops = new Map();
		for (const [name, source] of Object.entries(stubbornPrograms)) {
			const owner = await findSupervisor();
			const waiting = await children(owner);
			const run = start(String(source));
			await new Promise((resolve) => setTimeout(resolve, 1_000));
			// The interpreter that waited now runs the program, and another one waits.
			const next = (await children(owner)).filter((pid) => !waiting.includes(pid));
			const below = (await descendants(owner)).filter((pid) => !next.includes(pid));
			const stopped = performance.now();
			run.stop();
			await Promise.all([untilGone(below), run.finished]);
			stops.set(name, performance.now() - stopped);
		}
		return { ...times, stops, idle };
	} finally {
		supervisor.dispose();
		await rm(folder, { recursive: true, force: true });
	}
}

/** @param {string} python @param {string} path @param {(source: string) => { finished: Promise<void> }} start */
async function compare(python, path, start) {
	const { questions } = await readBank();
	// The first experiment of each question, if it has no requirements.
	const experiments = questions.flatMap(({ experiments: [first] }) =>
		first && first.conditions.requires.length + first.conditions.packages.length === 0 ? [first.code] : [],
	);
	/** @type {Times} */
	const first = { ours: [], baseline: [] };
	/** @type {Times} */
	const inRow = { ours: [], baseline: [] };
	/** @param {Times} times @param {string} source @param {number} count */
	const measure = async (times, source, count) => {
		await writeFile(path, source);
		const asFile = () => timed(() => repeat(count, () => runFile(python, path)));
		const inLab = () => timed(() => repeat(count, () => start(source).finished));
		const isOursFirst = times.ours.length % 2 === 0;
		const ours = isOursFirst ? await inLab() : 0;
		times.baseline.push(await asFile());
		times.ours.push(isOursFirst ? ours : await inLab());
		await new Promise((resolve) => setTimeout(resolve, pause));
	};
	for (let round = 0; round < rounds; round++) {
		for (const source of experiments.filter((_, index) => index % rounds === round)) {
			await measure(first, source, 1);
			await measure(inRow, source, row);
		}
	}
	return { first, inRow };
}

/** @param {number} count @param {() => Promise<unknown>} work */
async function repeat(count, work) {
	for (let time = 0; time < count; time++) {
		await work();
	}
}

/** The unshared memory of the interpreter that waits below this process, in megabytes. @returns {Promise<number>} */
async function privateMemory() {
	const [waiting] = await children(await findSupervisor());
	const rollup = await readFile(`/proc/${waiting}/smaps_rollup`, "utf8");
	const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+)/gm)].map(([, size]) => Number(size));
	return kilobytes.reduce((sum, size) => sum + size, 0) / 1024;
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
