import type * as vscode from "vscode";

/** When the next event comes, in milliseconds of `performance.now()`; what its other listeners do does not count. */
export function timeOf(event: vscode.Event<unknown>): Promise<number> {
	return new Promise((resolve) => {
		const subscription = event(() => {
			subscription.dispose();
			resolve(performance.now());
		});
	});
}
