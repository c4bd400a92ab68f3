import * as vscode from "vscode";
import type { QuestionSummary, ScratchQuestion } from "../core/question";
import { Refusal, registerCommand } from "../host/commands";
import { setContext } from "../host/contextKeys";
import type { QuestionBank } from "../host/questionBank";
import type { ScratchFiles } from "../host/scratchFiles";
import type { ScratchKeeper } from "./lab";
import type { QuestionPanel } from "./panel/questionPanel";
import { noQuestionOpen } from "./questionCommands";

/** A row of the tree, as its inline action passes it. */
type Row = { readonly question: QuestionSummary };

/** Opening and resetting scratch files. */
export function registerScratch(
	bank: QuestionBank,
	panel: QuestionPanel,
	files: ScratchFiles,
	keeper: ScratchKeeper,
): vscode.Disposable {
	const load = async (row: Row | undefined): Promise<ScratchQuestion> => {
		const document = vscode.window.activeTextEditor?.document;
		const active = document && files.questionOf(document);
		const summary = row?.question ?? (active ? await bank.summary(active) : panel.current);
		if (!summary) {
			throw noQuestionOpen();
		}
		const question = await bank.question(summary);
		if (question.experiments.length === 0) {
			throw new Refusal(`"${question.title}" has no experiments to run.`);
		}
		return question;
	};
	const updateContext = (editor: vscode.TextEditor | undefined) =>
		setContext("dunder.scratchActive", editor !== undefined && files.questionOf(editor.document) !== undefined);
	updateContext(vscode.window.activeTextEditor);

	return vscode.Disposable.from(
		vscode.window.onDidChangeActiveTextEditor(updateContext),
		registerCommand("dunder.openScratch", async (row?: Row) => {
			const document = await files.open(await load(row));
			await keeper.prepare(document);
			await showBeside(document, panel);
		}),
		registerCommand("dunder.resetScratch", async (row?: Row) => {
			const question = await load(row);
			if (!(await files.exists(question.id))) {
				throw new Refusal(`"${question.title}" has no scratch file yet.`, [
					{ title: "Open Scratch File", command: "dunder.openScratch", arguments: [{ question }] },
				]);
			}
			const reset = { title: "Reset" };
			const detail = "Your text is kept in a file beside it.";
			const asked = `Reset the scratch file of "${question.title}"?`;
			if ((await vscode.window.showWarningMessage(asked, { modal: true, detail }, reset)) === reset) {
				await resetAndTell(files, question, panel);
			}
		}),
	);
}

async function resetAndTell(files: ScratchFiles, question: ScratchQuestion, panel: QuestionPanel): Promise<void> {
	const kept = await files.reset(question);
	await showBeside(await files.open(question), panel);
	const show = "Show Old Text";
	const name = kept.path.slice(kept.path.lastIndexOf("/") + 1);
	void vscode.window
		.showInformationMessage(`The scratch file is as it was. Your text is in ${name}.`, show)
		.then((chosen) => {
			if (chosen) {
				void vscode.window.showTextDocument(kept);
			}
		});
}

/** Shows a scratch file where it is already open, else beside the answer, with the cursor behind the first blank. */
export async function showBeside(document: vscode.TextDocument, panel: QuestionPanel): Promise<void> {
	const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
	const viewColumn = shown?.viewColumn ?? (panel.viewColumn ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
	const blank = /# => \?$/m.exec(document.getText());
	const end = blank && document.positionAt(blank.index + blank[0].length);
	// With the editor, not after it: what a person types at once must go to the blank.
	const selection = end ? { selection: new vscode.Range(end, end) } : {};
	await vscode.window.showTextDocument(document, { viewColumn, preview: false, ...selection });
}
