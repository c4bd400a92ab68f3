import type * as vscode from "vscode";

/** Milliseconds. A panel that works has its document within one second, in the oldest VS Code too. */
const patience = 5_000;

/**
 * Calls `renew` if nothing is heard from a panel that shows: VS Code leaves one empty when the service worker of its
 * webview hangs (microsoft/vscode#125993), and only another panel helps.
 */
export function watchForEmpty(panel: vscode.WebviewPanel, renew: () => void): void {
	const timer = setTimeout(() => {
		heard.dispose();
		if (panel.visible) {
			renew();
		}
	}, patience);
	const heard = panel.webview.onDidReceiveMessage(() => {
		clearTimeout(timer);
		heard.dispose();
	});
	panel.onDidDispose(() => clearTimeout(timer));
}
