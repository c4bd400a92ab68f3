import * as vscode from "vscode";
import { predictionMarks } from "../../core/lab/markEditing";
import { readRegions } from "../../core/lab/regions";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { textOf } from "./documentText";
import type { ExperimentRuns } from "./experimentRuns";

/**
 * Shows, above the region of each experiment, what a person can do with the experiment, and above its first mark the keys
 * for predicting. `runKey` is the label of the key that runs it.
 */
export function registerLenses(folder: ScratchFolder, runs: ExperimentRuns, runKey: string): vscode.Disposable {
	return vscode.languages.registerCodeLensProvider(
		{ language: "python", pattern: "**/scratch-*.py" },
		{
			onDidChangeCodeLenses: runs.onDidChangeRunning,
			provideCodeLenses(document) {
				if (folder.questionOf(document) === undefined) {
					return [];
				}
				const text = textOf(document);
				const marks = predictionMarks(text);
				return readRegions(text).flatMap(({ number, startLine, endLine }) => {
					const first = marks.find(({ line }) => startLine <= line && line < endLine)?.line;
					const keys = vscode.l10n.t("Tab next · Enter new line · {0} run", runKey);
					const range = new vscode.Range(startLine - 1, 0, startLine - 1, 0);
					const lens = (title: string, command: string, icon?: string) =>
						new vscode.CodeLens(range, {
							title: icon === undefined ? title : `$(${icon})\u00a0${title}`,
							command: `dunder.${command}`,
							arguments: [{ uri: document.uri, number }],
						});
					return [
						runs.isRunning(document, number)
							? lens(vscode.l10n.t("Stop"), "stopRun", "debug-stop")
							: lens(vscode.l10n.t("Run"), "runExperiment", "play"),
						lens(vscode.l10n.t("Run on Every Python"), "runOnEveryPython"),
						lens(vscode.l10n.t("Bytecode"), "showBytecode"),
						lens(vscode.l10n.t("Answer"), "showAnswer"),
						...(first === undefined
							? []
							: [new vscode.CodeLens(new vscode.Range(first, 0, first, 0), { title: keys, command: "" })]),
					];
				});
			},
		},
	);
}
