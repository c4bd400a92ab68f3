import * as vscode from "vscode";
import { log } from "./log";

/** Opens the output channel of the log when the window has time for it; what is logged until then waits. */
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
