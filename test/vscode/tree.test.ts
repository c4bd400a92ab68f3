import assert from "node:assert/strict";
import * as vscode from "vscode";
import { QuestionTree } from "../../src/features/bank/questionTree";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { Progress, type QuestionProgress } from "../../src/platform/progress";
import { QuestionBank } from "../../src/platform/questionBank";
import { everything, QuestionFilter } from "../../src/platform/questionFilter";
import { extension, memento } from "./helpers";

/** Updates the tree immediately, so that a test sees the result. */
const atOnce = (update: () => void) => ({ request: update, cancel: () => {} });

describe("the tree", () => {
	const kept = memento();
	let bank: QuestionBank;
	let filter: QuestionFilter;
	let progress: Progress;
	let tree: QuestionTree;
	before(() => {
		bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
		progress = new Progress();
		filter = new QuestionFilter(kept, progress);
		tree = new QuestionTree(bank, filter, progress, atOnce);
	});
	after(() => vscode.Disposable.from(tree, filter, progress, bank).dispose());

	const items = async () => {
		const roots = await tree.getChildren();
		const children = await Promise.all(roots.map((root) => tree.getChildren(root)));
		return {
			roots: roots.map((root) => tree.getTreeItem(root)),
			children: children.flat().map((child) => tree.getTreeItem(child)),
		};
	};

	it("has the topics in order and all questions with level, counts and tags", async () => {
		const { topics, questions } = await bank.index();
		const { roots, children } = await items();
		assert.deepEqual(
			roots.map(({ label }) => label),
			topics.map(({ title }) => title),
		);
		assert.deepEqual(
			children.map(({ id, label }) => `${id} ${label}`),
			questions.map(({ key, short }) => `${key} ${short}`),
		);
		const compact = { junior: "jr", mid: "mid", senior: "sr", staff: "staff" };
		assert.deepEqual(
			children.map(({ description }) => description),
			questions.map(({ level }) => compact[level]),
		);
		const [first] = questions;
		const textOf = (item: vscode.TreeItem | undefined) =>
			item?.tooltip instanceof vscode.MarkdownString ? item.tooltip.value : "";
		const tooltip = textOf(children[0]);
		for (const part of [
			first?.title ?? "",
			first?.level ?? "",
			`${first?.keyPoints} key points`,
			`${first?.experiments} experiments`,
			first?.tags[0] ?? "",
		]) {
			assert.ok(tooltip.includes(part), part);
		}
		assert.ok(textOf(roots[0]).includes(topics[0]?.introduction ?? "?"));
	});

	it("finds a question and its topic, for following the panel", async () => {
		const node = await tree.find("dunder:asyncio/how-asyncio-works");
		assert.ok(node);
		const parent = await tree.getParent(node);
		assert.equal(parent && tree.getTreeItem(parent).label, "asyncio");
	});

	it("shows the chosen levels only, drops empty topics, and keeps the choice", async () => {
		const { questions } = await bank.index();
		let changes = 0;
		const subscription = tree.onDidChangeTreeData(() => changes++);
		await filter.set({ ...everything, levels: ["mid"] });
		assert.equal(changes, 1);
		const mid = questions.filter(({ level }) => level === "mid");
		const shown = await items();
		assert.deepEqual(
			shown.children.map(({ id }) => id),
			mid.map(({ key }) => key),
		);
		assert.equal(shown.roots.length, new Set(mid.map(({ topic }) => topic)).size);
		assert.deepEqual(new QuestionFilter(kept, progress).current.levels, ["mid"]);
		await filter.set(everything);
		assert.equal((await items()).children.length, questions.length);
		subscription.dispose();
	});

	it("goes by the order that was chosen, and so do Next and Previous, which keep the question that is open", async () => {
		const index = await bank.index();
		await filter.sortBy("level");
		await filter.set({ ...everything, levels: ["senior", "mid"] });
		const shown = (await items()).children.map(({ id }) => id);
		assert.notDeepEqual(
			shown,
			index.questions.map(({ key }) => key).filter((key) => shown.includes(key)),
		);
		assert.deepEqual(
			filter.inTreeOrder(index).map(({ key }) => key),
			shown,
		);
		const staff = index.questions.find(({ level }) => level === "staff")?.key;
		assert.deepEqual(
			filter
				.inTreeOrder(index, staff)
				.filter(({ key }) => !shown.includes(key))
				.map(({ key }) => key),
			[staff],
		);
		await filter.sortBy("reading");
		await filter.set(everything);
	});

	it("names what the filter shows, and reads that of an earlier version, where what is in review was known", async () => {
		assert.equal(filter.name, "");
		await filter.set({ ...everything, levels: ["senior"], statuses: ["new", "known"], starredOnly: true });
		assert.equal(filter.name, "senior, New, Known, starred");
		await kept.update("filter", {
			...everything,
			statuses: ["new", "learning", "due", "known", "suspended", "buried"],
		});
		assert.equal(filter.isActive, false);
		await kept.update("filter", { ...everything, statuses: ["known"] });
		assert.equal(filter.name, "In review, Known");
		await filter.set(everything);
	});

	it("shows a star in front of the label, and says it", async () => {
		const starred = "dunder:memory/weak-references";
		progress.update({
			of: (key) => ({ status: "due", starred: key === starred, due: 0, description: "Due now" }),
			forPanel: async () => undefined,
			session: undefined,
		});
		const { questions } = await bank.index();
		const shown = (await items()).children.filter(({ label }) => `${label}`.startsWith("★"));
		const short = questions.find(({ key }) => key === starred)?.short;
		assert.deepEqual(
			shown.map(({ label, accessibilityInformation }) => [label, accessibilityInformation?.label]),
			[[`★ ${short}`, `${short}, mid, Due now, starred`]],
		);
	});

	describe("after a change of progress", () => {
		const [id, topic] = ["dunder:memory/weak-references", "dunder:memory"] as const;
		const other = "dunder:asyncio/how-asyncio-works";
		let fired: (readonly (string | undefined)[] | "everything")[] = [];
		let subscription: vscode.Disposable;
		const rate = (standings: Readonly<Record<string, Partial<QuestionProgress>>>) =>
			progress.update({
				of: (question) => ({ status: "new", starred: false, due: 0, description: "New", ...standings[question] }),
				forPanel: async () => undefined,
				session: undefined,
			});
		beforeEach(async () => {
			rate({});
			await items(); // VS Code asks for them too.
			fired = [];
			subscription = tree.onDidChangeTreeData((nodes) =>
				fired.push(nodes?.map((node) => tree.getTreeItem(node).id) ?? "everything"),
			);
		});
		afterEach(async () => {
			subscription.dispose();
			await filter.set(everything);
		});

		it("has the same nodes as before, as after a change of the filter and of the bank", async () => {
			const nodes = async () => [await tree.find(id), await tree.find(other), ...(await tree.getChildren())];
			const before = await nodes();
			const changes = [
				() => rate({ [id]: { status: "due", description: "Due now" } }),
				() => filter.set({ ...everything, levels: ["mid", "senior"] }),
				() => filter.set(everything),
				() => bank.reload(),
			];
			for (const change of changes) {
				await change();
				const after = await nodes();
				assert.ok(before[0] && after[0] === before[0] && after[1] === before[1], `${change}`);
				assert.ok(after.every((node) => before.includes(node)));
			}
		});

		it("tells of the question that looks different and of its topic, and of nothing else", () => {
			rate({ [id]: { status: "due", description: "Due now" } });
			assert.deepEqual(fired.splice(0), [[topic, id]]);
			rate({ [id]: { status: "due", description: "Due now", starred: true } });
			assert.deepEqual(fired.splice(0), [[id]]);
			rate({ [id]: { status: "due", description: "Due now", starred: true, due: 5 } });
			assert.deepEqual(fired, []);
		});

		it("does not tell of a question that was never asked for", async () => {
			const fresh = new QuestionTree(bank, filter, progress, atOnce);
			let told: (string | undefined)[] = [];
			const listening = fresh.onDidChangeTreeData((nodes) => {
				told = (nodes ?? []).map((node) => fresh.getTreeItem(node).id);
			});
			for (const root of await fresh.getChildren()) {
				fresh.getTreeItem(root);
			}
			rate({ [id]: { status: "due", description: "Due now" } });
			assert.deepEqual(told, [topic]);
			vscode.Disposable.from(listening, fresh).dispose();
		});

		it("tells of the topic alone that a question leaves, and of everything where a topic comes or goes", async () => {
			await filter.set({ ...everything, statuses: ["new"] });
			await items();
			fired = [];
			rate({ [id]: { status: "suspended", description: "Suspended" } });
			assert.deepEqual(fired.splice(0), [[topic]]);
			await filter.set({ ...everything, statuses: ["due"] });
			fired = [];
			await items();
			rate({ [id]: { status: "due", description: "Due now" } });
			assert.deepEqual(fired.splice(0), ["everything"]);
			assert.deepEqual(
				(await items()).children.map((item) => item.id),
				[id],
			);
		});
	});
});
