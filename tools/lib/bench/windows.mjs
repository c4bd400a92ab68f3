import { existsSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { cache, root } from "../paths.mjs";
import { pythonDouble, withHost } from "../suites.mjs";
import { compiled, compileTests } from "../tests.mjs";
import { releases } from "../vscode.mjs";
import { makeLongJournal } from "./journal.mjs";
import { fewEvents, manyEvents } from "./longStore.mjs";
import { killAndWait } from "./processes.mjs";

/** @typedef {{ row: string, side: "ours" | "baseline", value: number }} Measurement in milliseconds, or in the unit that its row is about */

const folder = join(compiled, "bench");
const settings = { "dunder.revealAtOnce": true, "dunder.newPerDay": 1000, "dunder.sessionSize": 1000 };
/** The number of events in ten years, as most people would have them. */
export const usualEvents = 100_000;
/** How often VS Code starts with a journal. At the first start, no state has been stored. */
const coldStarts = 8;
const longColdStarts = 4;

/**
 * Runs the benchmark's modules in the extension hosts of new windows.
 * @param {number} windows how many windows the activation and the panel are measured in
 * @returns {Promise<{ measurements: Measurement[], orphans: number }>} and the milliseconds until nothing was left of an
 *   extension host that was killed while it ran experiments
 */
export async function measureWindows(windows) {
	const modules = await compileTests("bench");
	const named = (/** @type {string} */ name) => modules.filter((module) => basename(module) === `${name}.bench.js`);
	const file = join(folder, "measurements.jsonl");
	await rm(file, { force: true });
	const development = await copyWithoutStartup();
	const fixtures = [pythonDouble, join(root, "test", "fixtures", "bare-extension")];
	const orphans = await withHost(releases.current, { fixtures, development, settings }, async (runModule) => {
		const measure = measureWith(runModule);
		for (let window = 1; window <= windows; window++) {
			for (const module of [...named("activation"), ...named("panel")]) {
				await measure(module);
			}
			console.log(`Window ${window} of ${windows} measured.`);
		}
		for (const module of ["rating", "prediction", "typing", "printing"].flatMap(named)) {
			await measure(module);
		}
		return measureOrphans(() => Promise.all(named("orphans").map(runModule)));
	});
	await measureColdStarts(named("longJournal"), fixtures, development);
	for (const events of [fewEvents, manyEvents]) {
		await measureLongStarts(events, [...named("longJournal"), ...named("longUndo")], fixtures, development);
	}
	const lines = (await readFile(file, "utf8")).trim().split("\n");
	return { measurements: lines.map((line) => JSON.parse(line)), orphans };
}

/**
 * A function that runs a module, and throws if the module fails.
 * @param {import("../suites.mjs").RunModule} runModule
 */
function measureWith(runModule) {
	return async (/** @type {string} */ module) => {
		const { succeeded, log } = await runModule(module);
		if (!succeeded) {
			throw new Error(`${module} failed in the extension host:\n${log.slice(-2000)}`);
		}
	};
}

/**
 * Starts VS Code with a journal of ten years and without one, in turn.
 * @param {readonly string[]} modules @param {readonly string[]} fixtures @param {string} development
 */
async function measureColdStarts(modules, fixtures, development) {
	const root = await makeLongJournal(usualEvents);
	const host = (/** @type {Record<string, string>} */ journal, /** @type {Parameters<typeof withHost>[2]} */ use) =>
		withHost(releases.current, { fixtures, development, settings: { ...settings, ...journal } }, use);
	await host({ "dunder.journalFolder": root }, (runWithJournal) =>
		host({}, async (runWithout) => {
			for (let start = 0; start < coldStarts; start++) {
				for (const runModule of [runWithJournal, runWithout]) {
					await Promise.all(modules.map(measureWith(runModule)));
				}
			}
		}),
	);
	await rm(root, { recursive: true });
}

/**
 * Starts VS Code several times with a journal of a certain length, and undoes something.
 * @param {number} events @param {readonly string[]} modules @param {readonly string[]} fixtures @param {string} development
 */
async function measureLongStarts(events, modules, fixtures, development) {
	const [start, undo] = modules;
	const root = await makeLongJournal(events);
	const options = { fixtures, development, settings: { ...settings, "dunder.journalFolder": root } };
	await withHost(releases.current, options, async (runModule) => {
		const measure = measureWith(runModule);
		for (let count = 0; start && count < longColdStarts; count++) {
			await measure(start);
		}
		if (undo && events === fewEvents) {
			await measure(undo);
		}
	});
	await rm(root, { recursive: true });
}

/**
 * Kills the extension host whose pid a window has written, and measures how long what it ran outlives it.
 * @param {() => unknown} openWindow
 */
async function measureOrphans(openWindow) {
	const pidFile = join(folder, "extension-host.pid");
	await rm(pidFile, { force: true });
	openWindow();
	while (!existsSync(pidFile)) {
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return killAndWait(Number(await readFile(pidFile, "utf8")));
}

/**
 * Copies the built extension, so that nothing but the benchmark activates it.
 * @returns {Promise<string>} the copy's folder
 */
async function copyWithoutStartup() {
	const copy = join(cache, "bench", "dunder");
	await rm(copy, { recursive: true, force: true });
	for (const part of ["dist", "media", "python", "package.nls.json"]) {
		await cp(join(root, part), join(copy, part), { recursive: true });
	}
	const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
	await writeFile(join(copy, "package.json"), JSON.stringify({ ...manifest, activationEvents: [] }));
	return copy;
}
