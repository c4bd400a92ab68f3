import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { type QuestionKey, splitKey } from "../../src/core/bank/questionKey";
import { Blanking } from "../../src/features/lab/blanking";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { userPaths } from "../../src/platform/node/home";
import { QuestionBank } from "../../src/platform/questionBank";
import { ScratchFiles } from "../../src/platform/scratchFiles";
import { ScratchFolder } from "../../src/platform/scratchFolder";
import { closeAll, extension, memento } from "./helpers";

const [first, second] = ["dunder:copying/shallow-and-deep", "dunder:asyncio/how-asyncio-works"] as const;
const [blank, filled] = ["print(1)\n# => ?", "print(1)\n# => 1"].map((code) => `# region 1\n${code}\n# endregion\n`);

const folderOf = (storage: string) => new ScratchFolder(vscode.Uri.file(storage), userPaths);

describe("marks of a question that has come back", () => {
	let storage = "";
	let bank: QuestionBank;
	before(() => {
		bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
	});
	after(() => bank.dispose());
	beforeEach(async () => {
		storage = await mkdtemp(join(tmpdir(), "dunder-"));
	});
	afterEach(async () => {
		await closeAll();
		await rm(storage, { recursive: true });
	});

	/** A window in which every question has come back in the round of that name. */
	function openWindow(round = "device.1.7", kept = memento()) {
		const folder = folderOf(storage);
		const files = new ScratchFiles(folder);
		const history = { staleSince: async (): Promise<string | undefined> => round };
		const blanking = new Blanking({ bank, folder, files, history, memento: kept, forget: async () => {} });
		return async (key: QuestionKey): Promise<string> => {
			const document = await files.open(await bank.question((await bank.summary(key)) ?? assert.fail()));
			await blanking.prepare(document);
			return document.getText();
		};
	}

	/** Fills in the scratch file of a question and saves it, without running it. */
	async function fillIn(key: QuestionKey): Promise<void> {
		const document = await vscode.workspace.openTextDocument(folderOf(storage).uri(key));
		const edit = new vscode.WorkspaceEdit();
		edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), filled ?? "");
		await vscode.workspace.applyEdit(edit);
		await document.save();
	}

	it("are made blank once a round, whichever windows are open, and whichever comes after them", async () => {
		const [one, other] = [openWindow(), openWindow()];
		await one(first);
		await other(second);
		await Promise.all([fillIn(first), fillIn(second)]);
		for (const window of [one, other, openWindow()]) {
			assert.deepEqual([await window(first), await window(second)], [filled, filled]);
		}
	});

	it("are made blank in the next round, and stay filled in where that is undone", async () => {
		await openWindow("device.1.7")(first);
		await fillIn(first);
		assert.equal(await openWindow("device/2:8")(first), blank);
		await fillIn(first);
		assert.equal(await openWindow("device.1.7")(first), filled);
		assert.equal(await openWindow("device/2:8")(first), filled);
	});

	it("are not made blank again for a round that an earlier version has noted in its own way", async () => {
		const kept = memento();
		await kept.update("lab.blanked", { [splitKey(first).id]: "device.1.7" });
		const files = new ScratchFiles(folderOf(storage));
		await files.open(await bank.question((await bank.summary(first)) ?? assert.fail()));
		await fillIn(first);
		assert.equal(await openWindow("device.1.7", kept)(first), filled);
	});

	it("stay filled in where the round cannot be noted", async () => {
		const folder = folderOf(storage);
		const files = new ScratchFiles(folder);
		await files.open(await bank.question((await bank.summary(first)) ?? assert.fail()));
		await fillIn(first);
		const longerThanFileNames = "x".repeat(1_000);
		assert.equal(await openWindow(longerThanFileNames)(first), filled);
		assert.deepEqual(await readdir(dirname(folder.uri(first).fsPath)), ["scratch-shallow-and-deep.py"]);
	});
});
