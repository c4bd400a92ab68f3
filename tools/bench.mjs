import { readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ensureDependencies } from "./lib/npm.mjs";
import { root } from "./lib/paths.mjs";

const help = `npm run bench

Measures Dunder beside a baseline in the same VS Code windows, prints a table of medians and ratios, and ends with 1 where
a ratio or a size is over its limit.`;

const windows = 5;
const kilobyte = 1024;

/** @typedef {{ row: string, side: "ours" | "baseline", milliseconds: number }} Measurement */

/** @type {{ row: string, baseline: string, limit: number }[]} */
const timings = [
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

/** @returns {Promise<Measurement[]>} */
async function measure() {
	const { compiled, compileTests } = await import("./lib/tests.mjs");
	const { pythonDouble, withHost } = await import("./lib/suites.mjs");
	const { releases } = await import("./lib/vscode.mjs");
	const modules = await compileTests("bench");
	const file = join(compiled, "bench", "measurements.jsonl");
	await rm(file, { force: true });
	const fixtures = [pythonDouble, join(root, "test", "fixtures", "bare-extension")];
	const measureWindows = async (/** @type {import("./lib/suites.mjs").RunModule} */ runModule) => {
		for (let window = 0; window < windows; window++) {
			for (const module of modules) {
				const { succeeded, log } = await runModule(module);
				if (!succeeded) {
					throw new Error(`${module} failed in the extension host:\n${log.slice(-2000)}`);
				}
			}
			console.log(`Window ${window + 1} of ${windows} measured.`);
		}
	};
	await withHost(releases.current, fixtures, measureWindows, { "dunder.revealAtOnce": true });
	const lines = (await readFile(file, "utf8")).trim().split("\n");
	return lines.map((line) => JSON.parse(line));
}

/** @param {string[][]} rows */
function printTable(rows) {
	const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	for (const row of rows) {
		console.log(
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join("  ")
				.trimEnd(),
		);
	}
}

async function bench() {
	await ensureDependencies();
	const { packageExtension } = await import("./lib/package.mjs");
	const { bytes } = await packageExtension();
	const bundle = (await stat(join(root, "dist", "extension.js"))).size;
	const measurements = await measure();
	const rows = [["", "ours", "baseline", "ratio", "limit", "baseline is"]];
	let isOver = false;
	for (const { row, baseline, limit } of timings) {
		const of = (/** @type {string} */ side) =>
			measurements.filter((one) => one.row === row && one.side === side).map(({ milliseconds }) => milliseconds);
		const [ours, theirs] = [of("ours"), of("baseline")];
		if (ours.length < windows || theirs.length < windows) {
			throw new Error(`Only ${ours.length} and ${theirs.length} runs of "${row}" were measured, not ${windows}.`);
		}
		const ratio = median(ours) / median(theirs);
		isOver ||= ratio > limit;
		const time = (/** @type {number[]} */ values) => `${median(values).toFixed(1)} ms`;
		rows.push([row, time(ours), time(theirs), ratio.toFixed(2), `${limit}`, `${baseline}, ${theirs.length} runs`]);
	}
	for (const { row, size, limit } of [
		{ row: "package", size: bytes, limit: 1024 },
		{ row: "bundle on activation", size: bundle, limit: 100 },
	]) {
		const ratio = size / kilobyte / limit;
		isOver ||= ratio > 1;
		rows.push([
			row,
			`${Math.ceil(size / kilobyte)} KB`,
			`${limit} KB`,
			ratio.toFixed(2),
			"1",
			"the most that is allowed",
		]);
	}
	printTable(rows);
	return isOver ? 1 : 0;
}

if (process.argv.includes("--help")) {
	console.log(help);
} else {
	process.exit(await bench());
}
