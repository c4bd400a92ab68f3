import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { discoverCPythons } from "../../src/platform/node/discovery";
import { writeFakePython } from "../support/fakePython";
import { closeAll, eventually, extension, openQuestion, panelTab } from "./helpers";

const id = "copying/shallow-and-deep";

describe("the lab", () => {
	let folder = "";
	const set = (name: string, value: unknown) =>
		vscode.workspace.getConfiguration("dunder").update(name, value, vscode.ConfigurationTarget.Global);

	before(async () => {
		await extension().activate();
		folder = await mkdtemp(join(tmpdir(), "dunder $(id) 'é "));
		await set("scratchFolder", folder);
	});
	afterEach(async () => {
		await vscode.workspace.saveAll();
		await closeAll();
	});
	after(async () => {
		await set("scratchFolder", undefined);
		await rm(folder, { recursive: true });
	});

	/** Opens the question's scratch file with these experiments in place of its own. */
	async function open(...experiments: readonly string[]): Promise<vscode.TextEditor> {
		await openQuestion(id);
		await vscode.commands.executeCommand("dunder.openScratch");
		const editor = await eventually("the scratch file opens", () => vscode.window.activeTextEditor);
		const text = experiments.map((code, index) => `# region ${index + 1}\n${code}\n# endregion\n`).join("");
		const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
		await editor.edit((edit) => edit.replace(all, text));
		return editor;
	}

	const run = () => vscode.commands.executeCommand("dunder.runScratch");
	const line = ({ document }: vscode.TextEditor, number: number) => document.lineAt(number - 1).text;
	const at = (editor: vscode.TextEditor, number: number, character = line(editor, number).length) => {
		editor.selection = new vscode.Selection(number - 1, character, number - 1, character);
	};

	async function hovers({ document }: vscode.TextEditor, number: number): Promise<string> {
		const position = document.lineAt(number - 1).range.end;
		const found = await vscode.commands.executeCommand<vscode.Hover[]>(
			"vscode.executeHoverProvider",
			document.uri,
			position,
		);
		return found
			.flatMap(({ contents }) => contents.map((content) => (typeof content === "string" ? content : content.value)))
			.join("\n");
	}

	it("puts what can be done above each experiment", async () => {
		const { document } = await open("print(1)  # => ?", "print(2)  # => ?");
		const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
			"vscode.executeCodeLensProvider",
			document.uri,
			10,
		);
		assert.deepEqual(
			lenses.map(({ range, command }) => `${range.start.line} ${command?.title.replace("$(play)\u00a0", "")}`),
			[0, 3].flatMap((row) => [
				...["Run", "Run on Every Python", "Bytecode", "Answer"].map((title) => `${row} ${title}`),
				`${row + 1} Tab next · Enter new line · Ctrl+Enter or ⌘Enter run`,
			]),
		);
	});

	it("goes from blank to blank", async () => {
		const editor = await open("print(1)  # => ?\nprint(2)  # => 2\nprint(3)  # => ?");
		at(editor, 1, 0);
		await vscode.commands.executeCommand("dunder.nextBlank");
		assert.equal(editor.selection.active.line, 1);
		await vscode.commands.executeCommand("dunder.nextBlank");
		assert.equal(editor.selection.active.line, 3);
		await vscode.commands.executeCommand("dunder.nextBlank");
		assert.equal(editor.selection.active.line, 1);
	});

	it("lets what is typed at a blank take the place of its question mark", async () => {
		const editor = await open("print([1])  # => ?");
		at(editor, 1, 0);
		await vscode.commands.executeCommand("dunder.nextBlank");
		for (const text of ["[", "1", "]"]) {
			await vscode.commands.executeCommand("type", { text });
		}
		const expected = "print([1])  # => [1]";
		await eventually(`"${expected}"`, () => line(editor, 2) === expected).catch(() =>
			assert.equal(line(editor, 2), expected),
		);
	});

	it("explains the marks until there is an outcome, and offers what may stand in them", async () => {
		const editor = await open("print(1)  # => ?");
		assert.match(await hovers(editor, 2), /Don't Know/);
		const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
			"vscode.executeCompletionItemProvider",
			editor.document.uri,
			editor.document.lineAt(1).range.end,
		);
		const labels = items.map(({ label }) => (typeof label === "string" ? label : label.label));
		assert.ok(labels.includes("nothing") && labels.includes("ValueError"), labels.join());
	});

	it("writes what was printed into the file, and makes the marks blank again", async () => {
		const editor = await open("x = 1  # mine\nprint(x)  # => 7\nprint([])  # => ?\nraise ValueError('no')  # => ?");
		await run();
		await vscode.commands.executeCommand("dunder.writeOutputs");
		const written = [
			"x = 1  # mine",
			"print(x)  # => 1",
			"print([])  # => []",
			"raise ValueError('no')  # !! ValueError: no",
		];
		assert.deepEqual(
			[2, 3, 4, 5].map((number) => line(editor, number)),
			written,
		);
		at(editor, 3);
		await vscode.commands.executeCommand("dunder.predictAgain");
		assert.equal(editor.document.getText().match(/# => \?$/gm)?.length, 3);
		assert.equal(editor.selection.active.line, 3, "the cursor is not at the first blank");
		assert.equal(line(editor, 2), "x = 1  # mine");
	});

	it("credits what is printed after the last statement to none, and writes it below a line of its own", async () => {
		const editor = await open("import atexit\natexit.register(print, 'bye') and None\nprint('end')  # => end");
		await run();
		await vscode.commands.executeCommand("dunder.writeOutputs");
		const text = editor.document.getText();
		assert.match(text, /^print\('end'\) {2}# => end\n# at exit\n# => bye\n# endregion$/m);
		await run();
		await vscode.commands.executeCommand("dunder.predictAgain");
		assert.match(editor.document.getText(), /^print\('end'\)\n# => \?\n# at exit\n# => \?\n# endregion$/m);
	});

	it("shows the experiment that the panel runs, with the cursor at its first blank", async () => {
		const lines = "x = 1\n".repeat(100);
		const editor = await open(`${lines}print(1)  # => ?`, `${lines}print(2)  # => 2\nprint(3)  # => ?`);
		await vscode.commands.executeCommand("dunder.runExperiment", { question: `dunder:${id}`, number: 2 });
		assert.equal(vscode.window.activeTextEditor?.document, editor.document);
		assert.equal(vscode.window.activeTextEditor.selection.active.line, 205);
		const blank = new vscode.Position(205, 0);
		await eventually("the blank shows", () =>
			vscode.window.activeTextEditor?.visibleRanges.some((range) => range.contains(blank)),
		);
	});

	it("forgets what was printed when the marks are made blank again", async () => {
		const editor = await open("print(1)  # => 7");
		await run();
		assert.doesNotMatch(await hovers(editor, 2), /Don't Know/);
		await vscode.commands.executeCommand("dunder.predictAgain");
		assert.match(await hovers(editor, 3), /Don't Know/);
		await vscode.commands.executeCommand("dunder.writeOutputs");
		assert.equal(line(editor, 3), "# => ?");
	});

	it("runs the experiments with predictions and those without blanks, and leaves the others unspoiled", async () => {
		const report = join(folder, "unspoiled.txt");
		const write = (text: string) => `open(${JSON.stringify(report)}, "a").write("${text}") and None`;
		await open(`${write("a")}\n# => nothing`, `${write("b")}\n# => ?`, write("c"));
		await run();
		assert.equal(await readFile(report, "utf8"), "ac");
	});

	it("runs the experiment in view where the cursor is out of view", async () => {
		const report = join(folder, "in-view.txt");
		const write = (text: string) => `open(${JSON.stringify(report)}, "a").write("${text}") and None`;
		const far = "\n".repeat(200);
		const editor = await open(`${write("a")}${far}`, `${write("b")}${far}`);
		at(editor, 2);
		const second = editor.document.positionAt(editor.document.getText().indexOf("# region 2")).line;
		editor.revealRange(new vscode.Range(second, 0, second, 0), vscode.TextEditorRevealType.AtTop);
		await eventually("the second is in view", () => editor.visibleRanges.some(({ start }) => start.line > 100));
		await vscode.commands.executeCommand("dunder.runExperiment");
		assert.equal(await readFile(report, "utf8"), "b");
	});

	it("refuses to write outputs of code that was changed since", async () => {
		const editor = await open("print(1)  # => 7");
		await run();
		await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), "y = 2\n"));
		await vscode.commands.executeCommand("dunder.writeOutputs");
		assert.equal(line(editor, 3), "print(1)  # => 7");
	});

	it("puts a syntax error among the problems, at its line, and runs the other experiments", async () => {
		const report = join(folder, "ran.txt");
		const editor = await open("print(1\n", `open(${JSON.stringify(report)}, "w").write("ran")`);
		await run();
		const [problem, ...others] = vscode.languages.getDiagnostics(editor.document.uri);
		assert.match(problem?.message ?? "", /^SyntaxError: .*\w$/, "it ends in the name of the file");
		assert.equal(problem?.range.start.line, 1);
		assert.deepEqual(others, []);
		assert.equal(await readFile(report, "utf8"), "ran");
		await editor.edit((edit) => edit.replace(new vscode.Range(1, 0, 2, 0), "print(1)\n"));
		assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []);
	});

	it("replaces a run of the file by the next one, and stops one", async () => {
		const report = join(folder, "runs.txt");
		const code = `import time\nopen(${JSON.stringify(report)}, "a").write("x")\ntime.sleep(0.5)\nopen(${JSON.stringify(report)}, "a").write("y")`;
		await open(code);
		const written = () => readFile(report, "utf8").catch(() => "");
		const first = run();
		for (let attempt = 0; (await written()) !== "x" && attempt < 100; attempt++) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		await Promise.all([first, run()]);
		assert.equal(await written(), "xxy");
		const third = run();
		for (let attempt = 0; (await written()) !== "xxyx" && attempt < 100; attempt++) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		await vscode.commands.executeCommand("dunder.stopRun");
		await third;
		assert.equal(await written(), "xxyx");
	});

	it("offers to stop above an experiment while it runs, and stopping is not being wrong", async () => {
		const { document } = await open("while True: pass  # => 1", "print(2)  # => ?");
		const titles = async () => {
			const command = "vscode.executeCodeLensProvider";
			const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(command, document.uri, 10);
			return lenses.flatMap(({ command }) => /Run$|Stop$/.exec(command?.title ?? "") ?? []).join(" ");
		};
		const ended = vscode.commands.executeCommand("dunder.runExperiment", { uri: document.uri, number: 1 });
		assert.equal(await titles(), "Stop Run");
		await vscode.commands.executeCommand("dunder.stopRun", { uri: document.uri, number: 1 });
		await ended;
		assert.equal(await titles(), "Run Run");
	});

	it("shows bytecode beside the question and the file, in a document that cannot be edited", async () => {
		const editor = await open("a, b = 1, 2\na, b = b, a");
		at(editor, 2);
		await vscode.commands.executeCommand("dunder.showBytecode");
		const shown = await eventually("the bytecode shows", () =>
			vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === "dunder-report"),
		);
		assert.match(shown.document.getText(), /^Bytecode of Python 3\.[\s\S]*STORE_NAME/);
		assert.equal(vscode.workspace.fs.isWritableFileSystem(shown.document.uri.scheme) ?? false, false);
		assert.notEqual(shown.viewColumn, panelTab()?.group.viewColumn, "it covers the question");
		assert.equal(panelTab()?.isActive, true, "the question is covered");
		await eventually("the scratch file is active", () => vscode.window.activeTextEditor?.document === editor.document);
	});

	it("opens a table of all Pythons that are found", async function () {
		this.timeout(60_000);
		const editor = await open("import sys\nprint(sys.version_info[:2])  # => ?");
		at(editor, 3);
		await vscode.commands.executeCommand("dunder.runOnEveryPython");
		const path = "/scratch-shallow-and-deep-1-on-every-python.md";
		const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: "dunder-report", path }));
		const text = document.getText();
		assert.match(text, /\| Line \| Statement \| 3\./);
		assert.match(text, /`\(3, \d+\)`/);
	});

	it("names what the Python extension has found and what is not CPython in that table", async function () {
		if (process.platform === "win32") {
			this.skip();
		}
		this.timeout(60_000);
		const pypy = join(folder, "pypy");
		writeFakePython(pypy, "3.10.99", "pypy", (await discoverCPythons())[0]?.executable);
		await vscode.extensions.getExtension("ms-python.python")?.activate();
		await vscode.commands.executeCommand("pythonDouble.know", [pypy, join(folder, "no-such-python")]);
		const editor = await open("print('the same')  # => ?");
		at(editor, 2);
		await vscode.commands.executeCommand("dunder.runOnEveryPython");
		await vscode.commands.executeCommand("pythonDouble.know", []);
		const path = "/scratch-shallow-and-deep-1-on-every-python.md";
		const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: "dunder-report", path }));
		await eventually("the table has been written", () => document.getText().includes("the same"));
		const header = document.getText().match(/^\| Line \|.*$/m)?.[0] ?? "";
		assert.match(header, /\| PyPy 3\.10\.99 \(Python 3\.10\.99\) \|$/);
		assert.match(document.getText(), /\| `the same` \|$/m);
	});

	it("takes the columns of Pythons that are not here from the bank's record, where the code is the bank's", async function () {
		this.timeout(60_000);
		// The other tests have filled in their file, so this test uses another.
		const other = "asyncio/how-asyncio-works";
		await openQuestion(other);
		await vscode.commands.executeCommand("dunder.openScratch");
		const editor = await eventually("the scratch file opens", () => vscode.window.activeTextEditor);
		const number = 1;
		await vscode.commands.executeCommand("dunder.runOnEveryPython", { uri: editor.document.uri, number });
		const path = "/scratch-how-asyncio-works-1-on-every-python.md";
		const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: "dunder-report", path }));
		assert.match(document.getText(), /3\.15(\.\d+)? recorded/);
	});

	it("shows the answer beside the file, with the keyboard in it", async () => {
		const { document } = await open("print(1)  # => ?");
		await vscode.commands.executeCommand("dunder.showAnswer", { uri: document.uri, number: 1 });
		await eventually("the panel is active", () => panelTab()?.isActive && panelTab()?.group.isActive);
	});
});
