import type * as vscode from "vscode";
import { registerCommand } from "../../platform/commands";
import type { Lazy } from "../../platform/lazy";
import type { PythonRuntime } from "../../platform/pythonRuntime";

/** Registers the command that shows a list of Pythons. The list's code is loaded on first use. */
export function registerChooseInterpreter(python: Lazy<PythonRuntime>): vscode.Disposable {
	return registerCommand("dunder.chooseInterpreter", async () => {
		const [{ pickInterpreter }, runtime] = await Promise.all([import("./pickInterpreter"), python.get()]);
		await pickInterpreter(runtime);
	});
}
