import * as vscode from "vscode";
import { Refusal, registerCommand } from "../host/commands";
import { discoverInterpreters, probeInterpreter } from "../host/node/interpreters";
import { describeFailure } from "../host/python";
import { setPythonPath } from "../host/settings";

interface InterpreterItem extends vscode.QuickPickItem {
	/** Empty for "whatever is found". */
	readonly path?: string;
	readonly browse?: true;
}

/** A pick list of the Pythons that are found, for the setting `dunder.pythonPath`. */
export function registerChooseInterpreter(): vscode.Disposable {
	return registerCommand("dunder.chooseInterpreter", async () => {
		const found = discoverInterpreters().then((interpreters): InterpreterItem[] => [
			...interpreters.map(({ version, executable }) => ({
				label: `Python ${version}`,
				description: executable,
				path: executable,
			})),
			{ label: "", kind: vscode.QuickPickItemKind.Separator },
			{
				label: "$(discard) Choose automatically",
				description: "the Python extension's, else the first on PATH",
				path: "",
			},
			{ label: "$(folder-opened) Browse…", browse: true },
		]);
		const chosen = await vscode.window.showQuickPick(found, { title: "Python that runs the scratch files" });
		if (!chosen) {
			return;
		}
		const path = chosen.browse ? await browse() : chosen.path;
		if (path !== undefined) {
			await setPythonPath(path);
			const which = path === "" ? "the Python that is found first" : path;
			void vscode.window.showInformationMessage(`Scratch files run with ${which} from now on.`);
		}
	});
}

async function browse(): Promise<string | undefined> {
	const [file] = (await vscode.window.showOpenDialog({ title: "Choose a Python program", openLabel: "Choose" })) ?? [];
	if (!file) {
		return undefined;
	}
	const found = await probeInterpreter(file.fsPath);
	if (typeof found === "string") {
		throw new Refusal(`${file.fsPath} was not chosen: ${describeFailure(found)}.`, [
			{ title: "Choose Interpreter…", command: "dunder.chooseInterpreter" },
		]);
	}
	return file.fsPath;
}
