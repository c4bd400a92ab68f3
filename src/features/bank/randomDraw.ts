import * as vscode from "vscode";
import { type DrawState, drawQuestion, everything, readDrawState, readScope, type Scope } from "../../core/bank/draw";
import { registerCommand } from "../../platform/commands";
import type { QuestionBank } from "../../platform/questionBank";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";

const stateKey = "draw.state";
const scopeKey = "draw.scope";

/**
 * Registers the commands that draw questions at random, without repetition, from a scope that the person chose. The
 * order, the position in it, and the scope are stored.
 */
export function registerRandomDraw(
	bank: QuestionBank,
	panel: QuestionPanel,
	memento: vscode.Memento,
): vscode.Disposable {
	const draw = async (scope: Scope) => {
		const { questions } = await bank.index();
		const kept = memento.get<DrawState>(stateKey);
		const state = kept && readDrawState(kept);
		const drawn = drawQuestion(state, questions, scope, Math.random, panel.current?.key);
		if (drawn.key === undefined) {
			throw new UserError(vscode.l10n.t("No question is left in the scope that you draw from. Choose another."), [
				{ title: vscode.l10n.t("Random Question From…"), command: "dunder.randomQuestionFrom" },
			]);
		}
		await memento.update(stateKey, drawn.state);
		await panel.open(drawn.key);
	};
	return vscode.Disposable.from(
		registerCommand("dunder.randomQuestion", () => draw(drawScope(memento))),
		registerCommand("dunder.randomQuestionFrom", async () => {
			const { chooseScope } = await import("./chooseScope");
			const chosen = await chooseScope(bank, drawScope(memento));
			if (chosen) {
				await memento.update(scopeKey, chosen);
				await draw(chosen);
			}
		}),
	);
}

/** The current scope of draws, for a button; empty if it is everything. */
export async function describeDrawScope(bank: QuestionBank, memento: vscode.Memento): Promise<string> {
	const scope = drawScope(memento);
	switch (scope.kind) {
		case "all":
			return "";
		case "topic":
			return (await bank.topic(scope.topic))?.title ?? scope.topic;
		case "level":
			return scope.level;
		case "tag":
			return scope.tag;
	}
}

function drawScope(memento: vscode.Memento): Scope {
	return readScope(memento.get<Scope>(scopeKey, everything));
}
