import * as vscode from "vscode";
import {
	type DrawState,
	drawQuestion,
	everything,
	isInScope,
	readDrawState,
	readScope,
	type Scope,
} from "../../core/bank/draw";
import type { QuestionSummary } from "../../core/bank/question";
import { registerCommand } from "../../platform/commands";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import { type Remedy, UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";

const stateKey = "draw.state";
const scopeKey = "draw.scope";

/**
 * Registers the commands that draw questions at random, without repetition, from what the filter shows of a scope that the
 * person chose. The order, the position in it, and the scope are stored.
 */
export function registerRandomDraw(
	bank: QuestionBank,
	panel: QuestionPanel,
	filter: QuestionFilter,
	memento: vscode.Memento,
): vscode.Disposable {
	const draw = async (scope: Scope) => {
		const { questions } = await bank.index();
		const kept = memento.get<DrawState>(stateKey);
		const state = kept && readDrawState(kept);
		const isWanted = (question: QuestionSummary) => isInScope(question, scope) && filter.matches(question);
		const drawn = drawQuestion(state, questions, isWanted, Math.random, panel.current?.key);
		if (drawn.key === undefined) {
			throw nothingToDraw(filter);
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

/** What a random draw chooses from, such as `asyncio, senior`; empty if it is everything. */
export async function describeDrawScope(
	bank: QuestionBank,
	filter: QuestionFilter,
	memento: vscode.Memento,
): Promise<string> {
	return [await nameOf(drawScope(memento), bank), filter.name].filter((name) => name !== "").join(", ");
}

function nothingToDraw(filter: QuestionFilter): UserError {
	const choose: Remedy = { title: vscode.l10n.t("Random Question From…"), command: "dunder.randomQuestionFrom" };
	return filter.isActive
		? new UserError(
				vscode.l10n.t("The filter ({0}) leaves no question in the scope that you draw from.", filter.name),
				[{ title: vscode.l10n.t("Clear Filter"), command: "dunder.clearFilter" }, choose],
			)
		: new UserError(vscode.l10n.t("No question is left in the scope that you draw from. Choose another."), [choose]);
}

async function nameOf(scope: Scope, bank: QuestionBank): Promise<string> {
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
