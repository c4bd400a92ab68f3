import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { QuestionSummary } from "../../src/core/bank/question";
import { followPanel } from "../../src/features/bank/followPanel";
import type { TreeNode } from "../../src/features/bank/questionTree";
import { eventually } from "./helpers";

const summaryOf = (name: string): QuestionSummary => ({
	...{ key: `p:${name}`, topic: "p:t", title: name, short: name, level: "mid", tags: [], keyPoints: 3, experiments: 0 },
	...{ related: [] },
});

describe("the tree follows the panel", () => {
	const changed = new vscode.EventEmitter<void>();
	const shown = new vscode.EventEmitter<vscode.TreeViewVisibilityChangeEvent>();
	const rejections: unknown[] = [];
	const onRejection = (reason: unknown) => rejections.push(reason);
	let nodes: Map<string, TreeNode>;
	let panel: { current: QuestionSummary | undefined; onDidChange: vscode.Event<void> };
	let tree: { edition: number; find(key: string): Promise<TreeNode | undefined> };
	let view: Parameters<typeof followPanel>[2] & { visible: boolean; selection: TreeNode[] };
	let asked: TreeNode[];
	/** What happens when VS Code is asked to reveal a node. After that, it selects the node. */
	let answer: (node: TreeNode) => Promise<void>;
	let following: vscode.Disposable;

	before(() => process.on("unhandledRejection", onRejection));
	after(() => {
		process.off("unhandledRejection", onRejection);
		vscode.Disposable.from(changed, shown).dispose();
	});
	beforeEach(() => {
		nodes = new Map(["a", "b"].map((name) => [`p:${name}`, { question: summaryOf(name) }]));
		[asked, answer] = [[], async () => {}];
		rejections.length = 0;
		panel = { current: undefined, onDidChange: changed.event };
		tree = { edition: 0, find: async (key) => nodes.get(key) };
		view = {
			...{ visible: true, selection: [], onDidChangeVisibility: shown.event },
			reveal: async (node: TreeNode) => {
				asked.push(node);
				await answer(node);
				view.selection = [node];
			},
		};
		following = followPanel(tree, panel, view);
	});
	afterEach(() => following.dispose());

	const open = (id: string) => {
		panel.current = summaryOf(id);
		changed.fire();
	};
	/** The names of the nodes that VS Code was asked to reveal, once there are `count` of them. */
	const askedFor = async (count: number) => {
		await eventually("VS Code is asked", () => asked.length >= count);
		await new Promise((resolve) => setTimeout(resolve, 250));
		return asked.map((node) => ("question" in node ? node.question.short : "")).join(" ");
	};

	it("by selecting its question, where the view is visible or becomes so, and once", async () => {
		view.visible = false;
		open("a");
		await new Promise(setImmediate);
		assert.deepEqual(asked, []);
		view.visible = true;
		shown.fire({ visible: true });
		assert.equal(await askedFor(1), "a");
		changed.fire();
		open("b");
		assert.equal(await askedFor(2), "a b");
	});

	it("to the question that was opened last, where another was opened meanwhile", async () => {
		answer = async (node) => {
			if (node === nodes.get("p:a")) {
				panel.current = summaryOf("b");
			}
		};
		open("a");
		assert.equal(await askedFor(2), "a b");
	});

	it("once more where the whole tree was made anew meanwhile", async () => {
		answer = async () => {
			answer = async () => {};
			tree.edition++;
			throw new Error("TreeError: Tree element not found");
		};
		open("a");
		assert.equal(await askedFor(2), "a a");
		assert.deepEqual(rejections, []);
	});

	it("without trying again and again, and without a rejection that nobody handles", async () => {
		answer = async () => {
			throw new Error("TreeError: Tree element not found");
		};
		open("a");
		assert.equal(await askedFor(1), "a");
		tree.find = async () => {
			throw new Error("the bank cannot be read");
		};
		open("b");
		await new Promise((resolve) => setTimeout(resolve, 50));
		assert.deepEqual(rejections, []);
	});
});
