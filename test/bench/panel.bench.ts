import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { DunderApi } from "../../src/extension";
import { timeOf } from "./events";
import { alternate, quiet, report } from "./report";

const openings = 4;
const nextRounds = 4;

const bareDocument = `<!DOCTYPE html><html><body><p id="text"></p><script>
const vscode = acquireVsCodeApi();
addEventListener("message", ({ data }) => {
	document.getElementById("text").textContent = data;
	requestAnimationFrame(() => {
		const { port1, port2 } = new MessageChannel();
		port1.onmessage = () => vscode.postMessage("painted");
		port2.postMessage(undefined);
	});
});
vscode.postMessage("ready");
</script></body></html>`;

async function openBare(row: string): Promise<vscode.WebviewPanel> {
	const start = performance.now();
	const panel = vscode.window.createWebviewPanel("bare", "Bare", vscode.ViewColumn.Active, { enableScripts: true });
	const answered = timeOf(panel.webview.onDidReceiveMessage);
	panel.webview.html = bareDocument;
	report(row, "baseline", (await answered) - start);
	return panel;
}

async function nextBare(panel: vscode.WebviewPanel, round: number): Promise<void> {
	const start = performance.now();
	const answered = timeOf(panel.webview.onDidReceiveMessage);
	await panel.webview.postMessage(`round ${round}`);
	report("next answer", "baseline", (await answered) - start);
}

async function openQuestion({ onDidShowQuestion }: DunderApi, question: string, row: string): Promise<void> {
	const start = performance.now();
	const shown = timeOf(onDidShowQuestion);
	await vscode.commands.executeCommand("dunder.openQuestion", question);
	report(row, "ours", (await shown) - start);
}

/** Opens the panel and a bare one in turn, several times, and shows several answers in each. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension<DunderApi>("dunder.dunder");
	if (!extension) {
		throw new Error("Dunder is not there");
	}
	const dunder = await extension.activate();
	const index = readFileSync(join(extension.extensionPath, "dist", "bank", "index.json"), "utf8");
	const keys: string[] = JSON.parse(index).questions.map(({ key }: { key: string }) => key);
	await quiet();
	// The first webview of a window starts the service worker that all of them use.
	(await openWarmUp()).dispose();
	await settle();
	for (let opening = 0; opening < openings; opening++) {
		// Only the first opening in a window includes what is read and compiled once.
		const row = opening === 0 ? "first answer" : "panel opened again";
		await alternate(
			opening,
			async () => {
				await openQuestion(dunder, keys[opening] ?? "", row);
				await settle();
				for (let round = 1; round < nextRounds; round++) {
					await openQuestion(dunder, keys[(opening + round) % keys.length] ?? "", "next answer");
					await settle();
				}
				await vscode.commands.executeCommand("workbench.action.closeAllEditors");
				await settle();
			},
			async () => {
				const bare = await openBare(row);
				await settle();
				for (let round = 1; round < nextRounds; round++) {
					await nextBare(bare, round);
					await settle();
				}
				bare.dispose();
				await settle();
			},
		);
	}
}

async function openWarmUp(): Promise<vscode.WebviewPanel> {
	const panel = vscode.window.createWebviewPanel("warmUp", "Warm-up", vscode.ViewColumn.Active, {
		enableScripts: true,
	});
	const answered = timeOf(panel.webview.onDidReceiveMessage);
	panel.webview.html = bareDocument;
	await answered;
	return panel;
}

/** Waits as long as a person reads, so that what follows an answer, such as its highlighting, has ended. */
function settle(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 300));
}
