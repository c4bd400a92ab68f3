import * as vscode from "vscode";
import { readKey } from "../../core/bank/questionKey";
import { registerCommand } from "../../platform/commands";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";
import { neighbor } from "./ways";

const lastKey = "lastQuestion";

/**
 * Registers Next, Previous, Back, Forward, Reveal Answer, and Continue, which opens the question that was open last. While a
 * session is running, Next goes to its next question and Previous goes back, so that neither leaves it.
 */
export function registerQuestionCommands(
	bank: QuestionBank,
	panel: QuestionPanel,
	filter: QuestionFilter,
	progress: Progress,
	memento: vscode.Memento,
): vscode.Disposable {
	const current = () => {
		if (!panel.current) {
			throw noQuestionOpen();
		}
		return panel.current.key;
	};
	const step = async (by: 1 | -1) => {
		const target = neighbor(await bank.index(), filter, current(), by);
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
		registerCommand("dunder.nextQuestion", () => (progress.session ? progress.session.goOn(current()) : step(1))),
		registerCommand("dunder.previousQuestion", () => (progress.session ? panel.go(-1) : step(-1))),
		registerCommand("dunder.goBack", () => panel.go(-1)),
		registerCommand("dunder.goForward", () => panel.go(1)),
		registerCommand("dunder.revealAnswer", () => {
			current();
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
