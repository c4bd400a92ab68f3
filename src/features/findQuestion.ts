import * as vscode from "vscode";
import { registerCommand } from "../host/commands";
import type { QuestionBank } from "../host/questionBank";
import type { QuestionPanel } from "./panel/questionPanel";

/** A pick list over titles, topics and tags. */
export function registerFindQuestion(bank: QuestionBank, panel: QuestionPanel): vscode.Disposable {
	return registerCommand("dunder.findQuestion", async () => {
		const { topics, questions } = await bank.index();
		const titles = new Map(topics.map(({ id, title }) => [id, title]));
		const items = questions.map(({ id, title, topic, level, tags }) => ({
			label: title,
			description: `${titles.get(topic)} · ${level}`,
			detail: tags.join(", "),
			id,
		}));
		const chosen = await vscode.window.showQuickPick(items, {
			title: "Find Question",
			placeHolder: "Words of a title, a topic or a tag",
			matchOnDescription: true,
			matchOnDetail: true,
		});
		if (chosen) {
			await panel.open(chosen.id);
		}
	});
}
