import * as vscode from "vscode";
import { Refusal } from "../host/commands";
import { discoverInterpreters, type Interpreter, probeInterpreter } from "../host/node/interpreters";
import { describeFailure, findInterpreter } from "../host/python";
import { pythonPath, setPythonPath } from "../host/settings";

interface InterpreterItem extends vscode.QuickPickItem {
	/** Empty for "whatever is found". */
	readonly path?: string;
	readonly browse?: true;
}

/** Has a person choose among the Pythons that are found, for the setting `dunder.pythonPath`. */
export async function pickInterpreter(): Promise<void> {
	const found = Promise.all([discoverInterpreters(), currentInterpreter()]).then(([interpreters, current]) =>
		itemsOf(interpreters, current, pythonPath() !== ""),
	);
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
}

/** What runs scratch files now; nothing where that is of no use, which is why a person chooses another. */
async function currentInterpreter(): Promise<Interpreter | undefined> {
	try {
		return await findInterpreter(probeInterpreter);
	} catch (error) {
		if (error instanceof Refusal) {
			return undefined;
		}
		throw error;
	}
}

/** The current one is marked where it was chosen: by name, which may be none of those found, or automatically. */
function itemsOf(
	found: readonly Interpreter[],
	current: Interpreter | undefined,
	isNamed: boolean,
): readonly InterpreterItem[] {
	const named = isNamed ? current : undefined;
	const isFound = found.some(({ executable }) => executable === named?.executable);
	const listed = named && !isFound ? [named, ...found] : found;
	return [
		...listed.map(({ version, executable }) => ({
			label: `Python ${version}`,
			description: executable === named?.executable ? `${executable} · now` : executable,
			path: executable,
		})),
		{ label: "", kind: vscode.QuickPickItemKind.Separator },
		{
			label: "$(discard) Choose automatically",
			description:
				current && !isNamed
					? `${current.executable}, Python ${current.version} · now`
					: "the Python extension's, else the first on PATH",
			path: "",
		},
		{ label: "$(folder-opened) Browse…", browse: true },
	];
}

async function browse(): Promise<string | undefined> {
	const [file] = (await vscode.window.showOpenDialog({ title: "Choose a Python program", openLabel: "Choose" })) ?? [];
	if (!file) {
		return undefined;
	}
	const found = await probeInterpreter(file.fsPath);
	if ("failure" in found) {
		throw new Refusal(`${file.fsPath} was not chosen: ${describeFailure(found)}.`, [
			{ title: "Choose Interpreter…", command: "dunder.chooseInterpreter" },
		]);
	}
	return file.fsPath;
}
