import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { closeAll, eventually, extension, openQuestion } from "./helpers";

const id = "copying/shallow-and-deep";

describe("what is said of a scratch file while a person writes it", () => {
	let folder = "";
	const set = (value: unknown) =>
		vscode.workspace.getConfiguration("dunder").update("scratchFolder", value, vscode.ConfigurationTarget.Global);

	before(async () => {
		await extension().activate();
		folder = await mkdtemp(join(tmpdir(), "dunder $(id) 'é "));
		await set(folder);
	});
	afterEach(async () => {
		await vscode.workspace.saveAll();
		await closeAll();
	});
	after(async () => {
		await set(undefined);
		await rm(folder, { recursive: true });
	});

	async function open(text: string): Promise<vscode.TextEditor> {
		await openQuestion(id);
		await vscode.commands.executeCommand("dunder.openScratch");
		const editor = await eventually("the scratch file opens", () => vscode.window.activeTextEditor);
		await replace(editor, text);
		return editor;
	}

	const replace = (editor: vscode.TextEditor, text: string) =>
		editor.edit((edit) => edit.replace(new vscode.Range(0, 0, editor.document.lineCount, 0), text));

	/** Dunder's hints, in the form `lines: message`. */
	const hints = ({ document }: vscode.TextEditor) =>
		vscode.languages
			.getDiagnostics(document.uri)
			.filter(({ source }) => source === "Dunder")
			.map(({ range, message }) => `${range.start.line + 1}-${range.end.line + 1}: ${message}`);

	/** Waits until there are `count` hints, and returns them. */
	const untilHints = (editor: vscode.TextEditor, count: number) =>
		eventually(`${count} hints`, () => hints(editor).length === count && hints(editor)).catch(() =>
			assert.fail(`not ${count} hints: ${hints(editor).join("\n")}`),
		);

	/** Applies the quick fix with this title to a line. */
	async function fix({ document }: vscode.TextEditor, line: number, title: string): Promise<void> {
		const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
			"vscode.executeCodeActionProvider",
			document.uri,
			document.lineAt(line - 1).range,
		);
		const found = fixes.find((one) => one.title === title);
		assert.ok(found?.edit, fixes.map((one) => one.title).join());
		await vscode.workspace.applyEdit(found.edit);
	}

	it("says of code outside the experiments that it does not run, and no more once it is moved", async () => {
		const editor = await open("x = 1\n\n# region 1. A\nprint(1)  # => 1\n# endregion\ny = 2\nif y:\n  z = 3\n");
		const said =
			"This code is outside the experiments, so it does not run. Move it between `# region` and `# endregion`.";
		assert.deepEqual(await untilHints(editor, 2), [`1-1: ${said}`, `6-8: ${said}`]);
		const [diagnostic] = vscode.languages.getDiagnostics(editor.document.uri);
		assert.deepEqual(diagnostic?.tags, [vscode.DiagnosticTag.Unnecessary]);
		assert.equal(diagnostic?.severity, vscode.DiagnosticSeverity.Information);
		await replace(editor, "# region 1. A\nx = 1\nprint(1)  # => 1\n# endregion\n");
		await untilHints(editor, 0);
	});

	it("moves code that is outside into the experiment above, or into the first", async () => {
		const editor = await open("x = 1\n# region 1. A\na\n# endregion\n# region 2. B\nb\n# endregion\n\nif y:\n  z = 3");
		await untilHints(editor, 2);
		await fix(editor, 9, "Move into Experiment 2");
		await fix(editor, 1, "Move into Experiment 1");
		const moved = "# region 1. A\nx = 1\na\n# endregion\n# region 2. B\nb\nif y:\n  z = 3\n# endregion\n";
		assert.equal(editor.document.getText(), moved);
	});

	it("runs no code outside the experiments", async () => {
		const path = JSON.stringify(join(folder, "ran.txt"));
		const write = (text: string) => `open(${path}, "a").write("${text}")\n`;
		await open(`${write("before")}# region 1. A\n${write("inside")}# endregion\n${write("behind")}`);
		await vscode.commands.executeCommand("dunder.runScratch");
		const ran = await vscode.workspace.fs.readFile(vscode.Uri.file(join(folder, "ran.txt")));
		assert.equal(new TextDecoder().decode(ran), "inside");
	});

	it("says what is not read as a prediction, and writes it as one", async () => {
		const editor = await open("# region 1. A\nprint(1)  # -> 1\nprint(2)  # => 2\n# endregion\n");
		assert.deepEqual(await untilHints(editor, 1), ["2-2: This is not read as a prediction. Write `# => …`."]);
		await fix(editor, 2, "Write `# =>`");
		assert.equal(editor.document.lineAt(1).text, "print(1)  # => 1");
		await untilHints(editor, 0);
	});

	it("says nothing more of a file that is closed", async () => {
		const editor = await open("x = 1\n# region 1. A\n# endregion\n");
		await untilHints(editor, 1);
		await vscode.workspace.saveAll();
		await closeAll();
		await eventually("it is silent", () => hints(editor).length === 0);
	});

	it("leaves the question mark before what is typed behind it until the person goes on, where it may be composed", async () => {
		const editor = await open("# region 1. A\nprint(1)  # => ?\nprint(2)  # => ?\n# endregion\n");
		const text = (line: number) => editor.document.lineAt(line).text;
		editor.selection = new vscode.Selection(1, 16, 1, 16);
		await vscode.commands.executeCommand("type", { text: "1" });
		assert.equal(text(1), "print(1)  # => ?1");
		await vscode.commands.executeCommand("dunder.nextBlank");
		await eventually("it is away", () => text(1) === "print(1)  # => 1");
		assert.equal(editor.selection.active.line, 2);
		await vscode.commands.executeCommand("type", { text: "2" });
		await editor.document.save();
		assert.equal(text(2), "print(2)  # => 2");
	});
});
