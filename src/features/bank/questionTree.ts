import * as vscode from "vscode";
import type { BankIndex, QuestionSummary, Topic } from "../../core/bank/question";
import { type QuestionKey, readKey } from "../../core/bank/questionKey";
import { registerCommand } from "../../platform/commands";
import type { ViewId } from "../../platform/contributions";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";
import type { QuestionFilter } from "../../platform/questionFilter";
import { throttled } from "../../platform/throttled";
import type { QuestionPanel } from "../panel/questionPanel";
import { followPanel } from "./followPanel";
import { questionItem, type ShownProgress, type TopicProgress, topicItem, topicProgress } from "./treeItems";

/** A topic with all its questions, including those that are not shown. */
interface TopicNode {
	topic: Topic;
	questions: readonly QuestionSummary[];
}

interface QuestionNode {
	question: QuestionSummary;
}

export type TreeNode = TopicNode | QuestionNode;

/** The content of the tree: topics, each with its questions that pass the filter, in order. */
interface Layout {
	readonly index: BankIndex;
	readonly roots: ReadonlyMap<TopicNode, readonly QuestionNode[]>;
}

/** Registers the view of all questions, which shows the questions of each topic below it. */
export function registerQuestionTree(
	bank: QuestionBank,
	panel: QuestionPanel,
	filter: QuestionFilter,
	progress: Progress,
): vscode.Disposable {
	const tree = new QuestionTree(bank, filter, progress);
	const view = vscode.window.createTreeView("dunder.questions" satisfies ViewId, {
		treeDataProvider: tree,
		showCollapseAll: true,
	});
	// VS Code shows the welcome content, which offers to clear the filter, only if the view has no message. So the
	// filter is named in the view's title.
	const nameFilter = () => {
		view.description = filter.name;
	};
	nameFilter();
	return vscode.Disposable.from(
		tree,
		view,
		filter.onDidChange(nameFilter),
		followPanel(tree, panel, view),
		registerCommand("dunder.openQuestion", (question: string) => panel.open(readKey(question))),
		registerCommand("dunder.refresh", () => bank.reload()),
	);
}

type Later = ReturnType<typeof throttled>;

/**
 * The time between two updates, in milliseconds. VS Code's window paints the panel and the tree one after the other.
 */
const paintTime = 100;

/**
 * Topics and, below each, the questions that pass the filter. Each topic and question always has the same node, so that
 * VS Code recognizes it. After a change of progress, only nodes that look different are reported to VS Code.
 */
export class QuestionTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<TreeNode[] | undefined>();
	readonly #topics = new Map<string, TopicNode>();
	readonly #questions = new Map<string, QuestionNode>();
	/** For each node, the state that VS Code was given, as JSON. */
	readonly #given = new Map<TreeNode, string>();
	readonly #subscriptions: vscode.Disposable;
	/** `undefined` until it is needed, and after a change of the bank or of the filter. */
	#layout: Layout | undefined;
	#edition = 0;

	readonly onDidChangeTreeData = this.#changed.event;

	/**
	 * `later` delays the update after a change of progress, so that the next question is painted before the rows of the
	 * tree.
	 */
	constructor(
		private readonly bank: QuestionBank,
		private readonly filter: QuestionFilter,
		private readonly progress: Progress,
		later: (update: () => void) => Later = (update) => throttled(update, paintTime),
	) {
		const update = later(() => this.#update());
		this.#subscriptions = vscode.Disposable.from(
			bank.onDidChange(() => this.#refresh(undefined)),
			filter.onDidChange(() => this.#refresh(undefined)),
			progress.onDidChange(() => update.request()),
			{ dispose: () => update.cancel() },
			this.#changed,
		);
	}

	/** How often the whole tree was rebuilt. */
	get edition(): number {
		return this.#edition;
	}

	async getChildren(parent?: TreeNode): Promise<TreeNode[]> {
		const { roots } = await this.#load();
		return parent ? [...("topic" in parent ? (roots.get(parent) ?? []) : [])] : [...roots.keys()];
	}

	async getParent(child: TreeNode): Promise<TreeNode | undefined> {
		const { roots } = await this.#load();
		return [...roots].find(([, questions]) => questions.some((node) => node === child))?.[0];
	}

	getTreeItem(node: TreeNode): vscode.TreeItem {
		if ("topic" in node) {
			const state = this.#topicState(node);
			this.#given.set(node, JSON.stringify(state));
			return topicItem(node.topic, state);
		}
		const state = this.#questionState(node);
		this.#given.set(node, JSON.stringify(state ?? null));
		return questionItem(node.question, state);
	}

	/** The node of a question, or `undefined` if the filter excludes the question. */
	async find(key: QuestionKey): Promise<TreeNode | undefined> {
		const { roots } = await this.#load();
		return [...roots.values()].flat().find(({ question }) => question.key === key);
	}

	dispose(): void {
		this.#subscriptions.dispose();
	}

	/** Rebuilds the whole tree. */
	#refresh(layout: Layout | undefined): void {
		this.#layout = layout;
		this.#edition++;
		this.#given.clear();
		this.#changed.fire(undefined);
	}

	/** Reports the nodes whose look, children, or order changed with the progress. */
	#update(): void {
		const before = this.#layout;
		if (!before) {
			return; // VS Code has not asked for the tree yet.
		}
		const layout = this.#arrange(before.index);
		if (!areSame([...before.roots.keys()], [...layout.roots.keys()])) {
			this.#refresh(layout); // A topic appeared or disappeared.
			return;
		}
		this.#layout = layout;
		const changed = [...layout.roots].flatMap(([topic, questions]) => {
			const isTopicChanged = this.#isChanged(topic) || !areSame(before.roots.get(topic) ?? [], questions);
			return [...(isTopicChanged ? [topic] : []), ...questions.filter((node) => this.#isChanged(node))];
		});
		if (changed.length > 0) {
			this.#changed.fire(changed);
		}
	}

	/** Whether the node's state differs from what VS Code was given. */
	#isChanged(node: TreeNode): boolean {
		const given = this.#given.get(node);
		const state = "topic" in node ? this.#topicState(node) : this.#questionState(node);
		return given !== undefined && given !== JSON.stringify(state ?? null);
	}

	#topicState({ questions }: TopicNode): TopicProgress {
		return topicProgress(questions, this.progress);
	}

	#questionState({ question }: QuestionNode): ShownProgress | undefined {
		const progress = this.progress.of(question.key);
		return progress && { status: progress.status, starred: progress.starred, description: progress.description };
	}

	async #load(): Promise<Layout> {
		const index = await this.bank.index();
		if (this.#layout?.index !== index) {
			this.#layout = this.#arrange(index);
		}
		return this.#layout;
	}

	#arrange(index: BankIndex): Layout {
		const shown = this.filter.apply(index.questions);
		const roots = new Map<TopicNode, readonly QuestionNode[]>();
		for (const topic of index.topics) {
			const own = shown.filter((question) => question.topic === topic.key);
			if (own.length > 0) {
				const questions = index.questions.filter((question) => question.topic === topic.key);
				const root = kept(this.#topics, topic.key, { topic, questions });
				roots.set(
					root,
					own.map((question) => kept(this.#questions, question.key, { question })),
				);
			}
		}
		return { index, roots };
	}
}

/** The node that the key already has, updated with new content, or a new node. */
function kept<Node extends TreeNode>(nodes: Map<string, Node>, key: string, content: Node): Node {
	const node = Object.assign(nodes.get(key) ?? content, content);
	nodes.set(key, node);
	return node;
}

function areSame(before: readonly TreeNode[], after: readonly TreeNode[]): boolean {
	return before.length === after.length && before.every((node, index) => node === after[index]);
}
