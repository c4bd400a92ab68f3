import { basename } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as vscode from "vscode";
import type { DunderApi } from "../../src/extension";
import { timeOf } from "./events";
import { quiet, report } from "./report";

/**
 * Measures activation, the time until it is known what is due, and the longest pause of the extension host, with a journal
 * whose name has the number of its events, or with none.
 */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension<DunderApi>("dunder.dunder");
	if (!extension) {
		throw new Error("Dunder is not there");
	}
	const journal = vscode.workspace.getConfiguration("dunder").get("journalFolder", "");
	const [, events] = /-(\d+)-/.exec(basename(journal)) ?? [];
	await vscode.extensions.getExtension("ms-python.python")?.activate();
	await quiet();
	const delay = monitorEventLoopDelay({ resolution: 1 });
	delay.enable();
	const start = performance.now();
	const { onDidReadProgress } = await extension.activate();
	report(`activation with ${events ?? "no"} events`, "ours", performance.now() - start);
	const read = await timeOf(onDidReadProgress);
	if (events !== undefined) {
		report(`due with ${events} events`, "ours", read - start);
		// The state that was read is stored a few seconds later, for the next start.
		await new Promise((resolve) => setTimeout(resolve, 7_000));
		delay.disable();
		report(`longest pause with ${events} events`, "ours", delay.max / 1e6);
	}
}
