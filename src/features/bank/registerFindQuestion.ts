import type * as vscode from "vscode";
import { registerCommand } from "../../platform/commands";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionPanel } from "../panel/questionPanel";

/** Registers the search of all questions, whose code is loaded with the first search. */
export function registerFindQuestion(bank: QuestionBank, panel: QuestionPanel, progress: Progress): vscode.Disposable {
	return registerCommand("dunder.findQuestion", async () => {
		const { pickQuestion } = await import("./pickQuestion");
		const chosen = await pickQuestion(bank, progress);
		if (chosen !== undefined) {
			await panel.open(chosen);
		}
	});
}
