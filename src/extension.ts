import type * as vscode from "vscode";
import { registerChooseInterpreter } from "./features/chooseInterpreter";
import { registerFindQuestion } from "./features/findQuestion";
import { registerLab } from "./features/lab";
import { QuestionPanel } from "./features/panel/questionPanel";
import { registerQuestionCommands } from "./features/questionCommands";
import { registerQuestionTree } from "./features/questionTree";
import { describeDrawScope, registerRandomDraw } from "./features/randomDraw";
import { registerScratch } from "./features/scratch";
import { LevelFilter } from "./host/levelFilter";
import { extensionFilesAt } from "./host/node/extensionFiles";
import { QuestionBank } from "./host/questionBank";
import { ScratchFiles } from "./host/scratchFiles";

/** What Dunder offers to other extensions; the benchmark measures with it. */
export interface DunderApi {
	/** A question can be read: the panel's first is laid out, a later one is painted. */
	readonly onDidShowQuestion: vscode.Event<void>;
}

export function activate(context: vscode.ExtensionContext): DunderApi {
	const { extensionUri, globalState, globalStorageUri, subscriptions } = context;
	const readFile = extensionFilesAt(extensionUri.fsPath);
	const bank = new QuestionBank(readFile);
	const filter = new LevelFilter(globalState);
	const files = new ScratchFiles(globalStorageUri);
	const panel = new QuestionPanel(extensionUri, readFile, bank, () => describeDrawScope(bank, globalState));
	subscriptions.push(
		bank,
		filter,
		panel,
		registerQuestionTree(bank, panel, filter),
		registerQuestionCommands(bank, panel, filter),
		registerRandomDraw(bank, panel, globalState),
		registerFindQuestion(bank, panel),
		registerScratch(bank, panel, files),
		registerLab(extensionUri, bank, panel, files),
		registerChooseInterpreter(),
	);
	return { onDidShowQuestion: panel.onDidShow };
}
