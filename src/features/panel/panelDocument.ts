import * as vscode from "vscode";

/** The folder that the panel may load from. */
export function panelResources(extensionUri: vscode.Uri): vscode.Uri {
	return vscode.Uri.joinPath(extensionUri, "dist", "media");
}

/** The panel's document: an empty frame that its script fills. Only that script runs, only our style applies. */
export function panelDocument(webview: vscode.Webview, extensionUri: vscode.Uri): string {
	const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(panelResources(extensionUri), name));
	const nonce = crypto.randomUUID();
	const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${resource("panel.css")}">
<title>Dunder</title>
</head>
<body>
<nav id="toolbar" aria-label="Questions"></nav>
<main id="question"></main>
<script nonce="${nonce}" src="${resource("panel.js")}"></script>
</body>
</html>`;
}
