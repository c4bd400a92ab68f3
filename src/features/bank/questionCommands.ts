import * as vscode from "vscode";
import { readKey } from "../../core/bank/questionKey";
import { registerCommand } from "../../platform/commands";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";

const lastKey = "lastQuestion";

/**
 * Registers Next, Previous, Back, Forward, Reveal Answer, and Continue, which opens the question that was open last.
 */
export function registerQuestionCommands(
	bank: QuestionBank,
	panel: QuestionPanel,
	filter: QuestionFilter,
	memento: vscode.Memento,
): vscode.Disposable {
	const step = async (by: 1 | -1) => {
		const current = panel.current;
		if (!current) {
			throw noQuestionOpen();
		}
		const shown = filter.inTreeOrder(await bank.index(), current.key);
		const place = shown.findIndex(({ key }) => key === current.key);
		const target = shown[(place + by + shown.length) % shown.length];
		if (target) {
			await panel.turnTo(target.key);
		}
	};
	return vscode.Disposable.from(
		panel.onDidChange(() => panel.current && memento.update(lastKey, panel.current.key)),
		registerCommand("dunder.continue", async () => {
			const last = memento.get<string>(lastKey);
			const { questions } = await bank.index();
			const target = (last && (await bank.summary(readKey(last)))) ?? questions[0];
			if (target) {
				await panel.open(target.key);
			}
		}),
		registerCommand("dunder.nextQuestion", () => step(1)),
		registerCommand("dunder.previousQuestion", () => step(-1)),
		registerCommand("dunder.goBack", () => panel.go(-1)),
		registerCommand("dunder.goForward", () => panel.go(1)),
		registerCommand("dunder.revealAnswer", () => {
			if (!panel.current) {
				throw noQuestionOpen();
			}
			panel.reveal();
		}),
	);
}

/** The error for every command that needs an open question. */
export function noQuestionOpen(): UserError {
	return new UserError(vscode.l10n.t("No question is open. Choose one in the Dunder view, or draw one at random."), [
		{ title: vscode.l10n.t("Random Question"), command: "dunder.randomQuestion" },
		{ title: vscode.l10n.t("Find Question…"), command: "dunder.findQuestion" },
	]);
}
