import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import { registerCommand, tellingUserErrors } from "../../platform/commands";
import { setContext } from "../../platform/contextKeys";
import { disposeOf, Lazy } from "../../platform/lazy";
import type { PythonRuntime } from "../../platform/pythonRuntime";
import { UserError } from "../../platform/userError";
import { keepAsUtf8 } from "../../platform/utf8Documents";
import { activeScratch, onDidChangeActiveScratch } from "./activeScratch";
import type { LabDependencies } from "./lab";
import type { Place } from "./place";
import type { Row, ScratchPlace } from "./scratchCommands";

/**
 * Registers scratch files, and predicting, running, and comparing in them. The code is loaded with the first scratch file,
 * because it contains a large parser of Python.
 */
export function registerLab(dependencies: LabDependencies, python: Lazy<PythonRuntime>): vscode.Disposable {
	const { folder } = dependencies;
	const lab = new Lazy(async () => {
		const loading = Promise.all([import("./lab"), python.get()]);
		const [{ Lab }, runtime] = await loading.catch((error: unknown) => {
			throw unloadable(error);
		});
		return new Lab(dependencies, runtime);
	});
	const loadFor = (document: vscode.TextDocument) => {
		if (folder.questionOf(document) !== undefined) {
			void tellingUserErrors(() => lab.get());
		}
	};
	vscode.workspace.textDocuments.forEach(loadFor);
	const updateContext = () => setContext("dunder.scratchActive", activeScratch(folder) !== undefined);
	updateContext();

	dependencies.panel.requests.predictor = {
		judge: async (prediction) => (await lab.get()).predictions.judge(prediction),
		stop: async () => (await lab.get()).predictions.stop(),
	};

	return vscode.Disposable.from(
		disposeOf(lab),
		onDidChangeActiveScratch(updateContext),
		keepAsUtf8((document) => folder.questionOf(document) !== undefined),
		vscode.workspace.onDidOpenTextDocument(loadFor),
		registerCommand("dunder.openScratch", async (place?: ScratchPlace) => (await lab.get()).scratch.open(place)),
		registerCommand("dunder.resetScratch", async (row?: Row) => (await lab.get()).scratch.reset(row)),
		registerCommand("dunder.runScratch", async (place?: Place) => (await lab.get()).runScratch(place)),
		registerCommand("dunder.runExperiment", async (place?: Place) => (await lab.get()).runExperiment(place)),
		registerCommand("dunder.stopRun", async (place?: Place) => (await lab.get()).stopRun(place)),
		registerCommand("dunder.runOnEveryPython", async (place?: Place) => (await lab.get()).runOnEveryPython(place)),
		registerCommand("dunder.showBytecode", async (place?: Place) => (await lab.get()).showBytecode(place)),
		registerCommand("dunder.showAnswer", async (place?: Place) => (await lab.get()).showAnswer(place)),
		registerCommand("dunder.writeOutputs", async () => (await lab.get()).writeOutputs()),
		registerCommand("dunder.predictAgain", async () => (await lab.get()).predictAgain()),
		registerCommand("dunder.nextBlank", async () => (await lab.get()).nextBlank()),
		registerCommand("dunder.leaveBlank", async () => (await lab.get()).leaveBlank()),
	);
}

function unloadable(error: unknown): UserError {
	return new UserError(
		vscode.l10n.t("Dunder cannot load what runs experiments: {0}. Try again, or reload the window.", reasonOf(error)),
		[{ title: vscode.l10n.t("Reload Window"), command: "workbench.action.reloadWindow" }],
	);
}
