import type * as vscode from "vscode";
import { registerCommand } from "../../platform/commands";

/** A pick list of Pythons, loaded when it is asked for. */
export function registerChooseInterpreter(): vscode.Disposable {
	return registerCommand("dunder.chooseInterpreter", async () => (await import("./pickInterpreter")).pickInterpreter());
}
