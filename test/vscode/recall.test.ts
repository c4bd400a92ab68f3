import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import type { QuestionSummary } from "../../src/core/bank/question";
import { keyOf, subjectOf } from "../../src/core/journal/events";
import { studyDay } from "../../src/core/schedule/day";
import { localCalendar } from "../../src/platform/localCalendar";
import { Journal } from "../../src/platform/node/journal";
import { eventually, openQuestion, panelTab } from "./helpers";
import { useProgress } from "./progress";

describe("remembering", () => {
	const progress = useProgress();
	/** Waits long enough for something that must not happen, or that nothing reports. */
	const settle = () => new Promise((resolve) => setTimeout(resolve, 500));

	/** What is new first if the first question of the first topic is put away. */
	const secondOfFirstTopic = () => progress.questions[1];

	/** Begins to cram the last topic, and returns its questions. */
	async function cramLastTopic(): Promise<QuestionSummary[]> {
		const topic = progress.topics.at(-1);
		await vscode.commands.executeCommand("dunder.rowCram", { topic });
		return progress.questions.filter((question) => question.topic === topic?.key);
	}

	it("begins with what is new, one topic after the other, and goes on after each rating", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.opens(progress.order[0]);
		await progress.rate(progress.order[0], 4);
		await progress.opens(progress.order[1]);
		await progress.rate(progress.order[1], 4);
		await progress.opens(progress.order[2]);
		const saved = await progress.journal();
		assert.deepEqual(
			saved.map((event) => event.kind === "reviewed" && [keyOf(event), event.rating]),
			[
				[progress.order[0]?.key, 4],
				[progress.order[1]?.key, 4],
			],
		);
	});

	it("takes back what was done last, and what was done before it", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.rate(progress.order[0], 4);
		await vscode.commands.executeCommand("dunder.star", { question: progress.order[3]?.key });
		await vscode.commands.executeCommand("dunder.undo");
		await progress.opens(progress.order[3]);
		await vscode.commands.executeCommand("dunder.undo");
		await progress.opens(progress.order[0]);
		const saved = await progress.journal();
		assert.deepEqual(
			saved.map(({ kind }) => kind),
			["reviewed", "starred", "undone", "undone"],
		);
		await progress.rate(progress.order[0], 4);
		await progress.opens(progress.order[1]);
	});

	it("takes back what this machine did last, whatever another one has done since", async () => {
		await progress.rate(progress.order[0], 4);
		await progress.rate(progress.order[1], 4);
		const other = new Journal({ root: progress.folder, device: "other", session: "other" }, Date.now);
		const reading = await progress.nextReading();
		await other.append(
			{ kind: "starred", ...subjectOf(progress.order[3]?.key ?? "dunder:none"), on: true },
			Date.now() + 1,
		);
		await reading.done;
		for (const question of [progress.order[1], progress.order[0]]) {
			await vscode.commands.executeCommand("dunder.undo");
			await progress.opens(question);
		}
		const saved = await progress.journal();
		const reviews = saved.filter(({ kind }) => kind === "reviewed").map(({ id }) => id);
		const undone = saved.flatMap((event) => (event.kind === "undone" ? [event.target] : []));
		assert.deepEqual(undone, reviews.toReversed());
	});

	it("does not come to what is suspended or buried until it is resumed", async () => {
		await vscode.commands.executeCommand("dunder.suspend", { question: progress.order[0]?.key });
		await vscode.commands.executeCommand("dunder.bury", { question: progress.order[1]?.key });
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.opens(secondOfFirstTopic());
		await vscode.commands.executeCommand("dunder.suspend", { question: progress.order[0]?.key });
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.opens(progress.order[0]);
	});

	it("records the study days of what is rated and hidden, so that every machine reads the same", async () => {
		const question = progress.order[3];
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.rate(progress.order[0], 4);
		await vscode.commands.executeCommand("dunder.bury", { question: question?.key });
		await vscode.commands.executeCommand("dunder.bury", { question: question?.key });
		const saved = await progress.journal();
		assert.deepEqual(
			saved.map((event) => {
				const today = studyDay(event.at, 4, localCalendar);
				return event.kind === "reviewed"
					? [event.kind, (event.day ?? 0) - today]
					: event.kind === "buried" && [event.kind, (event.untilDay ?? 0) - today];
			}),
			[
				["reviewed", 0],
				["buried", 1],
				["buried", -1],
			],
		);
	});

	it("crams a topic without a trace in the journal", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.rate(progress.order[0], 4);
		const before = await progress.journal();
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
				await progress.set("discreet", true);
			}
			await progress.rate(current, 3);
		}
		// No question follows, so the last one is still open. Rating it again does nothing.
		await progress.rate(seen.at(-1), 3);
		assert.deepEqual(await progress.journal(), before);
		// Only the cramming is undone, not what was done before it.
		for (const question of seen.toReversed()) {
			await vscode.commands.executeCommand("dunder.undo");
			await progress.opens(question);
		}
		await vscode.commands.executeCommand("dunder.undo");
		assert.deepEqual(await progress.journal(), before);
	});

	it("takes back while cramming what was done with a question since", async () => {
		const last = await cramLastTopic();
		const first = await eventually("a question opens", () => last.find(({ short }) => panelTab()?.label === short));
		await progress.rate(first, 3);
		await vscode.commands.executeCommand("dunder.star", { question: first.key });
		await vscode.commands.executeCommand("dunder.undo");
		await vscode.commands.executeCommand("dunder.undo");
		await progress.opens(first);
		const saved = await progress.journal();
		assert.deepEqual(
			saved.map(({ kind }) => kind),
			["starred", "undone"],
		);
	});

	it("rates a question once after which nothing follows, until it is opened again", async () => {
		await progress.set("newPerDay", 1);
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.opens(progress.order[0]);
		await progress.rate(progress.order[0], 4);
		await progress.rate(progress.order[0], 4);
		assert.equal((await progress.journal()).length, 1);
		await openQuestion(progress.order[0]?.key);
		await settle();
		await progress.rate(progress.order[0], 4);
		assert.equal((await progress.journal()).length, 2);
	});

	it("goes on past the day's limit when asked", async () => {
		await progress.set("newPerDay", 0);
		await vscode.commands.executeCommand("dunder.studyMore");
		await progress.opens(progress.order[0]);
		await progress.rate(progress.order[0], 4);
		await progress.opens(progress.order[1]);
	});

	it("goes on from a question of the session that is put away, and stays at any other", async () => {
		await openQuestion(progress.order[5]?.key);
		await vscode.commands.executeCommand("dunder.bury");
		assert.equal(panelTab()?.label, progress.order[5]?.short);
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.opens(progress.questions[0]);
		await vscode.commands.executeCommand("dunder.bury");
		await progress.opens(progress.questions[1]);
		await vscode.commands.executeCommand("dunder.suspend");
		await progress.opens(progress.questions[2]);
	});

	it("hides a question and no longer, by turns", async () => {
		const bury = () => vscode.commands.executeCommand("dunder.bury", { question: progress.order[0]?.key });
		const begins = async (question: QuestionSummary | undefined) => {
			await vscode.commands.executeCommand("dunder.studyNow");
			await progress.opens(question);
		};
		await bury();
		await begins(secondOfFirstTopic());
		await bury();
		await begins(progress.order[0]);
		await vscode.commands.executeCommand("dunder.undo");
		await begins(secondOfFirstTopic());
	});

	it("sees within a second what another window or machine has written", async () => {
		const other = new Journal({ root: progress.folder, device: "other", session: "other" }, Date.now);
		for (const { key } of progress.questions.slice(0, 4)) {
			await other.append({ kind: "suspended", ...subjectOf(key), on: true });
		}
		await new Promise((resolve) => setTimeout(resolve, 1_000));
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.opens(progress.questions[4]);
	});

	it("does not go on as if it were saved where it cannot be saved, and loses nothing", async () => {
		const file = join(progress.folder, "a-file");
		await writeFile(file, "");
		await progress.set("journalFolder", join(file, "below"));
		await openQuestion(progress.order[0]?.key);
		await progress.opens(progress.order[0]);
		await progress.rate(progress.order[0], 4);
		await settle();
		assert.equal(panelTab()?.label, progress.order[0]?.short);
		assert.equal(existsSync(join(file, "below")), false);
		await progress.rate(progress.order[0], 3);
		await progress.set("journalFolder", progress.folder);
		const saved = await progress.journal();
		assert.deepEqual(
			saved.map((event) => event.kind === "reviewed" && event.rating),
			[4],
		);
	});

	it("makes up for a backup that failed with the next thing that is saved", async () => {
		await writeFile(join(progress.folder, "backups"), "in the way");
		await vscode.commands.executeCommand("dunder.star", { question: progress.order[0]?.key });
		await settle();
		await rm(join(progress.folder, "backups"));
		await vscode.commands.executeCommand("dunder.star", { question: progress.order[1]?.key });
		await eventually("the backup is there", () => existsSync(join(progress.folder, "backups")));
	});

	it("keeps a backup of the day", async () => {
		await vscode.commands.executeCommand("dunder.studyNow");
		await progress.rate(progress.order[0], 4);
		await eventually("the backup is there", () => existsSync(join(progress.folder, "backups")));
		await settle();
		const [name, ...others] = await readdir(join(progress.folder, "backups"));
		assert.match(name ?? "", /^\d{4}-\d\d-\d\d\.jsonl$/);
		assert.deepEqual(others, []);
		assert.match(await readFile(join(progress.folder, "backups", name ?? ""), "utf8"), /"reviewed"/);
	});
});
