import * as vscode from "vscode";
import { ChangedError } from "../../platform/changedError";
import { UserError } from "../../platform/userError";

/** Milliseconds that work may take without a notification, which would only flash. */
const patience = 300;

/** How the work can be cancelled, and how it tells its progress, 0 to 1. */
export interface LongWork {
	readonly signal: AbortSignal;
	readonly onProgress: (share: number) => void;
}

/**
 * Does work that may take long. If it does, a notification shows its progress and has a button to cancel it. Resolves to
 * `undefined` if the person has cancelled the work. Throws a `UserError` if another program changes the journal meanwhile.
 */
export async function whileShown<Result>(
	title: string,
	work: (options: LongWork) => Promise<Result>,
): Promise<Result | undefined> {
	const controller = new AbortController();
	const { signal } = controller;
	let share = 0;
	let show = () => {};
	const onProgress = (done: number) => {
		share = done;
		show();
	};
	const working = work({ signal, onProgress }).catch((error: unknown) => {
		if (!signal.aborted) {
			throw error instanceof ChangedError ? refusal() : error;
		}
		return undefined;
	});
	const timer = setTimeout(() => {
		const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
		void vscode.window.withProgress(options, async (progress, token) => {
			token.onCancellationRequested(() => controller.abort());
			let shown = 0;
			show = () => {
				progress.report({ increment: 100 * (share - shown) });
				shown = share;
			};
			show();
			// Whatever becomes of the work is for the caller.
			await Promise.allSettled([working]);
		});
	}, patience);
	return working.finally(() => clearTimeout(timer));
}

function refusal(): UserError {
	return new UserError(
		vscode.l10n.t("Another program has changed the files meanwhile, so nothing was done. Try again."),
	);
}
