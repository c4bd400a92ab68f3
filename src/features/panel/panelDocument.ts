import type * as vscode from "vscode";
import type { QuestionMessage } from "../../core/messages";

/** The panel's own script and style, as text. */
export interface PanelAssets {
	readonly script: string;
	readonly style: string;
}

/**
 * The panel's document, with everything in it that the first paint needs, so that nothing is fetched before it. Only our
 * script runs, only our style applies.
 */
export function panelDocument({ script, style }: PanelAssets, first: QuestionMessage): string {
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
<main id="question"></main>
<script id="first" type="application/json">${JSON.stringify(first).replaceAll("<", "\\u003c")}</script>
<script nonce="${nonce}">${script.replaceAll("</script", "<\\/script")}</script>
</body>
</html>`;
}

/** No file is needed beside the document. */
export const panelOptions: vscode.WebviewOptions = { enableScripts: true, localResourceRoots: [] };
