import type * as vscode from "vscode";

/** What some work gives; nothing as soon as it is cancelled. The work itself goes on, for it cannot be called back. */
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
