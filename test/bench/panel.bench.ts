import * as vscode from "vscode";
import { QuestionPanel } from "../../src/features/panel/questionPanel";
import { extensionFilesAt } from "../../src/host/node/extensionFiles";
import { QuestionBank } from "../../src/host/questionBank";
import { alternate, quiet, report } from "./report";

const nextRounds = 30;

/** The next event, and nothing after it. */
function once<Value>(event: vscode.Event<Value>): Promise<Value> {
	return new Promise((resolve) => {
		const subscription = event((value) => {
			subscription.dispose();
			resolve(value);
		});
	});
}

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

async function openBare(): Promise<vscode.WebviewPanel> {
	const start = performance.now();
	const panel = vscode.window.createWebviewPanel("bare", "Bare", vscode.ViewColumn.Active, { enableScripts: true });
	const answered = once(panel.webview.onDidReceiveMessage);
	panel.webview.html = bareDocument;
	await answered;
	report("first answer", "baseline", performance.now() - start);
	return panel;
}

async function nextBare(panel: vscode.WebviewPanel, round: number): Promise<void> {
	const start = performance.now();
	const answered = once(panel.webview.onDidReceiveMessage);
	await panel.webview.postMessage(`round ${round}`);
	await answered;
	report("next answer", "baseline", performance.now() - start);
}

async function openQuestion(panel: QuestionPanel, id: string, row: string): Promise<void> {
	const start = performance.now();
	const shown = once(panel.onDidShow);
	await panel.open(id);
	await shown;
	report(row, "ours", performance.now() - start);
}

/** Opens the panel and a bare one, each first in about half of the windows, then goes from answer to answer. */
export async function run(): Promise<void> {
	const extension = vscode.extensions.getExtension("dunder.dunder");
	if (!extension || extension.isActive) {
		throw new Error("Dunder must be there and not active: this module makes a panel of its own");
	}
	await vscode.workspace.getConfiguration("dunder").update("revealAtOnce", true, vscode.ConfigurationTarget.Global);
	await quiet();
	// The first webview of a window starts the service worker that all of them use.
	(await openWarmUp()).dispose();
	const readFile = extensionFilesAt(extension.extensionPath);
	const bank = new QuestionBank(readFile);
	const { questions } = await bank.index();
	const panel = new QuestionPanel(extension.extensionUri, readFile, bank, async () => "");
	const ids = questions.map(({ id }) => id);
	await alternate(
		async () => {
			await openQuestion(panel, ids[0] ?? "", "first answer");
			await settle();
			for (let round = 1; round < nextRounds; round++) {
				await openQuestion(panel, ids[round % ids.length] ?? "", "next answer");
				await settle();
			}
			panel.dispose();
		},
		async () => {
			const bare = await openBare();
			await settle();
			for (let round = 1; round < nextRounds; round++) {
				await nextBare(bare, round);
				await settle();
			}
			bare.dispose();
		},
	);
}

async function openWarmUp(): Promise<vscode.WebviewPanel> {
	const panel = vscode.window.createWebviewPanel("warmUp", "Warm-up", vscode.ViewColumn.Active, {
		enableScripts: true,
	});
	const answered = once(panel.webview.onDidReceiveMessage);
	panel.webview.html = bareDocument;
	await answered;
	return panel;
}

/** A person reads before they go on: whatever follows an answer, such as its highlighting, has ended by then. */
function settle(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 300));
}
