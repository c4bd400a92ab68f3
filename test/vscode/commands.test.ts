import assert from "node:assert/strict";
import * as vscode from "vscode";
import manifest from "../../package.json";
import type { QuestionSummary } from "../../src/core/bank/question";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { QuestionBank } from "../../src/platform/questionBank";
import { closeAll, eventually, extension, openQuestion, panelTab } from "./helpers";

describe("commands", () => {
	let bank: QuestionBank;
	before(async () => {
		await extension().activate();
		bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
	});
	after(() => bank.dispose());
	afterEach(closeAll);

	/** Waits until the panel shows this question. */
	const opens = (question: QuestionSummary | undefined) =>
		eventually(`${question?.key} opens`, () => panelTab()?.label === question?.short);

	it("are all there", async () => {
		const known = new Set(await vscode.commands.getCommands(true));
		const missing = manifest.contributes.commands.filter(({ command }) => !known.has(command));
		assert.deepEqual(missing, []);
	});

	it("open a question in one panel, which shows the next one after it", async () => {
		const { questions } = await bank.index();
		await vscode.commands.executeCommand("dunder.openQuestion", questions[0]?.key);
		await opens(questions[0]);
		await vscode.commands.executeCommand("dunder.nextQuestion");
		await opens(questions[1]);
		await vscode.commands.executeCommand("dunder.previousQuestion");
		await vscode.commands.executeCommand("dunder.previousQuestion");
		await opens(questions.at(-1));
		const panels = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
		assert.equal(panels.length, 1);
	});

	it("open a question that can be read, also after the panel was closed", async () => {
		const { questions } = await bank.index();
		for (let opening = 1; opening <= 2; opening++) {
			await openQuestion(questions[0]?.key);
			await closeAll();
			await eventually(`panel ${opening} closes`, () => panelTab() === undefined);
		}
	});

	it("ignore a question that is not there", async () => {
		assert.equal(await vscode.commands.executeCommand("dunder.openQuestion", "memory/no-such-question"), false);
		assert.equal(panelTab(), undefined);
	});

	it("draw every question once before any comes again", async () => {
		const { questions } = await bank.index();
		const seen: string[] = [];
		// The panel of the previous test may still be open.
		let last = panelTab()?.label;
		for (let count = 0; count < questions.length; count++) {
			await vscode.commands.executeCommand("dunder.randomQuestion");
			const before = last;
			last = await eventually("another question opens", () => panelTab()?.label !== before && panelTab()?.label);
			seen.push(last);
		}
		assert.deepEqual(seen.sort(), questions.map(({ short }) => short).sort());
	});

	it("say what to do where nothing is open, and fail at nothing", async () => {
		for (const command of [
			"nextQuestion",
			"previousQuestion",
			"revealAnswer",
			"openScratch",
			"resetScratch",
			"runScratch",
		]) {
			assert.equal(await vscode.commands.executeCommand(`dunder.${command}`), undefined);
		}
	});
});
