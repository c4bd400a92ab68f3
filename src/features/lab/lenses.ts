import * as vscode from "vscode";
import { readRegions } from "../../core/lab/regions";
import type { ScratchFiles } from "../../platform/scratchFiles";
import { textOf } from "./documentText";
import type { ExperimentRuns } from "./experimentRuns";

/** What a person can do with an experiment, above its region. */
export function registerLenses(files: ScratchFiles, runs: ExperimentRuns): vscode.Disposable {
	return vscode.languages.registerCodeLensProvider(
		{ language: "python", pattern: "**/scratch-*.py" },
		{
			onDidChangeCodeLenses: runs.onDidChangeRunning,
			provideCodeLenses(document) {
				if (files.questionOf(document) === undefined) {
					return [];
				}
				return readRegions(textOf(document)).flatMap(({ number, startLine }) => {
					const range = new vscode.Range(startLine - 1, 0, startLine - 1, 0);
					const lens = (title: string, command: string) =>
						new vscode.CodeLens(range, {
							title,
							command: `dunder.${command}`,
							arguments: [{ uri: document.uri, number }],
						});
					return [
						runs.isRunning(document, number)
							? lens("$(debug-stop)\u00a0Stop", "stopRun")
							: lens("$(play)\u00a0Run", "runExperiment"),
						lens("Run on Every Python", "runOnEveryPython"),
						lens("Bytecode", "showBytecode"),
						lens("Answer", "showAnswer"),
					];
				});
			},
		},
	);
}
