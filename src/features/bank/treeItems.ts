import * as vscode from "vscode";
import type { Level, QuestionSummary, Topic } from "../../core/bank/question";
import type { Progress, QuestionProgress } from "../../platform/progress";

/** Levels as job advertisements abbreviate them. In a narrow side bar, only a short text fits beside a label. */
const compactLevels: Record<Level, string> = { junior: "jr", mid: "mid", senior: "sr", staff: "staff" };

/** A person's progress with a topic: how many of its questions are begun, known, and due. */
export interface TopicProgress {
	readonly total: number;
	readonly begun: number;
	readonly known: number;
	readonly due: number;
}

export function topicProgress(questions: readonly QuestionSummary[], progress: Progress): TopicProgress {
	const statuses = questions.map(({ key }) => progress.of(key)?.status);
	const count = (...wanted: readonly string[]) => statuses.filter((status) => status && wanted.includes(status)).length;
	const begun = count("learning", "due", "inReview", "known");
	return { total: questions.length, begun, known: count("known"), due: count("due") };
}

export function topicItem({ key, title, introduction }: Topic, progress: TopicProgress): vscode.TreeItem {
	const { total, begun, known, due } = progress;
	const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
	item.id = key;
	item.description = begun === 0 ? "" : describeTopic(progress);
	const summary = begun === 0 ? "" : `${vscode.l10n.t("{0} of {1} known, {2} due", known, total, due)}\n\n`;
	item.tooltip = new vscode.MarkdownString(`**${title}**\n\n${summary}${introduction}`);
	item.contextValue = "topic";
	return item;
}

/** A topic's progress in a form that fits a narrow side bar, such as `3/14, 2 due`. */
function describeTopic({ known, total, due }: TopicProgress): string {
	return due === 0
		? `${known}/${total}`
		: vscode.l10n.t({
				message: "{0}/{1}, {2} due",
				args: [known, total, due],
				comment: "Of a topic: how many questions are known, of how many, and how many are due; the row is narrow",
			});
}

/** The part of a question's progress that its row shows. */
export type ShownProgress = Pick<QuestionProgress, "status" | "starred" | "description">;

export function questionItem(question: QuestionSummary, progress: ShownProgress | undefined): vscode.TreeItem {
	const { key, title, short, level, tags, keyPoints, experiments } = question;
	// The star precedes the label, so that it is visible in a side bar of any width.
	const label = progress?.starred ? `★ ${short}` : short;
	const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
	item.id = key;
	item.description = compactLevels[level];
	const counts = [countKeyPoints(keyPoints), ...(experiments > 0 ? [countExperiments(experiments)] : [])].join(", ");
	const described = progress && describeProgress(progress);
	const state = described === undefined ? "" : `${described}\n\n`;
	item.tooltip = new vscode.MarkdownString(`**${title}**\n\n${state}${level} · ${counts}\n\n${tags.join(", ")}`);
	const states = [...(progress?.starred ? ["starred"] : []), ...(progress ? [progress.status] : [])];
	item.contextValue = ["question", ...(experiments > 0 ? ["experiments"] : []), ...states].join(".");
	item.command = { command: "dunder.openQuestion", title: vscode.l10n.t("Open Question"), arguments: [key] };
	if (progress) {
		item.iconPath = iconOf(progress);
	}
	item.accessibilityInformation = { label: [short, level, ...(described === undefined ? [] : [described])].join(", ") };
	return item;
}

function countKeyPoints(count: number): string {
	return count === 1 ? vscode.l10n.t("1 key point") : vscode.l10n.t("{0} key points", count);
}

function countExperiments(count: number): string {
	return count === 1 ? vscode.l10n.t("1 experiment") : vscode.l10n.t("{0} experiments", count);
}

/** A question's progress in words, such as `Known, comes in 8 days, starred`. */
function describeProgress({ description, starred }: ShownProgress): string {
	return starred
		? vscode.l10n.t({
				message: "{0}, starred",
				args: [description],
				comment: "{0} is the state of a question, such as: Known, comes in 8 days",
			})
		: description;
}

/** The icon of a state. Each state has its own shape, so that a person can recognize it without its color. */
export function iconOf({ status }: Pick<QuestionProgress, "status">): vscode.ThemeIcon {
	const icons: Record<QuestionProgress["status"], readonly [icon: string, color: string]> = {
		new: ["circle-outline", "disabledForeground"],
		learning: ["sync", "charts.blue"],
		due: ["bell-dot", "list.warningForeground"],
		inReview: ["pass", "charts.green"],
		known: ["pass-filled", "charts.green"],
		suspended: ["debug-pause", "disabledForeground"],
		buried: ["eye-closed", "disabledForeground"],
	};
	const [icon, color] = icons[status];
	return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}
