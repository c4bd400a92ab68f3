import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { subjectOf } from "../../src/core/journal/events";
import { noteScheme } from "../../src/platform/contributions";
import { Journal } from "../../src/platform/node/journal";
import { closeAll, eventually, setEncoding } from "./helpers";
import { useProgress } from "./progress";

describe("a note", () => {
	const progress = useProgress();
	afterEach(async () => {
		await setEncoding(undefined);
		await setEncoding(undefined, "markdown");
	});

	/** Writes at the end of the first question's note, and saves it after each text. */
	async function writeNote(...texts: readonly string[]): Promise<vscode.TextEditor> {
		await vscode.commands.executeCommand("dunder.editNote", { question: progress.questions[0]?.key });
		const isNote = (editor: vscode.TextEditor | undefined) => editor?.document.uri.scheme === noteScheme && editor;
		const editor = await eventually("the note opens", () => isNote(vscode.window.activeTextEditor));
		for (const text of texts) {
			await editor.edit((edit) => edit.insert(new vscode.Position(0, editor.document.lineAt(0).text.length), text));
			assert.equal(await editor.document.save(), true);
		}
		return editor;
	}

	it("keeps notes as files that can be edited", async () => {
		const editor = await writeNote("first", " and second");
		assert.equal(editor.document.languageId, "markdown");
		const saved = await progress.journal();
		assert.deepEqual(
			saved.map((event) => event.kind === "noted" && event.text),
			["first", "first and second"],
		);
	});

	it("takes back one editing of a note as one step, however often it was saved", async () => {
		await progress.rate(progress.questions[0], 4);
		const editor = await writeNote("a", "b", "c");
		await vscode.commands.executeCommand("dunder.undo");
		await eventually("the editor has the old text", () => editor.document.getText() === "");
		await vscode.commands.executeCommand("dunder.undo");
		const saved = await progress.journal();
		const idOf = (kind: string) => saved.filter((event) => event.kind === kind).map(({ id }) => id);
		const undone = saved.flatMap((event) => (event.kind === "undone" ? [event.target] : []));
		assert.deepEqual(undone, [...idOf("noted").toReversed(), ...idOf("reviewed")]);
	});

	it("takes back the editings of a note one by one, between which its editor was closed", async () => {
		await writeNote("a", "b");
		await closeAll();
		const editor = await writeNote("c", "d");
		assert.equal(editor.document.getText(), "abcd");
		await vscode.commands.executeCommand("dunder.undo");
		await eventually("the editor has the text of the first editing", () => editor.document.getText() === "ab");
	});

	for (const [encoding, ...language] of [["gbk"], ["windows1252"], ["utf16le", "markdown"]] as const) {
		it(`keeps a note as it is written where files are ${encoding}`, async () => {
			await setEncoding(encoding, ...language);
			await writeNote("é 鍵 🎈");
			await closeAll();
			const { document } = await writeNote(" ß");
			assert.equal(document.getText(), "é 鍵 🎈 ß");
			assert.equal(document.encoding, "utf8bom");
			const saved = await progress.journal();
			assert.deepEqual(
				saved.map((event) => event.kind === "noted" && event.text),
				["é 鍵 🎈", "é 鍵 🎈 ß"],
			);
		});
	}

	it("does not save a note from an editor with another encoding", async () => {
		const { document } = await writeNote("é 鍵");
		await vscode.workspace.openTextDocument(document.uri, { encoding: "windows1252" });
		await eventually("the note is read anew", () => document.encoding === "windows1252");
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), "鍵");
		await vscode.workspace.applyEdit(edit);
		assert.equal(await document.save(), false);
		assert.equal((await progress.journal()).length, 1);
	});

	it("shows an open note as another window has saved it, and as it was before that is taken back", async () => {
		await vscode.commands.executeCommand("dunder.star", { question: progress.questions[1]?.key });
		const entries = await readdir(join(progress.folder, "journal"));
		const device = entries.find((name) => !name.endsWith(".id")) ?? "";
		await vscode.commands.executeCommand("dunder.editNote", { question: progress.questions[0]?.key });
		const { document } = await eventually("the note opens", () => vscode.window.activeTextEditor);
		assert.equal(document.uri.path, `/${progress.questions[0]?.short}.md`);
		const other = new Journal({ root: progress.folder, device, session: "other" }, Date.now);
		await other.append({
			kind: "noted",
			...subjectOf(progress.questions[0]?.key ?? "dunder:none"),
			text: "from elsewhere",
		});
		await eventually("the editor has it", () => document.getText() === "from elsewhere");
		await vscode.commands.executeCommand("dunder.undo");
		await eventually("the editor has the old text", () => document.getText() === "");
		assert.equal(document.isDirty, false);
	});
});
