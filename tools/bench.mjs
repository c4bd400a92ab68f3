import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { ensureDependencies } from "./lib/npm.mjs";
import { root } from "./lib/paths.mjs";

const help = `npm run bench

Measures Dunder beside a baseline in the same VS Code windows, or against what is allowed, prints a table of medians and
ratios, and ends with 1 where a ratio is over its limit. Runs that are stopped are measured on Linux alone.`;

const windows = 8;
const kilobyte = 1024;
/** Milliseconds. */
const frame = 1000 / 60;

/** @typedef {{ row: string, ours: string, baseline: string, ratio: number, limit: number, about: string }} Row */

/** @type {{ row: string, baseline: string, limit: number }[]} */
const windowRows = [
	{ row: "activation", baseline: "a bare extension's", limit: 3 },
	{ row: "first answer", baseline: "a bare webview's first message", limit: 1.25 },
	{ row: "panel opened again", baseline: "a bare webview's, opened again", limit: 1.25 },
	{ row: "next answer", baseline: "a bare message, change, paint and answer", limit: 2 },
];

/** @param {readonly number[]} values */
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * A row that compares the medians of two sides.
 * @param {string} row @param {number[]} ours @param {number[]} theirs @param {string} about @param {number} limit
 * @returns {Row}
 */
function comparison(row, ours, theirs, about, limit) {
	const time = (/** @type {number[]} */ values) => `${median(values).toFixed(1)} ms`;
	const ratio = median(ours) / median(theirs);
	return { row, ours: time(ours), baseline: time(theirs), ratio, limit, about: `${about}, ${theirs.length} runs` };
}

/**
 * A row that compares a figure with the most that is allowed.
 * @param {string} row @param {number} value @param {number} most @param {string} unit @param {string} about
 * @returns {Row}
 */
function bound(row, value, most, unit, about) {
	const rounded = value < 10 ? value.toFixed(1) : `${Math.ceil(value)}`;
	return { row, ours: `${rounded} ${unit}`, baseline: `${most} ${unit}`, ratio: value / most, limit: 1, about };
}

/** @returns {Promise<Row[]>} */
async function measureSizes() {
	const { packageExtension } = await import("./lib/package.mjs");
	const { bytes } = await packageExtension();
	const bundle = (await stat(join(root, "dist", "extension.js"))).size;
	return [
		bound("package", bytes / kilobyte, 1024, "KB", "the most that is allowed"),
		bound("bundle on activation", bundle / kilobyte, 100, "KB", "the most that is allowed"),
	];
}

/** @returns {Promise<Row[]>} */
async function measureInWindows() {
	const { measureWindows, usualEvents } = await import("./lib/bench/windows.mjs");
	const { fewEvents, manyEvents } = await import("./lib/bench/longStore.mjs");
	const { measurements, orphans } = await measureWindows(windows);
	const of = (/** @type {string} */ row, /** @type {string} */ side) =>
		measurements.filter((one) => one.row === row && one.side === side).map(({ value }) => value);
	const rows = windowRows.map(({ row, baseline, limit }) => {
		const [ours, theirs] = [of(row, "ours"), of(row, "baseline")];
		if (ours.length < windows || theirs.length < windows) {
			throw new Error(`Only ${ours.length} and ${theirs.length} runs of "${row}" were measured, not ${windows}.`);
		}
		return comparison(row, ours, theirs, baseline, limit);
	});
	const printed = "extension host, 10 s of endless printing";
	// The first start reads the whole journal and stores its state. The other starts are what a person experiences.
	const later = (/** @type {string} */ row) => of(row, "ours").slice(1);
	const most = (/** @type {string} */ row) => Math.max(...of(row, "ours"));
	return [
		...rows,
		comparison(
			"activation after ten years",
			later(`activation with ${usualEvents} events`),
			later("activation with no events"),
			"the same without progress",
			1.2,
		),
		bound(
			"due after ten years",
			median(later(`due with ${usualEvents} events`)),
			300,
			"ms",
			"100,000 events, median of 7 cold starts",
		),
		bound(
			"due after a long life",
			median(later(`due with ${fewEvents} events`)),
			1000,
			"ms",
			"200,000 events, median of 3 cold starts",
		),
		bound("undo after a long life", median(of("undo", "ours")), 100, "ms", "until the question is painted, median"),
		bound(
			"longest pause, a million events",
			most(`longest pause with ${manyEvents} events`),
			100,
			"ms",
			"of the extension host, 4 cold starts, the first without a stored state",
		),
		bound("rating", median(of("rating", "ours")), 50, "ms", "until the next question is painted, median"),
		bound(
			"prediction judged",
			median(of("prediction judged", "ours")),
			Math.round(1.3 * median(of("prediction judged", "baseline")) + 2 * frame),
			"ms",
			"1.3 × python file.py and 2 frames, until the verdict is painted, median of 10",
		),
		...["10,000 lines", "500 regions"].map((size) =>
			bound(
				`a key typed in ${size}`,
				median(of(`key in ${size}`, "ours")),
				10,
				"ms",
				"our listeners, median of 60 keys",
			),
		),
		bound("growth while printing", most("growth while printing"), 20, "MB", printed),
		bound("longest pause while printing", most("longest pause while printing"), 100, "ms", printed),
		bound("extension host killed", orphans, 2000, "ms", "until no process of its runs is left"),
	];
}

/** @returns {Promise<Row[]>} */
async function measureStores() {
	const { measureLongStores, fewEvents, manyEvents } = await import("./lib/bench/longStore.mjs");
	const { read, export: exported } = await measureLongStores();
	const times = (/** @type {{ milliseconds: number }[]} */ costs) => costs.map(({ milliseconds }) => milliseconds);
	const growth = (/** @type {string} */ row, /** @type {typeof read} */ { many, few }) => {
		const fifths = times(many).map((time) => (time * fewEvents) / manyEvents);
		return comparison(row, fifths, times(few), "200,000 events", 1.25);
	};
	const most = (/** @type {"pause" | "peak"} */ field, /** @type {typeof read.many} */ costs) =>
		Math.max(...costs.map((cost) => cost[field]));
	const plain = "plain Node, the most of 3 runs";
	return [
		growth("a fifth of reading a million events", read),
		growth("a fifth of exporting a million events", exported),
		bound("memory to read a million events", most("peak", read.many), 300, "MB", plain),
		bound("memory to export a million events", most("peak", exported.many), 200, "MB", plain),
		bound("longest pause of both", most("pause", [...read.many, ...exported.many]), 100, "ms", plain),
	];
}

/** @returns {Promise<Row[]>} */
async function measureExperiments() {
	const { measureRuns } = await import("./lib/bench/runs.mjs");
	const { first, inRow, stops, idle } = await measureRuns();
	const [slowest = ["", 0]] = [...stops].sort(([, a], [, b]) => b - a);
	const start = performance.now();
	if (spawnSync(process.execPath, [join(root, "tools", "verify.mjs")], { stdio: "ignore" }).status !== 0) {
		throw new Error("The bank does not hold: run npm run verify.");
	}
	const verified = (performance.now() - start) / 1000;
	return [
		comparison("experiment after a pause", first.ours, first.baseline, "python file.py", 0.5),
		comparison("four experiments in a row", inRow.ours, inRow.baseline, "python file.py, four times", 1),
		bound("interpreter that waits", idle, 10, "MB", "of memory that it shares with none"),
		bound("stop", slowest[1], 1000, "ms", `until no process is left; the slowest of ${stops.size}: ${slowest[0]}`),
		bound("verify", verified, 180, "s", "the whole bank on every CPython"),
	];
}

/** @param {readonly Row[]} rows */
function printTable(rows) {
	const cells = rows.map(({ row, ours, baseline, ratio, limit, about }) => [
		row,
		ours,
		baseline,
		ratio.toFixed(2),
		`${limit}`,
		about,
	]);
	const table = [["", "ours", "baseline", "ratio", "limit", ""], ...cells];
	const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
	for (const line of table) {
		console.log(
			line
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join("  ")
				.trimEnd(),
		);
	}
}

async function bench() {
	await ensureDependencies();
	const sizes = await measureSizes();
	const experiments = process.platform === "linux" ? await measureExperiments() : [];
	const stores = await measureStores();
	const rows = [...(await measureInWindows()), ...stores, ...experiments, ...sizes];
	printTable(rows);
	return rows.some(({ ratio, limit }) => ratio > limit) ? 1 : 0;
}

if (process.argv.includes("--help")) {
	console.log(help);
} else {
	process.exit(await bench());
}
