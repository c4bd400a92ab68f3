import type * as vscode from "vscode";

/** The result of some work, or `undefined` as soon as it is cancelled. The work can't be stopped, so it continues. */
export async function untilCancelled<Result>(
	work: Promise<Result>,
	token: vscode.CancellationToken,
): Promise<Result | undefined> {
	if (token.isCancellationRequested) {
		return undefined;
	}
	let subscription: vscode.Disposable | undefined;
	const cancelled = new Promise<undefined>((resolve) => {
		subscription = token.onCancellationRequested(() => resolve(undefined));
	});
	return Promise.race([work, cancelled]).finally(() => subscription?.dispose());
}
