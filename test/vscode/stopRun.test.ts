import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { closeAll, eventually, extension, openQuestion, panelTab } from "./helpers";

const [first, second] = ["copying/shallow-and-deep", "asyncio/how-asyncio-works"];

describe("Stop Run", () => {
	let folder = "";
	const set = (name: string, value: unknown) =>
		vscode.workspace.getConfiguration("dunder").update(name, value, vscode.ConfigurationTarget.Global);

	before(async () => {
		await extension().activate();
		folder = await mkdtemp(join(tmpdir(), "dunder-"));
		await set("scratchFolder", folder);
		await set("timeLimit", 60);
	});
	afterEach(async () => {
		await vscode.workspace.saveAll();
		await closeAll();
	});
	after(async () => {
		await set("scratchFolder", undefined);
		await set("timeLimit", undefined);
		await rm(folder, { recursive: true });
	});

	async function open(id: string): Promise<vscode.TextDocument> {
		await openQuestion(id);
		await vscode.commands.executeCommand("dunder.openScratch");
		const name = `/scratch-${id.split("/")[1]}.py`;
		const editor = await eventually(`the scratch file of ${id} is active`, () => {
			const { activeTextEditor } = vscode.window;
			return activeTextEditor?.document.uri.path.endsWith(name) && activeTextEditor;
		});
		return editor.document;
	}

	/** Starts an experiment that doesn't end, and waits until it runs. */
	async function startEndless(id: string): Promise<{ document: vscode.TextDocument; ended: Thenable<unknown> }> {
		const document = await open(id);
		const edit = new vscode.WorkspaceEdit();
		const all = new vscode.Range(0, 0, document.lineCount, 0);
		edit.replace(document.uri, all, "# region 1\nwhile True: pass\n# endregion\n");
		await vscode.workspace.applyEdit(edit);
		const ended = vscode.commands.executeCommand("dunder.runScratch");
		while (!(await isRunning(document))) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		return { document, ended };
	}

	/** Whether an experiment is running, by the CodeLenses of its file. */
	async function isRunning({ uri }: vscode.TextDocument): Promise<boolean> {
		const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 10);
		return lenses.some(({ command }) => command?.title.endsWith("Stop"));
	}

	async function activatePanel(id: string): Promise<void> {
		await openQuestion(id);
		await eventually("the panel is active", () => panelTab()?.isActive && panelTab()?.group.isActive);
	}

	const stop = () => vscode.commands.executeCommand("dunder.stopRun");

	it("ends what runs, and leaves the scratch file of the question in the panel alone", async () => {
		const other = (await open(second)).uri;
		await closeAll();
		const text = await readFile(other.fsPath, "utf8");
		const { document, ended } = await startEndless(first);
		await activatePanel(second);
		await stop();
		assert.equal(await isRunning(document), false);
		await ended;
		const shown = vscode.window.visibleTextEditors.map((editor) => editor.document.uri.fsPath);
		assert.ok(!shown.includes(other.fsPath), "the other scratch file was opened");
		assert.equal(await readFile(other.fsPath, "utf8"), text);
	});

	it("ends the run of the scratch file that is active, and from the panel all runs", async () => {
		const [one, two] = [await startEndless(first), await startEndless(second)];
		await stop();
		await two.ended;
		assert.deepEqual([await isRunning(one.document), await isRunning(two.document)], [true, false]);
		await activatePanel(second);
		await stop();
		await one.ended;
		assert.equal(await isRunning(one.document), false);
	});
});
