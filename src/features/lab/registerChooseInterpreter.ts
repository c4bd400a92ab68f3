import type * as vscode from "vscode";
import { registerCommand } from "../../platform/commands";
import type { Lazy } from "../../platform/lazy";
import type { PythonRuntime } from "../../platform/pythonRuntime";

/** A pick list of Pythons, loaded when it is asked for. */
export function registerChooseInterpreter(python: Lazy<PythonRuntime>): vscode.Disposable {
	return registerCommand("dunder.chooseInterpreter", async () => {
		const [{ pickInterpreter }, runtime] = await Promise.all([import("./pickInterpreter"), python.get()]);
		await pickInterpreter(runtime);
	});
}
