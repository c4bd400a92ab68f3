import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { readKey } from "../../src/core/bank/questionKey";
import { discoverCPythons } from "../../src/platform/node/discovery";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { userPaths } from "../../src/platform/node/home";
import { QuestionBank } from "../../src/platform/questionBank";
import { ScratchFiles } from "../../src/platform/scratchFiles";
import { ScratchFolder } from "../../src/platform/scratchFolder";
import { closeAll, eventually, extension, openQuestion, panelTab } from "./helpers";

const id = "copying/shallow-and-deep";

describe("scratch files", () => {
	let folder = "";
	let bank: QuestionBank;
	const settings = () => vscode.workspace.getConfiguration("dunder");
	const set = (name: string, value: unknown) => settings().update(name, value, vscode.ConfigurationTarget.Global);

	before(async () => {
		await extension().activate();
		bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
	});
	after(() => bank.dispose());
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder $(id) 'é "));
		await set("scratchFolder", folder);
	});
	afterEach(async () => {
		await closeAll();
		await set("scratchFolder", undefined);
		await set("pythonPath", undefined);
		await rm(folder, { recursive: true });
	});

	/** Opens the scratch file of the question by the command and returns its editor. */
	async function open(): Promise<vscode.TextEditor> {
		await openQuestion(id);
		await vscode.commands.executeCommand("dunder.openScratch");
		return eventually("the scratch file opens", () => vscode.window.activeTextEditor);
	}

	const path = () => join(folder, "copying", "shallow-and-deep", "scratch-shallow-and-deep.py");

	async function replaceAll(editor: vscode.TextEditor, text: string): Promise<void> {
		const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
		await editor.edit((edit) => edit.replace(all, text));
	}

	it("open beside the answer as real Python files, with the cursor at the first blank", async () => {
		const editor = await open();
		assert.equal(editor.document.uri.fsPath, path());
		assert.equal(editor.document.languageId, "python");
		assert.equal(editor.viewColumn, vscode.ViewColumn.Two);
		const { text, range } = editor.document.lineAt(editor.selection.active.line);
		assert.match(text, /# => \?$/);
		assert.ok(editor.selection.isEmpty && editor.selection.active.isEqual(range.end));
		const regions = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
			"vscode.executeFoldingRangeProvider",
			editor.document.uri,
		);
		const question = await bank.question((await bank.summary(readKey(id))) ?? assert.fail());
		const starts = editor.document.getText().match(/^# region /gm);
		assert.equal(starts?.length, question.experiments.length);
		assert.ok(Array.isArray(regions));
	});

	it("come back with what the person wrote", async () => {
		await replaceAll(await open(), "mine = 1\n");
		await vscode.workspace.saveAll();
		await closeAll();
		assert.equal((await open()).document.getText(), "mine = 1\n");
	});

	it("are those of the question in the panel, while that is the active tab", async () => {
		await open();
		await openQuestion("asyncio/how-asyncio-works");
		await eventually("the panel is active", () => panelTab()?.isActive && panelTab()?.group.isActive);
		await vscode.commands.executeCommand("dunder.openScratch");
		const name = () => vscode.window.activeTextEditor?.document.uri.path.replace(/.*\//, "");
		assert.equal(name(), "scratch-how-asyncio-works.py");
	});

	it("are reset with the old text kept beside them", async () => {
		const editor = await open();
		const original = editor.document.getText();
		await replaceAll(editor, "mine = 1\n");
		const files = new ScratchFiles(new ScratchFolder(vscode.Uri.file(folder), userPaths));
		const question = await bank.question((await bank.summary(readKey(id))) ?? assert.fail());
		const kept = await files.reset(question);
		assert.equal(await readFile(kept.fsPath, "utf8"), "mine = 1\n");
		assert.equal(await readFile(path(), "utf8"), original);
		await files.reset(question);
		const names = await readdir(join(path(), ".."));
		assert.deepEqual(names.sort(), [
			"scratch-shallow-and-deep.1.py",
			"scratch-shallow-and-deep.2.py",
			"scratch-shallow-and-deep.py",
		]);
	});

	it("open unsaved, with all their text, where their folder cannot be written", async () => {
		const file = join(folder, "a-file");
		await writeFile(file, "");
		await set("scratchFolder", join(file, "below"));
		const editor = await open();
		assert.equal(editor.document.isUntitled, true);
		assert.match(editor.document.getText(), /# region 1\./);
		assert.equal(editor.document.languageId, "python");
	});

	it("are refused a relative folder", async () => {
		await set("scratchFolder", "relative/folder");
		await openQuestion(id);
		await vscode.commands.executeCommand("dunder.openScratch");
		assert.equal(vscode.window.activeTextEditor, undefined);
	});

	/** Runs an experiment that writes a value to a file, and returns what it wrote. */
	async function run(what = "sys.executable"): Promise<string> {
		const report = join(folder, "report.txt");
		await rm(report, { force: true });
		const code = `import sys\nprint(${what}, file=open(${JSON.stringify(report)}, "w"))\n`;
		await replaceAll(await open(), `# region 1\n${code}# endregion\n`);
		await vscode.commands.executeCommand("dunder.runScratch");
		return (await readFile(report, "utf8")).trim();
	}

	it("run with the interpreter of the setting, else the Python extension's, else the first on PATH", async () => {
		const found = await discoverCPythons();
		const [oldest, newest] = [found[0], found.at(-1)];
		assert.ok(oldest && newest);
		assert.ok(existsSync(await run()));
		await vscode.extensions.getExtension("ms-python.python")?.activate();
		await vscode.commands.executeCommand("pythonDouble.select", newest.executable);
		assert.equal(await run(), newest.executable);
		await vscode.commands.executeCommand("pythonDouble.select", new Error("its server has crashed"));
		assert.ok(existsSync(await run()));
		await set("pythonPath", oldest.executable);
		assert.equal(await run(), oldest.executable);
		await vscode.commands.executeCommand("pythonDouble.select", undefined);
	});

	it("can be stopped while the Python extension is asked", async () => {
		await vscode.commands.executeCommand("pythonDouble.beSilent", true);
		const report = join(folder, "stopped.txt");
		const editor = await open();
		await replaceAll(editor, `# region 1\nopen(${JSON.stringify(report)}, "w")\n# endregion\n`);
		const ended = vscode.commands.executeCommand("dunder.runScratch");
		const isRunning = async () => {
			const command = "vscode.executeCodeLensProvider";
			const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(command, editor.document.uri, 10);
			return lenses.some((lens) => lens.command?.title.endsWith("Stop"));
		};
		while (!(await isRunning())) {
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		await vscode.commands.executeCommand("dunder.stopRun");
		await ended;
		assert.equal(existsSync(report), false);
	});

	it("run with the first on PATH where the Python extension does not answer", async () => {
		assert.ok(existsSync(await run()));
		await vscode.commands.executeCommand("pythonDouble.beSilent", false);
	});

	it("run on the other Python once the path that was chosen leads to it", async function () {
		const found = await discoverCPythons();
		const [oldest, newest] = [found[0], found.at(-1)];
		if (!oldest || !newest || oldest === newest || process.platform === "win32") {
			console.log("Skipped: a switch takes two CPythons of different versions, and links to them.");
			return this.skip();
		}
		const path = join(folder, "python");
		const code = "sys.version.split()[0]";
		await symlink(oldest.executable, path);
		await set("pythonPath", path);
		assert.equal(await run(code), oldest.version);
		await rm(path);
		await symlink(newest.executable, path);
		assert.equal(await run(code), newest.version);
	});

	it("do not run with a program that is no Python", async () => {
		await set("pythonPath", process.execPath);
		await assert.rejects(run(), /ENOENT/);
	});
});
