import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { questionKey } from "../../src/core/bank/questionKey";
import type { PredictedStatement } from "../../src/core/journal/events";
import { PanelPredictions } from "../../src/features/lab/panelPredictions";
import { ChosenPython } from "../../src/platform/chosenPython";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { userPaths } from "../../src/platform/node/home";
import { installedPythons } from "../../src/platform/node/pythonRuntime";
import type { PythonRuntime } from "../../src/platform/pythonRuntime";
import { QuestionBank } from "../../src/platform/questionBank";
import { ScratchFolder } from "../../src/platform/scratchFolder";
import { eventually, extension } from "./helpers";

const question = questionKey("dunder", "copying/shallow-and-deep");

describe("a prediction in the panel", () => {
	let storage = "";
	let runtime: PythonRuntime;
	let kept: { experiment: number; statements: readonly PredictedStatement[] }[] = [];
	before(async () => {
		storage = await mkdtemp(join(tmpdir(), "dunder-"));
		runtime = installedPythons(join(extension().extensionPath, "python"));
	});
	after(async () => {
		runtime.dispose();
		await rm(storage, { recursive: true });
	});
	beforeEach(() => {
		kept = [];
	});

	/** `change` changes the bank's text before it is read. */
	function predictions(change = (text: string) => text): PanelPredictions {
		const files = extensionFilesAt(extension().extensionPath);
		const history = {
			predicted: async (_: unknown, experiment: number, statements: readonly PredictedStatement[]) => {
				kept.push({ experiment, statements });
			},
			staleSince: async () => undefined,
		};
		const bank = new QuestionBank(async (path) => change(await files(path)));
		const folder = new ScratchFolder(vscode.Uri.file(storage), userPaths);
		return new PanelPredictions({ bank, folder, history }, new ChosenPython(runtime));
	}

	it("is judged by the rule of scratch files, and kept like theirs", async () => {
		const made = predictions();
		const { judgement } = await made.judge({ question, experiment: 0, predictions: ['{"hosts": ["a", "b"]}', "a\nb"] });
		assert.deepEqual(judgement, {
			blanks: [
				{ verdict: "right", text: "Printed <code>{&#39;hosts&#39;: [&#39;a&#39;, &#39;b&#39;]}</code>." },
				{
					verdict: "wrong",
					text: "Printed <code>{&#39;hosts&#39;: [&#39;a&#39;, &#39;b&#39;, &#39;c&#39;, &#39;d&#39;]}</code>; you predicted <code>a</code> ⏎ <code>b</code>. Python prints one line, and you predicted two.",
				},
			],
			problem: "",
			remedies: [],
		});
		const verdicts = kept.map(({ experiment, statements }) => [experiment, statements.map(({ verdict }) => verdict)]);
		assert.deepEqual(verdicts, [[1, ["right", "wrong"]]]);
	});

	it("is not kept where nothing was predicted", async () => {
		const { judgement } = await predictions().judge({ question, experiment: 0, predictions: ["", "?"] });
		assert.deepEqual(
			judgement.blanks.map(({ verdict }) => verdict),
			["unknown", "unknown"],
		);
		assert.deepEqual(kept, []);
	});

	it("is stopped with what it runs, and says how far that came", async () => {
		const began = join(storage, "began");
		const sleep = `open('${began}', 'w').close(); import time; time.sleep(600)\\n`;
		const endless = predictions((text) => text.replaceAll("print(mine)\\n", sleep));
		const judged = endless.judge({ question, experiment: 0, predictions: ["1", "2"] });
		await eventually("it runs", () => existsSync(began));
		endless.stop();
		assert.equal((await judged).judgement.problem, "Stopped.");
		assert.deepEqual(kept, []);
	});

	it("says why nothing ran, with the remedy", async () => {
		const settings = vscode.workspace.getConfiguration("dunder");
		await settings.update("pythonPath", "/no/such/python", vscode.ConfigurationTarget.Global);
		const { judgement, remedies } = await predictions().judge({ question, experiment: 0, predictions: ["1", "2"] });
		await settings.update("pythonPath", undefined, vscode.ConfigurationTarget.Global);
		assert.match(judgement.problem, /names \/no\/such\/python/);
		assert.deepEqual([judgement.blanks, judgement.remedies], [[], ["Choose Interpreter…"]]);
		assert.equal(remedies[0]?.command, "dunder.chooseInterpreter");
	});

	it("says what was raised where nothing was asked", async () => {
		const broken = predictions((text) => text.replaceAll("import copy\\n", "import dunder_no_such_package\\n"));
		const { judgement } = await broken.judge({ question, experiment: 0, predictions: ["1", "2"] });
		assert.match(judgement.problem, /^ModuleNotFoundError: No module named 'dunder_no_such_package'/);
		assert.deepEqual(judgement.remedies, ["Choose Interpreter…"]);
	});
});
