import * as vscode from "vscode";
import type { SessionTopic } from "../../core/session/session";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import { countQuestions } from "../bank/pickItems";

/** Shows a pick list of the topics for cramming, each with the questions that the filter shows; returns the chosen one. */
export async function pickTopic(bank: QuestionBank, filter: QuestionFilter): Promise<SessionTopic | undefined> {
	const { topics, questions } = await bank.index();
	const items = topics.map(({ key, title }) => {
		const count = questions.filter((question) => question.topic === key && filter.matches(question)).length;
		return { label: title, description: countQuestions(count), key, title };
	});
	return vscode.window.showQuickPick(items, {
		title: vscode.l10n.t("Cram Topic"),
		placeHolder: filter.isActive
			? vscode.l10n.t("Its questions in the filter ({0}), shuffled; doesn't affect your schedule", filter.name)
			: vscode.l10n.t("All its questions, shuffled; doesn't affect your schedule"),
	});
}
