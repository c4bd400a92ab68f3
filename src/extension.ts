import type * as vscode from "vscode";
import { registerChooseInterpreter } from "./features/chooseInterpreter";
import { registerFilterQuestions } from "./features/filterQuestions";
import { registerFindQuestion } from "./features/findQuestion";
import { registerGetStarted } from "./features/getStarted";
import { registerLab } from "./features/lab";
import { QuestionPanel } from "./features/panel/questionPanel";
import { registerQuestionCommands } from "./features/questionCommands";
import { registerQuestionTree } from "./features/questionTree";
import { describeDrawScope, registerRandomDraw } from "./features/randomDraw";
import { registerRecall } from "./features/recall";
import { registerScratch } from "./features/scratch";
import { extensionFilesAt } from "./host/node/extensionFiles";
import { Progress } from "./host/progress";
import { QuestionBank } from "./host/questionBank";
import { QuestionFilter } from "./host/questionFilter";
import { ScratchFiles } from "./host/scratchFiles";
import { WindowMemento } from "./host/windowMemento";

/** What Dunder offers to other extensions; the benchmark measures with it. */
export interface DunderApi {
	/** A question can be read: the panel's first is laid out, a later one is painted. */
	readonly onDidShowQuestion: vscode.Event<void>;
	/** What is due is known, or known anew. */
	readonly onDidReadProgress: vscode.Event<void>;
}

export function activate(context: vscode.ExtensionContext): DunderApi {
	const { extension, extensionUri, globalStorageUri, subscriptions } = context;
	const memento = new WindowMemento(context.globalState);
	const readFile = extensionFilesAt(extensionUri.fsPath);
	const bank = new QuestionBank(readFile);
	const progress = new Progress();
	const filter = new QuestionFilter(memento, progress);
	const files = new ScratchFiles(globalStorageUri);
	const describeScope = () => describeDrawScope(bank, memento);
	const panel = new QuestionPanel(extensionUri, readFile, bank, { progress, describeScope });
	const recall = registerRecall(globalStorageUri, bank, panel, progress);
	const lab = registerLab(extensionUri, { bank, panel, files, history: recall, memento });
	subscriptions.push(
		bank,
		progress,
		filter,
		panel,
		recall,
		registerQuestionTree(bank, panel, filter, progress),
		registerFilterQuestions(bank, filter, progress),
		registerQuestionCommands(bank, panel, filter, memento),
		registerRandomDraw(bank, panel, memento),
		registerFindQuestion(bank, panel, progress),
		lab,
		registerScratch(bank, panel, files, lab),
		registerChooseInterpreter(),
		registerGetStarted(bank, extension.id),
	);
	return { onDidShowQuestion: panel.onDidShow, onDidReadProgress: progress.onDidChange };
}
