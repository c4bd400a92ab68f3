import * as vscode from "vscode";
import { ownPack, questionKey } from "../../core/bank/questionKey";
import { registerCommand } from "../../platform/commands";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionPanel } from "../panel/questionPanel";

/** An experiment with a mutable default, which is well known and still surprises people. */
const example = { question: questionKey(ownPack, "copying/shallow-and-deep"), experiment: "A copy in the signature" };

const openedKey = "getStarted.opened";

/** What Get Started needs. */
interface GetStartedDependencies {
	readonly bank: QuestionBank;
	readonly panel: QuestionPanel;
	readonly memento: vscode.Memento;
	readonly extensionId: string;
}

/**
 * Registers the commands that open the walkthrough and the experiment of its second step. With `opensAtOnce`, the
 * walkthrough opens beside Dunder's view the first time that Dunder starts.
 */
export function registerGetStarted(
	{ bank, panel, memento, extensionId }: GetStartedDependencies,
	opensAtOnce: boolean,
): vscode.Disposable {
	if (opensAtOnce && !memento.get(openedKey)) {
		void openFirst(memento);
	}
	return vscode.Disposable.from(
		registerCommand("dunder.getStarted", () =>
			vscode.commands.executeCommand("workbench.action.openWalkthrough", `${extensionId}#start`),
		),
		registerCommand("dunder.tryExperiment", async () => {
			const key = example.question;
			const summary = await bank.summary(key);
			const experiments = summary ? (await bank.question(summary)).experiments : [];
			const experiment = experiments.findIndex(({ title }) => title === example.experiment);
			await panel.open(key, { again: true, goTo: { type: "predict", key, experiment } });
		}),
	);
}

async function openFirst(memento: vscode.Memento): Promise<void> {
	await vscode.commands.executeCommand("workbench.view.extension.dunder");
	await vscode.commands.executeCommand("dunder.getStarted");
	await memento.update(openedKey, true);
}
