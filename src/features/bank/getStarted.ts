import * as vscode from "vscode";
import { ownPack, questionKey } from "../../core/bank/questionKey";
import { registerCommand } from "../../platform/commands";
import type { QuestionBank } from "../../platform/questionBank";

/** An experiment with a mutable default, which is well known and still surprises people. */
const example = { question: questionKey(ownPack, "copying/shallow-and-deep"), experiment: "A copy in the signature" };

/** Registers the commands that open the walkthrough and the experiment of its second step. */
export function registerGetStarted(bank: QuestionBank, extensionId: string): vscode.Disposable {
	return vscode.Disposable.from(
		registerCommand("dunder.getStarted", () =>
			vscode.commands.executeCommand("workbench.action.openWalkthrough", `${extensionId}#start`),
		),
		registerCommand("dunder.tryExperiment", async () => {
			const question = await bank.summary(example.question);
			await vscode.commands.executeCommand("dunder.openScratch", { question });
			const editor = vscode.window.activeTextEditor;
			if (editor) {
				await goToBlank(editor, example.experiment);
			}
		}),
	);
}

/** Puts the cursor after the first blank of an experiment, which need not be the first experiment of its file. */
async function goToBlank(editor: vscode.TextEditor, experiment: string): Promise<void> {
	const blank = new RegExp(`^# region \\d+\\. ${experiment}$.*?# => \\?$`, "ms").exec(editor.document.getText());
	if (blank) {
		const start = editor.document.positionAt(blank.index);
		const end = editor.document.positionAt(blank.index + blank[0].length);
		// Setting the selection is not enough, because the page whose button was pressed may have taken the keyboard focus
		// again.
		await vscode.window.showTextDocument(editor.document, {
			viewColumn: editor.viewColumn ?? vscode.ViewColumn.Active,
			selection: new vscode.Range(end, end),
		});
		editor.revealRange(new vscode.Range(start, end));
	}
}
