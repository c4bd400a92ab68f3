import * as vscode from "vscode";
import { nameOfPython } from "../core/lab/pythonName";
import { type SearchResult, searchInterpreter } from "./interpreterSearch";
import type { PythonExtensionQuestions } from "./pythonExtension";
import type { Interpreter, PythonRuntime } from "./pythonRuntime";
import { pythonPath } from "./settings";
import { type Remedy, UserError } from "./userError";

/** The remedy if a Python is missing, or if it is the wrong one. */
export const chooseInterpreter: Remedy = {
	get title() {
		return vscode.l10n.t("Choose Interpreter…");
	},
	command: "dunder.chooseInterpreter",
};

/** Finds the Python that runs scratch files. Rejects with a `UserError` that says where it was looked for. */
export async function findInterpreter(
	extension: PythonExtensionQuestions,
	{ defaultCommands, probe }: Pick<PythonRuntime, "defaultCommands" | "probe">,
): Promise<Extract<SearchResult, { interpreter: Interpreter }>> {
	const places = { named: pythonPath(), selected: () => extension.selected(), defaultCommands };
	const result = await searchInterpreter(places, probe);
	if ("refusal" in result) {
		throw new UserError(result.refusal, [chooseInterpreter]);
	}
	return result;
}

/**
 * Tells the person which Python is used, because the Python extension did not say in time which one is selected there.
 */
export function tellLate(extension: PythonExtensionQuestions, interpreter: Interpreter): void {
	const text = vscode.l10n.t({
		message: "The Python extension did not answer within {0} seconds. Dunder runs scratch files with {1} from PATH.",
		args: [extension.seconds, nameOfPython(interpreter)],
		comment: "{1} is a Python, such as: Python 3.13.0",
	});
	void vscode.window.showWarningMessage(text, chooseInterpreter.title).then((chosen) => {
		if (chosen) {
			void vscode.commands.executeCommand(chooseInterpreter.command);
		}
	});
}
