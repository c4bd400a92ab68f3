import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import { registerCommand, tellingUserErrors } from "../../platform/commands";
import { disposeOf, Lazy } from "../../platform/lazy";
import type { PythonRuntime } from "../../platform/pythonRuntime";
import { UserError } from "../../platform/userError";
import type { LabDependencies } from "./lab";
import type { Place } from "./place";

/** What the lab does to a scratch file that is opened or reset. */
export interface ScratchKeeper {
	/** Makes the file's marks blank if the question has come back since they were filled in. */
	prepare(document: vscode.TextDocument): Promise<void>;
	/** Removes everything that shows what the file's experiments did. */
	forget(document: vscode.TextDocument): Promise<void>;
}

/**
 * Registers predicting, running, and comparing in scratch files. The code is loaded with the first scratch file,
 * because it contains a large parser of Python.
 */
export function registerLab(
	dependencies: LabDependencies,
	python: Lazy<PythonRuntime>,
): vscode.Disposable & ScratchKeeper {
	const { files } = dependencies;
	const lab = new Lazy(async () => {
		const loading = Promise.all([import("./lab"), python.get()]);
		const [{ Lab }, runtime] = await loading.catch((error: unknown) => {
			throw unloadable(error);
		});
		return new Lab(dependencies, runtime);
	});
	const loadFor = (document: vscode.TextDocument) => {
		if (files.questionOf(document) !== undefined) {
			void tellingUserErrors(() => lab.get());
		}
	};
	vscode.workspace.textDocuments.forEach(loadFor);

	const registrations = vscode.Disposable.from(
		disposeOf(lab),
		vscode.workspace.onDidOpenTextDocument(loadFor),
		registerCommand("dunder.runScratch", async (place?: Place) => (await lab.get()).runScratch(place)),
		registerCommand("dunder.runExperiment", async (place?: Place) => (await lab.get()).runExperiment(place)),
		registerCommand("dunder.stopRun", async (place?: Place) => (await lab.get()).stopRun(place)),
		registerCommand("dunder.runOnEveryPython", async (place?: Place) => (await lab.get()).runOnEveryPython(place)),
		registerCommand("dunder.showBytecode", async (place?: Place) => (await lab.get()).showBytecode(place)),
		registerCommand("dunder.showAnswer", async (place?: Place) => (await lab.get()).showAnswer(place)),
		registerCommand("dunder.writeOutputs", async () => (await lab.get()).writeOutputs()),
		registerCommand("dunder.predictAgain", async () => (await lab.get()).predictAgain()),
		registerCommand("dunder.nextBlank", async () => (await lab.get()).nextBlank()),
	);
	return {
		prepare: async (document) => (await lab.get()).prepare(document),
		forget: async (document) => (await lab.get()).forget(document),
		dispose: () => registrations.dispose(),
	};
}

function unloadable(error: unknown): UserError {
	return new UserError(
		vscode.l10n.t("Dunder cannot load what runs experiments: {0}. Try again, or reload the window.", reasonOf(error)),
		[{ title: vscode.l10n.t("Reload Window"), command: "workbench.action.reloadWindow" }],
	);
}
