import type * as vscode from "vscode";
import type { BankIndex, QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { PanelWays } from "../../core/protocol/messages";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import { describeDrawScope } from "./randomDraw";

/** What decides where the buttons above a question lead. */
interface WaysDependencies {
	readonly bank: QuestionBank;
	readonly filter: QuestionFilter;
	readonly progress: Progress;
	readonly memento: vscode.Memento;
}

/** Says where the buttons above a question lead. `back` is the question that was open before. */
export async function describeWays(
	{ bank, filter, progress, memento }: WaysDependencies,
	{ key }: QuestionSummary,
	back: QuestionKey | undefined,
): Promise<PanelWays> {
	const [index, scope] = await Promise.all([bank.index(), describeDrawScope(bank, filter, memento)]);
	const { session } = progress;
	const nameOf = (wanted: QuestionKey | undefined) =>
		index.questions.find((question) => question.key === wanted)?.short ?? "";
	const next = session ? session.next(key) : neighbor(index, filter, key, 1)?.key;
	return { back: nameOf(back), next: nameOf(next), session: session?.name ?? "", scope };
}

/** The question after or before another one in the tree; after the last one comes the first. */
export function neighbor(
	index: BankIndex,
	filter: QuestionFilter,
	key: QuestionKey,
	by: 1 | -1,
): QuestionSummary | undefined {
	const shown = filter.inTreeOrder(index, key);
	const place = shown.findIndex((question) => question.key === key);
	const target = shown[(place + by + shown.length) % shown.length];
	return target?.key === key ? undefined : target;
}
