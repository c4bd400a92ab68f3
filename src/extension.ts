import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { PanelPrediction } from "./core/protocol/messages";
import { registerGetStarted } from "./features/bank/getStarted";
import { registerQuestionCommands } from "./features/bank/questionCommands";
import { registerQuestionTree } from "./features/bank/questionTree";
import { registerRandomDraw } from "./features/bank/randomDraw";
import { registerFilterQuestions } from "./features/bank/registerFilterQuestions";
import { registerFindQuestion } from "./features/bank/registerFindQuestion";
import { describeWays } from "./features/bank/ways";
import { registerChooseInterpreter } from "./features/lab/registerChooseInterpreter";
import { registerLab } from "./features/lab/registerLab";
import { QuestionPanel } from "./features/panel/questionPanel";
import { registerPanelRestoring } from "./features/panel/restorePanel";
import { registerRecall } from "./features/recall/registerRecall";
import { disposeOf, Lazy } from "./platform/lazy";
import { log } from "./platform/log";
import { extensionFilesAt } from "./platform/node/extensionFiles";
import { isMac, startsWithTour, userPaths } from "./platform/node/home";
import { openLog } from "./platform/openLog";
import { Progress } from "./platform/progress";
import { QuestionBank } from "./platform/questionBank";
import { QuestionFilter } from "./platform/questionFilter";
import { runKey } from "./platform/runKey";
import { ScratchFolder } from "./platform/scratchFolder";
import { StudyZone } from "./platform/studyZone";
import { WindowMemento } from "./platform/windowMemento";

/** What Dunder exports to other extensions. The benchmarks use it to measure. */
export interface DunderApi {
	/**
	 * Fires when a question can be read: the first one in a panel when it is laid out, a later one when it is painted.
	 */
	readonly onDidShowQuestion: vscode.Event<void>;
	/** Runs an experiment for the panel, as its button does. */
	predict(prediction: PanelPrediction): Promise<void>;
	/** Fires when the panel shows what became of a prediction. */
	readonly onDidShowJudgement: vscode.Event<void>;
	/** Fires when it is known which questions are due, and each time that this is determined again. */
	readonly onDidReadProgress: vscode.Event<void>;
}

let settled = async () => {};

export function activate(context: vscode.ExtensionContext): DunderApi {
	if (vscode.l10n.bundle) {
		l10n.config({ contents: vscode.l10n.bundle });
	}
	const { extension, extensionUri, globalStorageUri, subscriptions } = context;
	log.info(`Dunder ${extension.packageJSON.version} in VS Code ${vscode.version}`);
	const memento = new WindowMemento(context.globalState);
	/** What only this window needs again after a reload. */
	const windowMemento = new WindowMemento(context.workspaceState);
	const readFile = extensionFilesAt(extensionUri.fsPath);
	const bank = new QuestionBank(readFile);
	const progress = new Progress();
	const zone = new StudyZone(memento);
	const filter = new QuestionFilter(memento, progress);
	const scratchFolder = new ScratchFolder(globalStorageUri, userPaths);
	const python = new Lazy(async () => {
		const { installedPythons } = await import("./platform/node/pythonRuntime");
		return installedPythons(vscode.Uri.joinPath(extensionUri, "python").fsPath);
	});
	const storage = new Lazy(async () => (await import("./platform/node/journalStorage")).journalFiles);
	const panel = new QuestionPanel(
		extensionUri,
		readFile,
		bank,
		{
			progress,
			zone,
			describeWays: (question, back) => describeWays({ bank, filter, progress, memento }, question, back),
		},
		windowMemento,
	);
	const recall = registerRecall(globalStorageUri, storage, {
		...{ bank, panel, progress, filter, paths: userPaths, zone },
		memento: windowMemento,
	});
	settled = recall.settled;
	subscriptions.push(
		openLog(),
		bank,
		progress,
		filter,
		panel,
		registerPanelRestoring(panel),
		recall,
		registerQuestionTree(bank, panel, filter, progress),
		registerFilterQuestions(bank, filter, progress),
		registerQuestionCommands(bank, panel, filter, progress, memento),
		registerRandomDraw(bank, panel, filter, memento),
		registerFindQuestion(bank, panel, progress),
		registerLab(
			{ bank, panel, folder: scratchFolder, history: recall, memento, windowMemento, runKey: runKey(isMac) },
			python,
		),
		registerChooseInterpreter(python),
		disposeOf(python),
		registerGetStarted({ bank, panel, memento, extensionId: extension.id }, startsWithTour()),
	);
	return {
		onDidShowQuestion: panel.onDidShow,
		predict: (prediction) => panel.requests.carryOut({ type: "predict", ...prediction }),
		onDidShowJudgement: panel.requests.onDidShowJudgement,
		onDidReadProgress: progress.onDidChange,
	};
}

/** VS Code waits for this promise, so that a rating that is being written is saved. */
export function deactivate(): Promise<void> {
	return settled();
}
