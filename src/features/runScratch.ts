import * as vscode from "vscode";
import { Refusal, registerCommand } from "../host/commands";
import { home } from "../host/node/home";
import { findInterpreter } from "../host/python";
import type { ScratchFiles } from "../host/scratchFiles";
import type { QuestionPanel } from "./panel/questionPanel";

const taskType = "dunder";

/** Runs a scratch file with the person's Python, as a task without a shell: our runner starts each experiment by itself. */
export function registerRunScratch(
	extensionUri: vscode.Uri,
	panel: QuestionPanel,
	files: ScratchFiles,
): vscode.Disposable {
	const runner = vscode.Uri.joinPath(extensionUri, "media", "runner.py").fsPath;
	return vscode.Disposable.from(
		registerCommand("dunder.runScratch", async () => {
			const document = await findDocument(panel, files);
			if (!vscode.workspace.isTrusted) {
				throw new Refusal("Dunder runs code in trusted workspaces only.", [
					{ title: "Manage Workspace Trust", command: "workbench.trust.manage" },
				]);
			}
			if (document.isDirty && !(await document.save())) {
				throw new Refusal("The scratch file could not be saved, so it was not run. Save it elsewhere first.");
			}
			const { path, arguments: leading } = await findInterpreter();
			const file = document.uri.fsPath;
			const flags = ["-I", "-X", "utf8", "-u"];
			const execution = new vscode.ProcessExecution(path, [...leading, ...flags, runner, file], { cwd: home });
			await runAlone(taskFor(file, execution));
		}),
		vscode.tasks.onDidEndTaskProcess(async ({ exitCode, execution: { task } }) => {
			if (task.definition.type === taskType && exitCode !== undefined) {
				const document = await vscode.workspace.openTextDocument(vscode.Uri.file(task.definition.file));
				const id = files.questionOf(document);
				if (id) {
					panel.showOutputs(id);
				}
			}
		}),
	);
}

/** The scratch file in the active editor, else that of the open question. */
async function findDocument(panel: QuestionPanel, files: ScratchFiles): Promise<vscode.TextDocument> {
	const active = vscode.window.activeTextEditor?.document;
	if (active && files.questionOf(active)) {
		return active;
	}
	const { current } = panel;
	if (current && (await files.exists(current.id))) {
		return vscode.workspace.openTextDocument(files.uri(current.id));
	}
	throw new Refusal("No scratch file is open. Open that of a question first.", [
		{ title: "Open Scratch File", command: "dunder.openScratch" },
	]);
}

function taskFor(file: string, execution: vscode.ProcessExecution): vscode.Task {
	const definition = { type: taskType, file };
	const task = new vscode.Task(definition, vscode.TaskScope.Global, "Scratch File", "Dunder", execution, []);
	task.presentationOptions = {
		reveal: vscode.TaskRevealKind.Always,
		panel: vscode.TaskPanelKind.Dedicated,
		clear: true,
		echo: false,
		showReuseMessage: false,
	};
	return task;
}

/** One run of a file at a time: a second request replaces the first. */
async function runAlone(task: vscode.Task): Promise<void> {
	for (const running of vscode.tasks.taskExecutions) {
		if (running.task.definition.type === taskType && running.task.definition.file === task.definition.file) {
			running.terminate();
		}
	}
	await vscode.tasks.executeTask(task);
}
