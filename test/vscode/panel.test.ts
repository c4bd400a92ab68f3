import assert from "node:assert/strict";
import * as vscode from "vscode";
import { QuestionPanel } from "../../src/features/panel/questionPanel";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { Progress } from "../../src/platform/progress";
import { QuestionBank } from "../../src/platform/questionBank";
import { closeAll, eventually, extension, panelTab } from "./helpers";

describe("the question panel", () => {
	const key = "dunder:memory/circular-references";
	const file = "dunder/memory/circular-references.json";
	let panel: QuestionPanel;
	let progress: Progress;
	let bank: QuestionBank;
	/** What lets a file go that has been held back; by the file's end. */
	let held: Map<string, (() => void)[]>;

	beforeEach(async () => {
		await extension().activate();
		await closeAll();
		const read = extensionFilesAt(extension().extensionPath);
		held = new Map();
		const readWhenReleased = async (path: string) => {
			const waiting = [...held].find(([end]) => path.endsWith(end))?.[1];
			if (waiting) {
				await new Promise<void>((release) => waiting.push(release));
			}
			return read(path);
		};
		bank = new QuestionBank(readWhenReleased);
		progress = new Progress();
		panel = new QuestionPanel(extension().extensionUri, readWhenReleased, bank, {
			progress,
			describeScope: async () => "",
		});
	});
	afterEach(async () => {
		vscode.Disposable.from(panel, progress, bank).dispose();
		await closeAll();
	});

	const reading = (end: string, count: number) =>
		eventually(`${end} is read ${count} times`, () => held.get(end)?.length === count);

	it("opens a question again whose tab was closed while it was read", async () => {
		const waiting: (() => void)[] = [];
		held.set(file, waiting);
		const first = panel.open(key);
		await reading(file, 1);
		const tab = await eventually("the panel is there", panelTab);
		await vscode.window.tabGroups.close(tab);
		await eventually("the panel is gone", () => panelTab() === undefined);
		const second = panel.open(key);
		await reading(file, 2);
		for (const release of waiting) {
			release();
		}
		assert.deepEqual(await Promise.all([first, second]), [true, true]);
		assert.equal(panel.current?.key, key);
		await eventually("it shows", () => panel.isVisible);
	});
});
