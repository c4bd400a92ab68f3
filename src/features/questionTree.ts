import * as vscode from "vscode";
import { levels, plainTitle, type QuestionSummary, type Topic } from "../core/question";
import { registerCommand } from "../host/commands";
import type { LevelFilter } from "../host/levelFilter";
import type { QuestionBank } from "../host/questionBank";
import type { QuestionPanel } from "./panel/questionPanel";

type Node = { readonly topic: Topic } | { readonly question: QuestionSummary };

/** The Dunder view: topics, under each its questions, and the commands of its title bar. */
export function registerQuestionTree(bank: QuestionBank, panel: QuestionPanel, filter: LevelFilter): vscode.Disposable {
	const provider = new QuestionTree(bank, filter);
	const view = vscode.window.createTreeView("dunder.questions", { treeDataProvider: provider, showCollapseAll: true });

	/** Revealing would open the side bar or switch it to this view, so it happens only while the view is visible. */
	const follow = async () => {
		const current = panel.current;
		const node = current && (await provider.find(current.id));
		if (node && view.visible && panel.current === current && view.selection[0] !== node) {
			await view.reveal(node, { select: true, focus: false });
		}
	};
	return vscode.Disposable.from(
		provider,
		view,
		panel.onDidChange(follow),
		view.onDidChangeVisibility(follow),
		registerCommand("dunder.openQuestion", (id: string) => panel.open(id)),
		registerCommand("dunder.refresh", () => bank.reload()),
		registerCommand("dunder.filterByLevel", () => chooseLevels(bank, filter)),
		registerCommand("dunder.clearFilter", () => filter.set(levels)),
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
		private readonly filter: LevelFilter,
	) {
		const refresh = () => {
			this.#roots = undefined;
			this.#changed.fire(undefined);
		};
		this.#subscriptions = vscode.Disposable.from(bank.onDidChange(refresh), filter.onDidChange(refresh), this.#changed);
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
		return "topic" in node ? topicItem(node.topic) : questionItem(node.question);
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
		const shown = questions.filter((question) => this.filter.matches(question));
		return topics
			.map((topic) => {
				const own = shown.filter((question) => question.topic === topic.id);
				return { node: { topic }, children: own.map((question) => ({ question })) };
			})
			.filter(({ children }) => children.length > 0);
	}
}

function topicItem({ id, title, introduction }: Topic): vscode.TreeItem {
	const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
	item.id = id;
	item.tooltip = new vscode.MarkdownString(`**${title}**\n\n${introduction}`);
	item.contextValue = "topic";
	return item;
}

function questionItem({ id, title, level, tags, keyPoints, experiments }: QuestionSummary): vscode.TreeItem {
	const item = new vscode.TreeItem(plainTitle(title), vscode.TreeItemCollapsibleState.None);
	item.id = id;
	item.description = level;
	const counts = [`${keyPoints} key points`, ...(experiments > 0 ? [`${experiments} experiments`] : [])].join(", ");
	item.tooltip = new vscode.MarkdownString(`**${title}**\n\n${level} · ${counts}\n\n${tags.join(", ")}`);
	item.contextValue = experiments > 0 ? "question.experiments" : "question";
	item.command = { command: "dunder.openQuestion", title: "Open Question", arguments: [id] };
	return item;
}

async function chooseLevels(bank: QuestionBank, filter: LevelFilter): Promise<void> {
	const { questions } = await bank.index();
	const items = levels.map((level) => ({
		label: level,
		description: `${questions.filter((question) => question.level === level).length} questions`,
		picked: filter.levels.includes(level),
		level,
	}));
	const chosen = await vscode.window.showQuickPick(items, {
		canPickMany: true,
		title: "Show questions of these levels",
	});
	if (chosen) {
		await filter.set(chosen.length === 0 ? levels : chosen.map(({ level }) => level));
	}
}
