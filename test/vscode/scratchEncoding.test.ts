import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { readKey } from "../../src/core/bank/questionKey";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { userPaths } from "../../src/platform/node/home";
import { QuestionBank } from "../../src/platform/questionBank";
import { ScratchFiles } from "../../src/platform/scratchFiles";
import { ScratchFolder } from "../../src/platform/scratchFolder";
import { closeAll, eventually, extension, openQuestion, setEncoding } from "./helpers";

const id = "copying/shallow-and-deep";

describe("the characters of scratch files", () => {
	let folder = "";
	const setFolder = (path: string | undefined) =>
		vscode.workspace.getConfiguration("dunder").update("scratchFolder", path, vscode.ConfigurationTarget.Global);

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-encoding-"));
		await setFolder(folder);
	});
	afterEach(async () => {
		await closeAll();
		await setFolder(undefined);
		await setEncoding(undefined);
		await setEncoding(undefined, "python");
		await rm(folder, { recursive: true });
	});

	const path = () => join(folder, "copying", "shallow-and-deep", "scratch-shallow-and-deep.py");

	async function openScratch(): Promise<vscode.TextEditor> {
		await openQuestion(id);
		await vscode.commands.executeCommand("dunder.openScratch");
		return eventually("the scratch file opens", () => vscode.window.activeTextEditor);
	}

	/** A file in which one experiment writes a text with other than ASCII characters to `report.txt`. */
	const writing = () => {
		const report = JSON.stringify(join(folder, "report.txt"));
		return `# region 1\nprint("é 鍵", file=open(${report}, "w", encoding="utf-8"))\n# endregion\n`;
	};
	const written = () => readFile(join(folder, "report.txt"), "utf8");

	/** Puts bytes in the place of the file. */
	async function place(bytes: Uint8Array): Promise<void> {
		await mkdir(dirname(path()), { recursive: true });
		await writeFile(path(), bytes);
	}

	for (const [encoding, ...language] of [["gbk"], ["windows1252"], ["utf16le", "python"]] as const) {
		it(`are read, run, and saved as UTF-8 where files are ${encoding}`, async () => {
			await setEncoding(encoding, ...language);
			await place(new TextEncoder().encode(writing()));
			const editor = await openScratch();
			assert.equal(editor.document.getText(), writing());
			await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# ß 鍵\n"));
			await vscode.commands.executeCommand("dunder.runScratch");
			assert.equal(await written(), "é 鍵\n");
			assert.equal(await readFile(path(), "utf8"), `# ß 鍵\n${writing()}`);
			await closeAll();
			await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path()));
			const isRead = () => vscode.window.activeTextEditor?.document.getText() === `# ß 鍵\n${writing()}`;
			await eventually("the file is read as UTF-8, though the person has opened it", isRead);
		});
	}

	it("are read in the encoding of the setting where they are in it, and then run so", async () => {
		await setEncoding("gbk");
		const bytes = new Uint8Array(await vscode.workspace.encode(writing(), { encoding: "gbk" }));
		await place(bytes);
		const editor = await openScratch();
		assert.equal(editor.document.getText(), writing());
		await vscode.commands.executeCommand("dunder.runScratch");
		assert.equal(await written(), "é 鍵\n");
		assert.deepEqual(new Uint8Array(await readFile(path())), bytes);
	});

	it("are neither run nor saved where they have bytes that cannot be read, and are reset with those bytes kept", async () => {
		const bytes = new Uint8Array(await vscode.workspace.encode(writing(), { encoding: "gbk" }));
		await place(bytes);
		const editor = await openScratch();
		await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# mine\n"));
		await vscode.commands.executeCommand("dunder.runScratch");
		assert.equal(existsSync(join(folder, "report.txt")), false);
		assert.deepEqual(new Uint8Array(await readFile(path())), bytes);
		const bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
		const question = await bank.question((await bank.summary(readKey(id))) ?? assert.fail());
		bank.dispose();
		await new ScratchFiles(new ScratchFolder(vscode.Uri.file(folder), userPaths)).reset(question);
		const kept = await Promise.all([1, 2].map((number) => readFile(path().replace(/\.py$/, `.${number}.py`))));
		assert.match(`${kept[0]}`, /^# mine\n/);
		assert.deepEqual(new Uint8Array(kept[1] ?? []), bytes);
		assert.match(await readFile(path(), "utf8"), /# region 1\. /);
	});
});
