import * as vscode from "vscode";
import type { QuestionMessage } from "../../core/protocol/messages";
import { escapeHtml } from "../../core/text/html";
import { panelType } from "../../platform/contributions";

/**
 * The panel's document. Only our script runs, only our style applies. The question stands in it as HTML and can be read
 * before the script is there; the script then builds the same with everything that answers to a click. Where the panel
 * remembers what was shown in it, the script alone shows that.
 */
export function panelDocument(style: string, script: vscode.Uri, first: QuestionMessage): string {
	const nonce = crypto.randomUUID();
	const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style nonce="${nonce}">${style}</style>
<title>Dunder</title>
</head>
<body>
<nav id="toolbar" aria-label="Questions"></nav>
<main id="question">${firstView(first)}</main>
<footer id="rating" aria-label="Rating" hidden></footer>
<script nonce="${nonce}">
const vscode = acquireVsCodeApi();
if (vscode.getState()) {
	document.getElementById("question").replaceChildren();
} else {
	document.body.getBoundingClientRect();
	vscode.postMessage({ type: "readable" });
}
</script>
<script id="first" type="application/json">${JSON.stringify(first).replaceAll("<", "\\u003c")}</script>
<script nonce="${nonce}" src="${script}" defer></script>
</body>
</html>`;
}

/** What the script builds of a question at first, without what it adds for clicks. */
function firstView({ head, revealed }: QuestionMessage): string {
	const tags = head.tags.map((tag) => `<span class="tag">${escapeHtml(tag)}</span>`).join("");
	const meta = `<span>${escapeHtml(head.topic)}</span><span class="level">${head.level}</span>${tags}`;
	const answer = revealed ? `<article class="answer"><section><h2>Answer</h2>${head.answer}</section></article>` : "";
	return `<header><p class="meta">${meta}</p><h1>${head.title}</h1></header>${answer}`;
}

export function createPanel(
	extensionUri: vscode.Uri,
	title: string,
	column: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus: boolean },
): vscode.WebviewPanel {
	const options = { ...panelOptions(extensionUri), enableFindWidget: true };
	return vscode.window.createWebviewPanel(panelType, title, column, options);
}

/** The document loads its script, and nothing else. */
export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
	return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist", "webview")] };
}

export function panelScript(extensionUri: vscode.Uri, webview: vscode.Webview): vscode.Uri {
	return webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", "webview", "panel.js"));
}
