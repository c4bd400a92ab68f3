import { PythonExtension } from "@vscode/python-extension";
import * as vscode from "vscode";
import { Refusal } from "./commands";
import { defaultCommands, type Interpreter, type ProbeFailure } from "./node/interpreters";
import { pythonPath } from "./settings";

const choose = { title: "Choose Interpreter…", command: "dunder.chooseInterpreter" };

/** Asks a command whether it is a usable Python. */
type Probe = (command: string, ...args: readonly string[]) => Promise<Interpreter | ProbeFailure>;

/** The setting's interpreter, else the Python extension's, else the first that answers on PATH; a refusal says what was looked for. */
export async function findInterpreter(probe: Probe): Promise<Interpreter> {
	const named = pythonPath();
	if (named !== "") {
		const found = await probe(named);
		if ("failure" in found) {
			throw new Refusal(`The setting dunder.pythonPath names ${named}, but ${describeFailure(found)}.`, [choose]);
		}
		return found;
	}
	const looked = ["dunder.pythonPath (not set)"];
	const candidates: (readonly [string, ...string[]])[] = [...defaultCommands()];
	try {
		const selected = await selectedInPythonExtension();
		if (selected) {
			candidates.unshift([selected]);
		} else {
			looked.push("the Python extension (no interpreter selected there)");
		}
	} catch (error) {
		looked.push(`the Python extension (it failed: ${error instanceof Error ? error.message : error})`);
	}
	for (const candidate of candidates) {
		const found = await probe(...candidate);
		if (!("failure" in found)) {
			return found;
		}
		looked.push(`${candidate.join(" ")} (${describeFailure(found)})`);
	}
	throw new Refusal(
		`No Python 3.9 or newer was found. Looked for: ${looked.join(", ")}. Install Python or choose an interpreter.`,
		[choose],
	);
}

/** Why a command is not a usable Python, as the end of a sentence. */
export function describeFailure(found: ProbeFailure): string {
	switch (found.failure) {
		case "missing":
			return "no such program is there";
		case "not-python":
			return "it did not answer as Python does";
		case "broken-environment":
			return "its virtual environment is broken and must be made anew";
		case "store-alias":
			return "that is only the alias that opens the Microsoft Store";
		case "too-old":
			return `it is Python ${found.version}, and Dunder needs 3.9 or newer`;
	}
}

async function selectedInPythonExtension(): Promise<string | undefined> {
	if (!vscode.extensions.getExtension("ms-python.python")) {
		return undefined;
	}
	const { environments } = await PythonExtension.api();
	const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath());
	return environment?.executable.uri?.fsPath;
}
