import * as vscode from "vscode";
import { levels } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { statusNames } from "../../core/session/wording";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import { type QuestionFilter, type SortOrder, statuses } from "../../platform/questionFilter";
import { countQuestions, currentMark, separator } from "./pickItems";

/** Lets the person choose in which order the tree shows the questions. */
export async function chooseOrder(filter: QuestionFilter): Promise<void> {
	const names = orderNames();
	const items = (Object.keys(names) as SortOrder[]).map((order) => ({
		label: names[order],
		...(order === filter.sortOrder ? { description: currentMark() } : {}),
		order,
	}));
	const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Sort Questions By") });
	if (chosen) {
		await filter.sortBy(chosen.order);
	}
}

/** The names of the orders, in the order in which the pick list shows them. */
function orderNames(): Record<SortOrder, string> {
	return {
		reading: vscode.l10n.t("Reading order"),
		status: vscode.l10n.t({ message: "State", comment: "Sorts questions by their state, such as New or Due" }),
		due: vscode.l10n.t("Due date"),
		level: vscode.l10n.t({ message: "Level", comment: "Sorts questions by their level, such as junior or senior" }),
	};
}

/** Lets the person choose which questions the tree shows. */
export async function chooseFilter(bank: QuestionBank, filter: QuestionFilter, progress: Progress): Promise<void> {
	const { questions } = await bank.index();
	const { current } = filter;
	const counted = (label: string, picked: boolean, matches: (key: QuestionKey, level: string) => boolean) => {
		const count = questions.filter(({ key, level }) => matches(key, level)).length;
		return { label, picked, description: countQuestions(count) };
	};
	const levelItems = levels.map((level) => ({
		...counted(level, current.levels.includes(level), (_, other) => other === level),
		level,
	}));
	const names = statusNames();
	const statusItems = statuses.map((status) => ({
		...counted(
			names[status],
			current.statuses.includes(status),
			(key) => (progress.of(key)?.status ?? "new") === status,
		),
		status,
	}));
	const starItem = {
		...counted(vscode.l10n.t("Starred only"), current.starredOnly, (key) => progress.of(key)?.starred ?? false),
		starred: true,
	};
	const items: (vscode.QuickPickItem & Partial<(typeof levelItems)[0] & (typeof statusItems)[0] & typeof starItem>)[] =
		[
			separator(vscode.l10n.t("levels")),
			...levelItems,
			separator(vscode.l10n.t({ message: "states", comment: "Heads a list of states, such as New or Due" })),
			...statusItems,
			separator(vscode.l10n.t("stars")),
			starItem,
		];
	const chosen = await vscode.window.showQuickPick(items, {
		canPickMany: true,
		title: vscode.l10n.t("Show questions of these levels and states"),
	});
	if (chosen) {
		const orAll = <Value>(values: readonly Value[], all: readonly Value[]) => (values.length === 0 ? all : values);
		await filter.set({
			levels: orAll(
				chosen.flatMap(({ level }) => level ?? []),
				levels,
			),
			statuses: orAll(
				chosen.flatMap(({ status }) => status ?? []),
				statuses,
			),
			starredOnly: chosen.some(({ starred }) => starred),
		});
	}
}
