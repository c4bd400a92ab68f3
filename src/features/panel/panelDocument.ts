import * as l10n from "@vscode/l10n";
import type { QuestionMessage } from "../../core/protocol/messages";
import { escapeHtml } from "../../core/text/html";
import { safeHtml } from "../../core/text/safeHtml";

/**
 * The panel's document. Only our script runs in it, and only our style applies. The document contains the question as
 * HTML, so that a person can read it before the script is loaded. The script then builds the same again, together with
 * everything that responds to clicks. If the panel has kept the state of an earlier document, only the script shows the
 * question. `script` is the script's address. `strings` is the script's table of texts, if the language is not English.
 */
export function panelDocument(
	style: string,
	script: string,
	first: QuestionMessage,
	strings?: l10n.l10nJsonFormat,
): string {
	const nonce = crypto.randomUUID();
	// `default-src` limits neither where forms are sent nor what relative addresses refer to.
	const policy = [
		...["default-src 'none'", "form-action 'none'", "base-uri 'none'"],
		...[`style-src 'nonce-${nonce}'`, `script-src 'nonce-${nonce}'`],
	].join("; ");
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
<nav id="toolbar" aria-label="${escapeHtml(l10n.t("Questions"))}"></nav>
<main id="question">${firstView(first)}</main>
<footer id="rating" aria-label="${escapeHtml(l10n.t("Rating"))}" hidden></footer>
<script nonce="${nonce}">
const vscode = acquireVsCodeApi();
if (vscode.getState()) {
	document.getElementById("question").replaceChildren();
} else {
	document.body.getBoundingClientRect();
	vscode.postMessage({ type: "readable" });
}
</script>
${dataScript("first", first)}
${strings ? `${dataScript("strings", strings)}\n` : ""}<script nonce="${nonce}" src="${escapeHtml(script)}" defer></script>
</body>
</html>`;
}

/** An element with data for the script, as JSON. */
function dataScript(id: string, data: object): string {
	return `<script id="${id}" type="application/json">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>`;
}

/** What the script builds first for a question, without what responds to clicks. */
function firstView({ head, revealed }: QuestionMessage): string {
	const tags = head.tags.map((tag) => `<span class="tag">${escapeHtml(tag)}</span>`).join("");
	const meta = `<span>${escapeHtml(head.topic)}</span><span class="level">${escapeHtml(head.level)}</span>${tags}`;
	const answer = `<article class="answer"><section><h2>${escapeHtml(l10n.t("Answer"))}</h2>${safeHtml(head.answer)}</section></article>`;
	return `<header><p class="meta">${meta}</p><h1>${safeHtml(head.title)}</h1></header>${revealed ? answer : ""}`;
}
