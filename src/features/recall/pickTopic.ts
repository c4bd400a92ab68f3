import * as vscode from "vscode";
import type { Topic } from "../../core/bank/question";
import type { QuestionBank } from "../../platform/questionBank";
import { countQuestions } from "../bank/pickItems";

/** Shows a pick list of the topics for cramming, and returns the chosen one. */
export async function pickTopic(bank: QuestionBank): Promise<Pick<Topic, "key" | "title"> | undefined> {
	const { topics, questions } = await bank.index();
	const items = topics.map(({ key, title }) => {
		const count = questions.filter(({ topic }) => topic === key).length;
		return { label: title, description: countQuestions(count), key, title };
	});
	return vscode.window.showQuickPick(items, {
		title: vscode.l10n.t("Cram Topic"),
		placeHolder: vscode.l10n.t("All its questions, shuffled; the schedule is not touched"),
	});
}
