import * as vscode from "vscode";
import { registerCommand } from "../../platform/commands";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import { everything, type QuestionFilter } from "../../platform/questionFilter";

/**
 * Registers the commands that choose which questions the tree shows, and in which order. The lists are loaded on first
 * use.
 */
export function registerFilterQuestions(
	bank: QuestionBank,
	filter: QuestionFilter,
	progress: Progress,
): vscode.Disposable {
	const lists = () => import("./chooseFilter");
	return vscode.Disposable.from(
		registerCommand("dunder.filter", async () => (await lists()).chooseFilter(bank, filter, progress)),
		registerCommand("dunder.clearFilter", () => filter.set(everything)),
		registerCommand("dunder.sort", async () => (await lists()).chooseOrder(filter)),
	);
}
