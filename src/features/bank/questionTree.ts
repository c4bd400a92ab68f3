import * as vscode from "vscode";
import type { Level, QuestionSummary, Topic } from "../../core/bank/question";
import { registerCommand } from "../../platform/commands";
import type { Progress, QuestionProgress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import type { QuestionPanel } from "../panel/questionPanel";

type TopicNode = { readonly topic: Topic; readonly questions: readonly QuestionSummary[] };
type Node = TopicNode | { readonly question: QuestionSummary };

const revealAttempts = 10;
/** Milliseconds. */
const revealPause = 100;

/** As job advertisements abbreviate them, so that one still shows beside a label in a narrow side bar. */
const compactLevels: Record<Level, string> = { junior: "jr", mid: "mid", senior: "sr", staff: "staff" };

/** The view of all questions: topics, and under each its questions. */
export function registerQuestionTree(
	bank: QuestionBank,
	panel: QuestionPanel,
	filter: QuestionFilter,
	progress: Progress,
): vscode.Disposable {
	const provider = new QuestionTree(bank, filter, progress);
	const view = vscode.window.createTreeView("dunder.questions", { treeDataProvider: provider, showCollapseAll: true });

	/** Revealing would open the side bar or switch it to this view, so it happens only while the view is visible. */
	const follow = async (attempts = revealAttempts) => {
		const current = panel.current;
		const node = current && (await provider.find(current.id));
		if (!node || !view.visible || panel.current !== current || view.selection[0] === node) {
			return;
		}
		try {
			await view.reveal(node, { select: true, focus: false });
			if (panel.current !== current) {
				await follow(); // Meanwhile another was opened, and this one was selected after it.
			}
		} catch (error) {
			// A tree that is being filled anew, as after a rating, cannot reveal yet.
			if (attempts === 0) {
				throw error;
			}
			setTimeout(() => follow(attempts - 1), revealPause);
		}
	};
	return vscode.Disposable.from(
		provider,
		view,
		panel.onDidChange(() => follow()),
		view.onDidChangeVisibility(() => follow()),
		registerCommand("dunder.openQuestion", (id: string) => panel.open(id)),
		registerCommand("dunder.refresh", () => bank.reload()),
	);
}

/** Topics and, under each, the questions that pass the filter. */
export class QuestionTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<undefined>();
	readonly #subscriptions: vscode.Disposable;
	#roots: Promise<readonly { readonly node: Node; readonly children: readonly Node[] }[]> | undefined;

	readonly onDidChangeTreeData = this.#changed.event;

	constructor(
		private readonly bank: QuestionBank,
		private readonly filter: QuestionFilter,
		private readonly progress: Progress,
	) {
		const refresh = () => {
			this.#roots = undefined;
			this.#changed.fire(undefined);
		};
		this.#subscriptions = vscode.Disposable.from(
			bank.onDidChange(refresh),
			filter.onDidChange(refresh),
			progress.onDidChange(refresh),
			this.#changed,
		);
	}

	async getChildren(parent?: Node): Promise<Node[]> {
		const roots = await this.#load();
		if (!parent) {
			return roots.map(({ node }) => node);
		}
		return [...(roots.find(({ node }) => node === parent)?.children ?? [])];
	}

	async getParent(child: Node): Promise<Node | undefined> {
		return (await this.#load()).find(({ children }) => children.includes(child))?.node;
	}

	getTreeItem(node: Node): vscode.TreeItem {
		return "topic" in node
			? topicItem(node, this.progress)
			: questionItem(node.question, this.progress.of(node.question.id));
	}

	async find(id: string): Promise<Node | undefined> {
		const children = (await this.#load()).flatMap((root) => root.children);
		return children.find((node) => "question" in node && node.question.id === id);
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	#load() {
		this.#roots ??= this.#read();
		return this.#roots;
	}

	async #read() {
		const { topics, questions } = await this.bank.index();
		const shown = this.filter.apply(questions);
		return topics
			.map((topic) => {
				const own = shown.filter((question) => question.topic === topic.id);
				const all = questions.filter((question) => question.topic === topic.id);
				return { node: { topic, questions: all }, children: own.map((question) => ({ question })) };
			})
			.filter(({ children }) => children.length > 0);
	}
}

function topicItem({ topic, questions }: TopicNode, progress: Progress): vscode.TreeItem {
	const { id, title, introduction } = topic;
	const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
	const statuses = questions.map((question) => progress.of(question.id)?.status);
	const count = (...wanted: readonly string[]) => statuses.filter((status) => status && wanted.includes(status)).length;
	const [begun, due] = [count("learning", "due", "known"), count("due")];
	item.id = id;
	item.description = begun === 0 ? "" : `${count("known")}/${questions.length}${due > 0 ? `, ${due} due` : ""}`;
	const known = begun === 0 ? "" : `${count("known")} of ${questions.length} known, ${due} due\n\n`;
	item.tooltip = new vscode.MarkdownString(`**${title}**\n\n${known}${introduction}`);
	item.contextValue = "topic";
	return item;
}

function questionItem(question: QuestionSummary, progress: QuestionProgress | undefined): vscode.TreeItem {
	const { id, title, short, level, tags, keyPoints, experiments } = question;
	// In front of the label, where it is in sight in a side bar of any width.
	const label = progress?.starred ? `★ ${short}` : short;
	const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
	item.id = id;
	item.description = compactLevels[level];
	const counts = [`${keyPoints} key points`, ...(experiments > 0 ? [`${experiments} experiments`] : [])].join(", ");
	const state = progress ? `${progress.description}${progress.starred ? ", starred" : ""}\n\n` : "";
	item.tooltip = new vscode.MarkdownString(`**${title}**\n\n${state}${level} · ${counts}\n\n${tags.join(", ")}`);
	const states = [...(progress?.starred ? ["starred"] : []), ...(progress ? [progress.status] : [])];
	item.contextValue = ["question", ...(experiments > 0 ? ["experiments"] : []), ...states].join(".");
	item.command = { command: "dunder.openQuestion", title: "Open Question", arguments: [id] };
	if (progress) {
		item.iconPath = iconOf(progress);
	}
	const spoken = progress ? `, ${progress.description}${progress.starred ? ", starred" : ""}` : "";
	item.accessibilityInformation = { label: `${short}, ${level}${spoken}` };
	return item;
}

/** Each state has a shape of its own, so that it is told apart without its colour. */
export function iconOf({ status }: Pick<QuestionProgress, "status">): vscode.ThemeIcon {
	const icons: Record<QuestionProgress["status"], readonly [icon: string, color: string]> = {
		new: ["circle-outline", "disabledForeground"],
		learning: ["sync", "charts.blue"],
		due: ["bell-dot", "list.warningForeground"],
		known: ["pass-filled", "charts.green"],
		suspended: ["debug-pause", "disabledForeground"],
		buried: ["eye-closed", "disabledForeground"],
	};
	const [icon, color] = icons[status];
	return new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}
