import type * as vscode from "vscode";

/**
 * How long to wait for a panel, in milliseconds. A panel that works has its document within one second, even in the
 * oldest supported VS Code.
 */
const patience = 5_000;

/**
 * Calls `renew` if a panel is visible and has sent no message within `patience`. VS Code leaves a panel empty when the
 * service worker of its webview hangs (microsoft/vscode#125993), and only another panel helps.
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
