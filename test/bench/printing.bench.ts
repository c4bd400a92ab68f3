import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";
import { stubbornPrograms } from "./programs";
import { quiet, report } from "./report";
import { runScratch, useScratchFolder, writeScratch } from "./scratch";

const seconds = 10;
const unlimited = 1_000_000;

/**
 * Measures what ten seconds of endless printing cost the extension host: its growth in megabytes, and the longest pause
 * of its event loop in milliseconds.
 */
export async function run(): Promise<void> {
	const folder = await useScratchFolder(seconds, unlimited);
	// The first run includes the start of the lab, its supervisor, and the Testing view.
	const uri = writeScratch(folder, 0, "print(1)");
	await vscode.window.showTextDocument(uri);
	await runScratch(uri);
	const printing = writeScratch(folder, 1, stubbornPrograms["endless print"] ?? "");
	await vscode.window.showTextDocument(printing);
	await quiet();
	const before = process.memoryUsage().rss;
	let most = before;
	const sampler = setInterval(() => {
		most = Math.max(most, process.memoryUsage().rss);
	}, 50);
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	await runScratch(printing);
	delay.disable();
	clearInterval(sampler);
	report("growth while printing", "ours", (most - before) / 1e6);
	report("longest pause while printing", "ours", delay.max / 1e6);
}
