import * as vscode from "vscode";
import { log } from "./log";

/**
 * Opens the output channel of the log in a later task, so that it does not delay the activation. Messages wait until
 * then.
 */
export function openLog(): vscode.Disposable {
	let channel: vscode.LogOutputChannel | undefined;
	const opening = setTimeout(() => {
		channel = vscode.window.createOutputChannel("Dunder", { log: true });
		log.writeTo(channel);
	});
	return {
		dispose() {
			clearTimeout(opening);
			log.writeTo(undefined);
			channel?.dispose();
		},
	};
}
