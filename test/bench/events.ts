import type * as vscode from "vscode";

/** The time of the next event, in milliseconds of `performance.now()`. Listeners that were added later don't count. */
export function timeOf(event: vscode.Event<unknown>): Promise<number> {
	return new Promise((resolve) => {
		const subscription = event(() => {
			subscription.dispose();
			resolve(performance.now());
		});
	});
}
