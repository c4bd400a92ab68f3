import * as vscode from "vscode";
import { levels } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { registerCommand } from "../../platform/commands";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import { everything, type QuestionFilter, type SortOrder, statuses } from "../../platform/questionFilter";

const statusNames: Record<(typeof statuses)[number], string> = {
	new: "New",
	learning: "Learning",
	due: "Due",
	known: "Known",
	suspended: "Suspended",
	buried: "Hidden until tomorrow",
};

const orderNames: Record<SortOrder, string> = {
	reading: "Reading order",
	status: "State",
	due: "Due date",
	level: "Level",
};

/** Which questions the tree shows, and in which order. */
export function registerFilterQuestions(
	bank: QuestionBank,
	filter: QuestionFilter,
	progress: Progress,
): vscode.Disposable {
	return vscode.Disposable.from(
		registerCommand("dunder.filter", () => chooseFilter(bank, filter, progress)),
		registerCommand("dunder.clearFilter", () => filter.set(everything)),
		registerCommand("dunder.sort", async () => {
			const items = (Object.keys(orderNames) as SortOrder[]).map((order) => ({
				label: orderNames[order],
				...(order === filter.sortOrder ? { description: "now" } : {}),
				order,
			}));
			const chosen = await vscode.window.showQuickPick(items, { title: "Sort Questions By" });
			if (chosen) {
				await filter.sortBy(chosen.order);
			}
		}),
	);
}

async function chooseFilter(bank: QuestionBank, filter: QuestionFilter, progress: Progress): Promise<void> {
	const { questions } = await bank.index();
	const { current } = filter;
	const counted = (label: string, picked: boolean, matches: (key: QuestionKey, level: string) => boolean) => {
		const count = questions.filter(({ key, level }) => matches(key, level)).length;
		return { label, picked, description: `${count} question${count === 1 ? "" : "s"}` };
	};
	const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
	const levelItems = levels.map((level) => ({
		...counted(level, current.levels.includes(level), (_, other) => other === level),
		level,
	}));
	const statusItems = statuses.map((status) => ({
		...counted(
			statusNames[status],
			current.statuses.includes(status),
			(key) => (progress.of(key)?.status ?? "new") === status,
		),
		status,
	}));
	const starItem = {
		...counted("Starred only", current.starredOnly, (key) => progress.of(key)?.starred ?? false),
		starred: true,
	};
	const items: (vscode.QuickPickItem & Partial<(typeof levelItems)[0] & (typeof statusItems)[0] & typeof starItem>)[] =
		[separator("levels"), ...levelItems, separator("states"), ...statusItems, separator("stars"), starItem];
	const chosen = await vscode.window.showQuickPick(items, {
		canPickMany: true,
		title: "Show questions of these levels and states",
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
