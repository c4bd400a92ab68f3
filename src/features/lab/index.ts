import * as vscode from "vscode";
import { registerCommand } from "../../platform/commands";
import type { Lab, LabSurroundings } from "./lab";
import type { Place } from "./place";

/** What the lab does to a scratch file that is opened or reset. */
export interface ScratchKeeper {
	/** Makes its marks blank where the question has come back since they were filled in. */
	prepare(document: vscode.TextDocument): Promise<void>;
	/** Takes away all that shows what its experiments did. */
	forget(document: vscode.TextDocument): Promise<void>;
}

/** Predicting, running and comparing in scratch files; loaded with the first of them, for its parser of Python is large. */
export function registerLab(
	extensionUri: vscode.Uri,
	surroundings: LabSurroundings,
): vscode.Disposable & ScratchKeeper {
	const { files } = surroundings;
	let loading: Promise<Lab> | undefined;
	const load = (): Promise<Lab> => {
		loading ??= import("./lab").then(({ Lab }) => new Lab(extensionUri, surroundings));
		return loading;
	};
	const loadFor = (document: vscode.TextDocument) => {
		if (files.questionOf(document) !== undefined) {
			void load();
		}
	};
	vscode.workspace.textDocuments.forEach(loadFor);

	const registrations = vscode.Disposable.from(
		{ dispose: () => void loading?.then((lab) => lab.dispose()) },
		vscode.workspace.onDidOpenTextDocument(loadFor),
		registerCommand("dunder.runScratch", async (place?: Place) => (await load()).runScratch(place)),
		registerCommand("dunder.runExperiment", async (place?: Place) => (await load()).runExperiment(place)),
		registerCommand("dunder.stopRun", async (place?: Place) => (await load()).stopRun(place)),
		registerCommand("dunder.runOnEveryPython", async (place?: Place) => (await load()).runOnEveryPython(place)),
		registerCommand("dunder.showBytecode", async (place?: Place) => (await load()).showBytecode(place)),
		registerCommand("dunder.showAnswer", async (place?: Place) => (await load()).showAnswer(place)),
		registerCommand("dunder.writeOutputs", async () => (await load()).writeOutputs()),
		registerCommand("dunder.predictAgain", async () => (await load()).predictAgain()),
		registerCommand("dunder.nextBlank", async () => (await load()).nextBlank()),
	);
	return {
		prepare: async (document) => (await load()).prepare(document),
		forget: async (document) => (await load()).forget(document),
		dispose: () => registrations.dispose(),
	};
}
