import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { QuestionSummary, Topic } from "../../src/core/bank/question";
import { type EventPayload, keyOf, type Rating, subjectOf } from "../../src/core/journal/events";
import { ratingNames } from "../../src/core/session/wording";
import type { DunderApi } from "../../src/extension";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { Journal } from "../../src/platform/node/journal";
import { QuestionBank } from "../../src/platform/questionBank";
import { closeAll, eventually, extension, openQuestion, panelTab } from "./helpers";

describe("remembering", () => {
	let folder = "";
	let topics: readonly Topic[] = [];
	let questions: readonly QuestionSummary[] = [];
	/**
	 * Changes a setting for which the journal is read again, and waits until it has been read. If the setting already has
	 * the value, nothing is read.
	 */
	const set = async (name: string, value: unknown) => {
		const { onDidReadProgress } = (await extension().activate()) as DunderApi;
		const configuration = vscode.workspace.getConfiguration("dunder");
		if (configuration.inspect(name)?.globalValue === value) {
			return;
		}
		const read = new Promise<void>((resolve) => {
			const subscription = onDidReadProgress(() => {
				subscription.dispose();
				resolve();
			});
		});
		await configuration.update(name, value, vscode.ConfigurationTarget.Global);
		await read;
	};

	before(async () => {
		await extension().activate();
		const bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
		({ topics, questions } = await bank.index());
		bank.dispose();
	});
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder $(id) 'é "));
		await set("newPerDay", 1000);
		await set("journalFolder", folder);
	});
	afterEach(async () => {
		await closeAll();
		await set("journalFolder", undefined);
		await set("newPerDay", undefined);
		await set("discreet", undefined);
		await rm(folder, { recursive: true });
	});

	/** Waits long enough for something that must not happen, or that nothing reports. */
	const settle = () => new Promise((resolve) => setTimeout(resolve, 500));
	const opens = (question: QuestionSummary | undefined) =>
		eventually(`${question?.key} opens`, () => panelTab()?.label === question?.short);
	const rate = (question: QuestionSummary | undefined, rating: Rating) =>
		vscode.commands.executeCommand(`dunder.rate${ratingNames[rating]}`, { question: question?.key });

	/** Begins to cram the last topic, and returns its questions. */
	async function cramLastTopic(): Promise<QuestionSummary[]> {
		const topic = topics.at(-1);
		await vscode.commands.executeCommand("dunder.rowCram", { topic });
		return questions.filter((question) => question.topic === topic?.key);
	}

	async function journal(): Promise<readonly (EventPayload & { id: string })[]> {
		const reader = new Journal({ root: folder, device: "reader", session: "reader" }, Date.now);
		return (await reader.read()).events as readonly (EventPayload & { id: string })[];
	}

	it("begins with what is new in reading order and goes on after each rating", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await opens(questions[0]);
		await rate(questions[0], 4);
		await opens(questions[1]);
		await rate(questions[1], 4);
		await opens(questions[2]);
		const saved = await journal();
		assert.deepEqual(
			saved.map((event) => event.kind === "reviewed" && [keyOf(event), event.rating]),
			[
				[questions[0]?.key, 4],
				[questions[1]?.key, 4],
			],
		);
	});

	it("takes back what was done last, and what was done before it", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await rate(questions[0], 4);
		await vscode.commands.executeCommand("dunder.star", { question: questions[3]?.key });
		await vscode.commands.executeCommand("dunder.undo");
		await opens(questions[3]);
		await vscode.commands.executeCommand("dunder.undo");
		await opens(questions[0]);
		const saved = await journal();
		assert.deepEqual(
			saved.map(({ kind }) => kind),
			["reviewed", "starred", "undone", "undone"],
		);
		await rate(questions[0], 4);
		await opens(questions[1]);
	});

	it("does not come to what is suspended or buried until it is resumed", async () => {
		await vscode.commands.executeCommand("dunder.suspend", { question: questions[0]?.key });
		await vscode.commands.executeCommand("dunder.bury", { question: questions[1]?.key });
		await vscode.commands.executeCommand("dunder.studyNow");
		await opens(questions[2]);
		await vscode.commands.executeCommand("dunder.suspend", { question: questions[0]?.key });
		await vscode.commands.executeCommand("dunder.studyNow");
		await opens(questions[0]);
	});

	it("crams a topic without a trace in the journal", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await rate(questions[0], 4);
		const before = await journal();
		const last = await cramLastTopic();
		const seen: QuestionSummary[] = [];
		const next = () =>
			eventually("a question of the topic opens", () =>
				last.find((question) => !seen.includes(question) && panelTab()?.label === question.short),
			);
		for (let count = 0; count < last.length; count++) {
			const current = await next();
			seen.push(current);
			if (count === 0) {
				// Changing how much is studied, or where that shows, doesn't end the session.
				await set("discreet", true);
			}
			await rate(current, 3);
		}
		// No question follows, so the last one is still open. Rating it again does nothing.
		await rate(seen.at(-1), 3);
		assert.deepEqual(await journal(), before);
		// Only the cramming is undone, not what was done before it.
		for (const question of seen.toReversed()) {
			await vscode.commands.executeCommand("dunder.undo");
			await opens(question);
		}
		await vscode.commands.executeCommand("dunder.undo");
		assert.deepEqual(await journal(), before);
	});

	it("takes back while cramming what was done with a question since", async () => {
		const last = await cramLastTopic();
		const first = await eventually("a question opens", () => last.find(({ short }) => panelTab()?.label === short));
		await rate(first, 3);
		await vscode.commands.executeCommand("dunder.star", { question: first.key });
		await vscode.commands.executeCommand("dunder.undo");
		await vscode.commands.executeCommand("dunder.undo");
		await opens(first);
		const saved = await journal();
		assert.deepEqual(
			saved.map(({ kind }) => kind),
			["starred", "undone"],
		);
	});

	it("rates a question once after which nothing follows, until it is opened again", async () => {
		await set("newPerDay", 1);
		await vscode.commands.executeCommand("dunder.studyNow");
		await opens(questions[0]);
		await rate(questions[0], 4);
		await rate(questions[0], 4);
		assert.equal((await journal()).length, 1);
		await openQuestion(questions[0]?.key);
		await settle();
		await rate(questions[0], 4);
		assert.equal((await journal()).length, 2);
	});

	it("goes on past the day's limit when asked", async () => {
		await set("newPerDay", 0);
		await vscode.commands.executeCommand("dunder.studyMore");
		await opens(questions[0]);
		await rate(questions[0], 4);
		await opens(questions[1]);
	});

	it("goes on from a question of the session that is put away, and stays at any other", async () => {
		await openQuestion(questions[5]?.key);
		await vscode.commands.executeCommand("dunder.bury");
		assert.equal(panelTab()?.label, questions[5]?.short);
		await vscode.commands.executeCommand("dunder.studyNow");
		await opens(questions[0]);
		await vscode.commands.executeCommand("dunder.bury");
		await opens(questions[1]);
		await vscode.commands.executeCommand("dunder.suspend");
		await opens(questions[2]);
	});

	it("hides a question and no longer, by turns", async () => {
		const bury = () => vscode.commands.executeCommand("dunder.bury", { question: questions[0]?.key });
		const begins = async (question: QuestionSummary | undefined) => {
			await vscode.commands.executeCommand("dunder.studyNow");
			await opens(question);
		};
		await bury();
		await begins(questions[1]);
		await bury();
		await begins(questions[0]);
		await vscode.commands.executeCommand("dunder.undo");
		await begins(questions[1]);
	});

	it("sees within a second what another window or machine has written", async () => {
		const other = new Journal({ root: folder, device: "other", session: "other" }, Date.now);
		for (const { key } of questions.slice(0, 4)) {
			await other.append({ kind: "suspended", ...subjectOf(key), on: true });
		}
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		await vscode.commands.executeCommand("dunder.studyNow");
		await opens(questions[4]);
	});

	it("keeps notes as files that can be edited", async () => {
		await vscode.commands.executeCommand("dunder.editNote", { question: questions[0]?.key });
		const editor = await eventually("the note opens", () => vscode.window.activeTextEditor);
		assert.equal(editor.document.languageId, "markdown");
		for (const text of ["first", " and second"]) {
			await editor.edit((edit) => edit.insert(new vscode.Position(0, editor.document.lineAt(0).text.length), text));
			assert.equal(await editor.document.save(), true);
		}
		const saved = await journal();
		assert.deepEqual(
			saved.map((event) => event.kind === "noted" && event.text),
			["first", "first and second"],
		);
	});

	it("shows an open note as another window has saved it, and as it was before that is taken back", async () => {
		await vscode.commands.executeCommand("dunder.editNote", { question: questions[0]?.key });
		const { document } = await eventually("the note opens", () => vscode.window.activeTextEditor);
		assert.equal(document.uri.path, `/${questions[0]?.short}.md`);
		const other = new Journal({ root: folder, device: "other", session: "other" }, Date.now);
		await other.append({ kind: "noted", ...subjectOf(questions[0]?.key ?? "dunder:none"), text: "from elsewhere" });
		await eventually("the editor has it", () => document.getText() === "from elsewhere");
		await vscode.commands.executeCommand("dunder.undo");
		await eventually("the editor has the old text", () => document.getText() === "");
		assert.equal(document.isDirty, false);
	});

	it("does not go on as if it were saved where it cannot be saved, and loses nothing", async () => {
		const file = join(folder, "a-file");
		await writeFile(file, "");
		await set("journalFolder", join(file, "below"));
		await openQuestion(questions[0]?.key);
		await opens(questions[0]);
		await rate(questions[0], 4);
		await settle();
		assert.equal(panelTab()?.label, questions[0]?.short);
		assert.equal(existsSync(join(file, "below")), false);
		await rate(questions[0], 3);
		await set("journalFolder", folder);
		const saved = await journal();
		assert.deepEqual(
			saved.map((event) => event.kind === "reviewed" && event.rating),
			[4],
		);
	});

	it("makes up for a backup that failed with the next thing that is saved", async () => {
		await writeFile(join(folder, "backups"), "in the way");
		await vscode.commands.executeCommand("dunder.star", { question: questions[0]?.key });
		await settle();
		await rm(join(folder, "backups"));
		await vscode.commands.executeCommand("dunder.star", { question: questions[1]?.key });
		await eventually("the backup is there", () => existsSync(join(folder, "backups")));
	});

	it("keeps a backup of the day", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await rate(questions[0], 4);
		await eventually("the backup is there", () => existsSync(join(folder, "backups")));
		await settle();
		const [name, ...others] = await readdir(join(folder, "backups"));
		assert.match(name ?? "", /^\d{4}-\d\d-\d\d\.jsonl$/);
		assert.deepEqual(others, []);
		assert.match(await readFile(join(folder, "backups", name ?? ""), "utf8"), /"reviewed"/);
	});
});
