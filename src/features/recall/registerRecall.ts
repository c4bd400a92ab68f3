import * as vscode from "vscode";
import type { Topic } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import type { PredictedStatement, Rating } from "../../core/journal/events";
import { reasonOf } from "../../core/text/reason";
import { registerCommand, tellingUserErrors } from "../../platform/commands";
import type { JournalStorage } from "../../platform/journalStorage";
import { disposeOf, Lazy } from "../../platform/lazy";
import { Reports } from "../../platform/reports";
import { changesRecall, journalFolder } from "../../platform/settings";
import { UserError } from "../../platform/userError";
import { noQuestionOpen } from "../bank/questionCommands";
import { registerNoteFiles } from "./noteFiles";
import type { About, RecallDependencies } from "./recall";

/** The part of a person's history that the lab needs. */
export interface PredictionHistory {
	/** Records what was predicted. */
	predicted(question: QuestionKey, experiment: number, statements: readonly PredictedStatement[]): Promise<void>;
	/**
	 * A name for the earlier round that a question's marks are from, if the question has come back since; otherwise
	 * `undefined`.
	 */
	staleSince(question: QuestionKey): Promise<string | undefined>;
}

/** Something that may be writing. */
interface Settling {
	/** Resolves when nothing is being written, even if not everything could be saved. */
	settled(): Promise<void>;
}

/**
 * Registers everything that uses the person's progress. Its code is loaded, and the journal read, after everything else
 * has started.
 */
export function registerRecall(
	folder: vscode.Uri,
	storage: Lazy<JournalStorage>,
	dependencies: RecallDependencies,
): vscode.Disposable & PredictionHistory & Settling {
	const { bank, panel, progress, filter, paths, zone } = dependencies;
	const place = () => ({ storage: folder.fsPath, root: paths.absolute(journalFolder()) ?? folder.fsPath });
	const opened = new Lazy(async () => {
		try {
			const [{ Recall }, files] = await Promise.all([import("./recall"), storage.get()]);
			return await Recall.open(files, place(), dependencies);
		} catch (error) {
			throw unreadable(error);
		}
	});
	const load = () => opened.get();
	let reopened: Promise<unknown> = Promise.resolve();
	/**
	 * Opens the journal again after a change of the bank, the settings or the time zone. Each opening waits for the one
	 * before it, so that the last change counts, not the one that takes longest to read.
	 */
	const reopen = () => {
		reopened = reopened.then(() =>
			tellingUserErrors(async () => {
				const recall = await load();
				await recall.reopen(place()).catch((error: unknown) => {
					throw unreadable(error);
				});
			}),
		);
	};
	/**
	 * If the command was run by key or from the palette, the panel knows which question is meant, and whether it can be
	 * rated now.
	 */
	const rate = async (rating: Rating, about?: About) => {
		if (about) {
			await (await load()).rate(about, rating);
		} else if (panel.current) {
			panel.rate(rating);
		} else {
			throw noQuestionOpen();
		}
	};
	const reports = new Reports("dunder-data");
	/** Works where progress cannot be opened, too: then it says why. */
	const checkMyData = async () => {
		const { checkData } = await import("./checkData");
		const study = load().then(
			(recall) => recall.study,
			(error: unknown) => reasonOf(error),
		);
		await checkData(await storage.get(), place(), reports, await study);
	};
	const atStart = setTimeout(() => tellingUserErrors(load));
	const registrations = vscode.Disposable.from(
		{ dispose: () => clearTimeout(atStart) },
		disposeOf(opened),
		reports,
		vscode.workspace.onDidChangeConfiguration((event) => changesRecall(event) && reopen()),
		bank.onDidChange(reopen),
		zone.onDidChange(reopen),
		registerNoteFiles(async () => (await load()).notes, progress),
		registerCommand("dunder.studyNow", async () => (await load()).studyNow()),
		registerCommand("dunder.studyMore", async () => (await load()).studyMore()),
		registerCommand("dunder.rowStudy", async ({ topic }: { topic: Topic }) => (await load()).studyTopic(topic)),
		registerCommand("dunder.leaveSession", async () => (await load()).leaveSession()),
		registerCommand("dunder.studyPace", async () => (await load()).studyPace()),
		registerCommand("dunder.studySenior", async () => (await import("./interviewDate")).chooseSenior(filter)),
		registerCommand("dunder.rateAgain", (about?: About) => rate(1, about)),
		registerCommand("dunder.rateHard", (about?: About) => rate(2, about)),
		registerCommand("dunder.rateGood", (about?: About) => rate(3, about)),
		registerCommand("dunder.rateEasy", (about?: About) => rate(4, about)),
		registerCommand("dunder.cram", async () => (await load()).cram()),
		registerCommand("dunder.undo", async () => (await load()).undo()),
		registerCommand("dunder.suspend", async (about?: About) => (await load()).suspend(about)),
		registerCommand("dunder.star", async (about?: About) => (await load()).star(about)),
		registerCommand("dunder.bury", async (about?: About) => (await load()).bury(about)),
		registerCommand("dunder.forget", async (about?: About) => (await load()).forget(about)),
		registerCommand("dunder.editNote", async (about?: About) => (await load()).editNote(about)),
		// Commands for the menus of rows. Each is named after what it does next, and none has a key, because keys apply
		// only to the panel.
		registerCommand("dunder.rowStar", async (about: About) => (await load()).star(about)),
		registerCommand("dunder.rowUnstar", async (about: About) => (await load()).star(about)),
		registerCommand("dunder.rowNote", async (about: About) => (await load()).editNote(about)),
		registerCommand("dunder.rowSuspend", async (about: About) => (await load()).suspend(about)),
		registerCommand("dunder.rowResume", async (about: About) => (await load()).suspend(about)),
		registerCommand("dunder.rowBury", async (about: About) => (await load()).bury(about)),
		registerCommand("dunder.rowUnbury", async (about: About) => (await load()).bury(about)),
		registerCommand("dunder.rowForget", async (about: About) => (await load()).forget(about)),
		registerCommand("dunder.rowCram", async ({ topic }: { topic: Topic }) => (await load()).cram(topic)),
		registerCommand("dunder.setInterviewDate", async () => (await load()).setInterviewDate()),
		registerCommand("dunder.exportProgress", async () => (await load()).exportProgress()),
		registerCommand("dunder.importProgress", async () => (await load()).importProgress()),
		registerCommand("dunder.exportAnki", async () => (await load()).exportAnki()),
		registerCommand("dunder.chooseJournalFolder", async () => (await load()).chooseJournalFolder()),
		registerCommand("dunder.restoreBackup", async () => (await load()).restoreBackup()),
		registerCommand("dunder.checkMyData", checkMyData),
		registerCommand("dunder.resetProgress", async () => (await load()).resetProgress()),
	);
	return {
		settled: async () => (await opened.started)?.settled(),
		predicted: async (...prediction) => (await load()).predicted(...prediction),
		staleSince: async (question) => (await load()).staleSince(question),
		dispose: () => registrations.dispose(),
	};
}

function unreadable(error: unknown): UserError {
	if (error instanceof UserError) {
		return error;
	}
	return new UserError(vscode.l10n.t("Your progress cannot be read: {0}. Nothing was changed.", reasonOf(error)), [
		{ title: vscode.l10n.t("Try Again"), command: "dunder.studyNow" },
		{
			title: vscode.l10n.t("Open Settings"),
			command: "workbench.action.openSettings",
			arguments: ["dunder.journalFolder"],
		},
	]);
}
