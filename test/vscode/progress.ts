import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { QuestionSummary, Topic } from "../../src/core/bank/question";
import type { JournalEvent, Rating } from "../../src/core/journal/events";
import { interleaved } from "../../src/core/schedule/interleave";
import { ratingNames } from "../../src/core/session/wording";
import type { DunderApi } from "../../src/extension";
import { noteScheme } from "../../src/platform/contributions";
import { extensionFilesAt } from "../../src/platform/node/extensionFiles";
import { Journal } from "../../src/platform/node/journal";
import { QuestionBank } from "../../src/platform/questionBank";
import { readAll } from "../support/events";
import { closeAll, eventually, extension, panelTab } from "./helpers";

/** The window's progress, in a journal of its own for each test. */
export class Progress {
	folder = "";
	topics: readonly Topic[] = [];
	/** In reading order. */
	questions: readonly QuestionSummary[] = [];
	/** In the order in which new questions come to a person who has begun none. */
	order: readonly QuestionSummary[] = [];

	/** Sets what the journal is read anew for, and waits until it was; a value that a setting has already would change nothing. */
	async set(name: string, value: unknown): Promise<void> {
		const configuration = vscode.workspace.getConfiguration("dunder");
		if (configuration.inspect(name)?.globalValue !== value) {
			const read = await this.nextReading();
			await configuration.update(name, value, vscode.ConfigurationTarget.Global);
			await read.done;
		}
	}

	/** A promise of the next time that progress is read, as a property, so that it can be waited for after something else. */
	async nextReading(): Promise<{ readonly done: Promise<void> }> {
		const { onDidReadProgress } = (await extension().activate()) as DunderApi;
		const done = new Promise<void>((resolve) => {
			const subscription = onDidReadProgress(() => {
				subscription.dispose();
				resolve();
			});
		});
		return { done };
	}

	/** Everything in the journal, as another machine reads it. */
	async journal(): Promise<readonly JournalEvent[]> {
		const reader = new Journal({ root: this.folder, device: "reader", session: "reader" }, Date.now);
		return (await readAll(reader)).events as readonly JournalEvent[];
	}

	async opens(question: QuestionSummary | undefined): Promise<unknown> {
		return eventually(`${question?.key} opens`, () => panelTab()?.label === question?.short);
	}

	async rate(question: QuestionSummary | undefined, rating: Rating): Promise<void> {
		await vscode.commands.executeCommand(`dunder.rate${ratingNames[rating]}`, { question: question?.key });
	}
}

/** The questions in the order in which new ones come to a person who has begun none. */
export function inOrderOfStudy(questions: readonly QuestionSummary[]): QuestionSummary[] {
	const keys = questions.map(({ key }) => key);
	return interleaved(keys, keys, { cards: new Map() }).flatMap(
		(key) => questions.find((question) => question.key === key) ?? [],
	);
}

/** Gives each test of a suite a journal in a folder of its own, and no limit for new questions. */
export function useProgress(): Progress {
	const progress = new Progress();
	before(async () => {
		await extension().activate();
		const bank = new QuestionBank(extensionFilesAt(extension().extensionPath));
		const { topics, questions } = await bank.index();
		Object.assign(progress, { topics, questions, order: inOrderOfStudy(questions) });
		bank.dispose();
		// It is read once at the start, which must not be taken for a reading that a test waits for.
		const note = { scheme: noteScheme, path: "/note.md", query: questions[0]?.key ?? "" };
		await vscode.workspace.fs.stat(vscode.Uri.from(note));
	});
	beforeEach(async () => {
		progress.folder = await mkdtemp(join(tmpdir(), "dunder $(id) 'é "));
		await progress.set("newPerDay", 1000);
		await progress.set("journalFolder", progress.folder);
	});
	afterEach(async () => {
		// A session goes on until it is left, so Next would go through it in the tests that follow.
		await vscode.commands.executeCommand("dunder.leaveSession");
		await closeAll();
		await progress.set("journalFolder", undefined);
		await progress.set("newPerDay", undefined);
		await progress.set("discreet", undefined);
		await rm(progress.folder, { recursive: true });
	});
	return progress;
}
