import assert from "node:assert/strict";
import * as vscode from "vscode";
import { QuestionPanel } from "../../src/features/panel/questionPanel";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { Progress } from "../../src/platform/progress";
import { QuestionBank } from "../../src/platform/questionBank";
import { closeAll, eventually, extension, memento, panelTab } from "./helpers";

describe("the question panel", () => {
	const key = "dunder:memory/circular-references";
	const file = "dunder/memory/circular-references.json";
	let panel: QuestionPanel;
	let progress: Progress;
	let bank: QuestionBank;
	/** For the end of each path that is held back, the functions that release it. */
	let held: Map<string, (() => void)[]>;

	/** The ends of the paths of files that can't be read. */
	let missing: Set<string>;
	/** The time zones that the panel has told. */
	let told: (string | undefined)[];

	beforeEach(async () => {
		missing = new Set();
		told = [];
		await extension().activate();
		await closeAll();
		const read = extensionFilesAt(extension().extensionPath);
		held = new Map();
		const readWhenReleased = async (path: string) => {
			const waiting = [...held].find(([end]) => path.endsWith(end))?.[1];
			if (waiting) {
				await new Promise<void>((release) => waiting.push(release));
			}
			if ([...missing].some((end) => path.endsWith(end))) {
				throw new Error("no such file");
			}
			return read(path);
		};
		bank = new QuestionBank(readWhenReleased);
		progress = new Progress();
		panel = new QuestionPanel(
			extension().extensionUri,
			readWhenReleased,
			bank,
			{
				progress,
				zone: { tell: (zone) => told.push(zone) },
				describeWays: async () => ({ back: "", next: "", session: "", scope: "" }),
			},
			memento(),
		);
	});
	afterEach(async () => {
		vscode.Disposable.from(panel, progress, bank).dispose();
		await closeAll();
	});

	const other = "dunder:memory/weak-references";
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

	it("tells the time zone in which its script runs, each time that the script starts", async () => {
		const messages = new vscode.EventEmitter<unknown>();
		const others = new vscode.EventEmitter<never>();
		const webview = {
			...{ options: {}, html: "", cspSource: "", onDidReceiveMessage: messages.event },
			...{ postMessage: async () => true, asWebviewUri: (uri: vscode.Uri) => uri },
		};
		const kept = {
			...{ webview, title: "", visible: true, active: true, reveal: () => {}, dispose: () => {} },
			...{ onDidDispose: others.event, onDidChangeViewState: others.event },
		};
		await panel.restore(kept as unknown as vscode.WebviewPanel, key);
		messages.fire({ type: "ready", key, zone: "America/Los_Angeles" });
		messages.fire({ type: "ready", key, zone: { not: "a name" } });
		messages.fire({ type: "ready", key, zone: "Asia/Tokyo" });
		assert.deepEqual(told, ["America/Los_Angeles", undefined, "Asia/Tokyo"]);
		vscode.Disposable.from(messages, others).dispose();
	});

	it("stays open for the question that was asked for last, where the one before it cannot be read", async () => {
		const waiting: (() => void)[] = [];
		held.set(file, waiting);
		const rejected = assert.rejects(panel.open(key));
		await reading(file, 1);
		held.set("weak-references.json", []);
		const second = panel.open(other);
		await reading("weak-references.json", 1);
		missing.add(file);
		waiting[0]?.();
		await rejected;
		held.get("weak-references.json")?.[0]?.();
		assert.equal(await second, true);
		assert.equal(panel.current?.key, other);
		assert.ok(panelTab());
	});

	it("goes on to the question that is being read, where the bank is read anew meanwhile", async () => {
		await panel.open(key);
		held.set("weak-references.json", []);
		const opening = panel.open(other);
		await reading("weak-references.json", 1);
		bank.reload();
		await reading("weak-references.json", 2);
		for (const release of held.get("weak-references.json") ?? []) {
			release();
		}
		await opening;
		await eventually("it is open", () => panel.current?.key === other);
	});
});
