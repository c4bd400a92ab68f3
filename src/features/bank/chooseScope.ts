import * as vscode from "vscode";
import { everything, isInScope, type Scope } from "../../core/bank/draw";
import { levels } from "../../core/bank/question";
import type { QuestionBank } from "../../platform/questionBank";
import { countQuestions, currentMark, separator } from "./pickItems";

interface ScopeItem extends vscode.QuickPickItem {
	readonly scope?: Scope;
}

/** Lets the person choose a scope, or returns `undefined` if they leave the list. */
export async function chooseScope(bank: QuestionBank, current: Scope): Promise<Scope | undefined> {
	const { topics, questions } = await bank.index();
	const item = (label: string, scope: Scope): ScopeItem => {
		const count = questions.filter((question) => isInScope(question, scope)).length;
		const isCurrent = JSON.stringify(scope) === JSON.stringify(current);
		const parts = [countQuestions(count), ...(isCurrent ? [currentMark()] : [])];
		return { label, description: parts.join(" · "), scope };
	};
	const tags = [...new Set(questions.flatMap((question) => question.tags))].sort();
	const items: ScopeItem[] = [
		item(vscode.l10n.t("All questions"), everything),
		separator(vscode.l10n.t("topics")),
		...topics.map(({ key, title }) => item(title, { kind: "topic", topic: key })),
		separator(vscode.l10n.t("levels")),
		...levels.map((level) => item(level, { kind: "level", level })),
		separator(vscode.l10n.t("tags")),
		...tags.map((tag) => item(tag, { kind: "tag", tag })),
	];
	const chosen = await vscode.window.showQuickPick(items, {
		title: vscode.l10n.t("Random Question From…"),
		placeHolder: vscode.l10n.t("A topic, a level or a tag; later draws stay in it"),
	});
	return chosen?.scope;
}
