import * as vscode from "vscode";
import type { QuestionSummary, ScratchQuestion } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { predictionMarks } from "../../core/lab/markEditing";
import { type Region, readRegions } from "../../core/lab/regions";
import type { QuestionBank } from "../../platform/questionBank";
import type { ScratchFiles } from "../../platform/scratchFiles";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { UserError } from "../../platform/userError";
import { openAsUtf8 } from "../../platform/utf8Documents";
import { noQuestionOpen } from "../bank/questionCommands";
import type { QuestionPanel } from "../panel/questionPanel";
import { activeScratch } from "./activeScratch";
import { fillTyped } from "./fillTyped";
import { revealFrom, revealWithCode } from "./reveal";

/** A row of the tree, as its inline action passes it. */
export type Row = { readonly question: QuestionSummary };

/** Where to open a scratch file. */
export type ScratchPlace = Partial<Row> & { readonly key?: QuestionKey; readonly number?: number };

/** What the commands need. */
interface ScratchDependencies {
	readonly bank: QuestionBank;
	readonly panel: QuestionPanel;
	readonly folder: ScratchFolder;
	readonly files: ScratchFiles;
	/** Makes the file's marks blank if the question has come back since they were filled in. */
	prepare(document: vscode.TextDocument): Promise<void>;
	/** Removes everything that shows what the file's experiments did. */
	forget(document: vscode.TextDocument): Promise<void>;
}

/** The commands that open and reset scratch files. */
export class ScratchCommands {
	constructor(private readonly dependencies: ScratchDependencies) {}

	/** Opens the file with what the person has typed in the panel. */
	async open(place: ScratchPlace = {}): Promise<void> {
		const { files, folder, panel, prepare } = this.dependencies;
		const question = await this.#question(place);
		const document = await files.open(question);
		await prepare(document);
		await fillTyped(document, panel.requests.typedIn(question.key));
		await showBeside(document, folder, panel, place);
	}

	/**
	 * Shows the scratch file of the question in the panel in place of the one of another question that is still a preview,
	 * so that no other question's experiments stand beside it. The keyboard stays where it is.
	 */
	async follow(): Promise<void> {
		const { bank, files, folder, panel, prepare } = this.dependencies;
		const { current } = panel;
		const beside = scratchTab(folder, panel.viewColumn);
		if (!current || !beside?.tab.isPreview || beside.question === current.key) {
			return;
		}
		const { tab } = beside;
		const question = await bank.question(current);
		if (question.experiments.length === 0) {
			await vscode.window.tabGroups.close(tab, true);
			return;
		}
		const document = await files.open(question);
		await prepare(document);
		if (panel.current === current && tab.isActive && tab.isPreview) {
			await showBeside(document, folder, panel, { preserveFocus: true });
		}
	}

	/** Puts the original text back, if the person confirms it. */
	async reset(row?: Row): Promise<void> {
		const { files, folder, panel, forget } = this.dependencies;
		const question = await this.#question(row);
		if (!(await files.exists(question.key))) {
			throw new UserError(vscode.l10n.t('"{0}" has no scratch file yet.', question.title), [
				{ title: vscode.l10n.t("Open Scratch File"), command: "dunder.openScratch", arguments: [{ question }] },
			]);
		}
		const reset = { title: vscode.l10n.t("Reset") };
		const detail = vscode.l10n.t("Your text is kept in a file beside it.");
		const asked = vscode.l10n.t('Reset the scratch file of "{0}"?', question.title);
		if ((await vscode.window.showWarningMessage(asked, { modal: true, detail }, reset)) === reset) {
			const document = await files.open(question);
			await forget(document);
			const kept = await files.reset(question);
			await showBeside(document, folder, panel);
			offerOldText(kept);
		}
	}

	/** The question of the row or with the key, or else that of the active scratch file or of the panel. */
	async #question({ question: named, key }: ScratchPlace = {}): Promise<ScratchQuestion> {
		const { bank, panel, folder } = this.dependencies;
		const active = activeScratch(folder);
		const found = key ?? (active && folder.questionOf(active));
		const summary = named ?? (found === undefined ? panel.current : await bank.summary(found));
		if (!summary) {
			throw noQuestionOpen();
		}
		const question = await bank.question(summary);
		if (question.experiments.length === 0) {
			throw new UserError(vscode.l10n.t('"{0}" has no experiments to run.', question.title));
		}
		return question;
	}
}

function offerOldText(kept: vscode.Uri): void {
	const show = vscode.l10n.t("Show Old Text");
	const name = kept.path.slice(kept.path.lastIndexOf("/") + 1);
	const message = vscode.l10n.t("Scratch file reset. Your text is in {0}.", name);
	void vscode.window.showInformationMessage(message, show).then(async (chosen) => {
		if (chosen) {
			await vscode.window.showTextDocument(await openAsUtf8(kept));
		}
	});
}

/**
 * Shows a scratch file, either where it is already open or beside the answer, with the cursor at the end of the first
 * blank. With the number of an experiment, this is the first blank of that experiment. The experiment is shown from its
 * region line on, with its task and what can be done with it. The tab is a preview: the next question's scratch file
 * takes its place, unless the person has edited this one.
 */
export async function showBeside(
	document: vscode.TextDocument,
	folder: ScratchFolder,
	panel: QuestionPanel,
	{ number, preserveFocus = false }: { readonly number?: number | undefined; readonly preserveFocus?: boolean } = {},
): Promise<void> {
	const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
	const beside = panel.viewColumn ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
	const viewColumn = shown?.viewColumn ?? scratchTab(folder, panel.viewColumn)?.tab.group.viewColumn ?? beside;
	const blanks = predictionMarks(document.getText()).filter(({ isBlank }) => isBlank);
	const regions = readRegions(document.getText());
	const contains = ({ startLine, endLine }: Region, line: number) => startLine <= line && line < endLine;
	const named = regions.find((candidate) => candidate.number === number);
	const blank = named ? blanks.find(({ line }) => contains(named, line)) : blanks[0];
	const region = named ?? regions.find((candidate) => blank && contains(candidate, blank.line));
	const line = blank?.line ?? (region ? region.startLine - 1 : undefined);
	const end = line === undefined ? undefined : document.lineAt(line).range.end;
	// The selection is set together with the editor, not afterward, because what a person types at once must go to the
	// blank.
	const selection = end ? { selection: new vscode.Range(end, end) } : {};
	const editor = await vscode.window.showTextDocument(document, {
		viewColumn,
		preview: true,
		preserveFocus,
		...selection,
	});
	if (end && region) {
		revealFrom(editor, region.startLine - 1, end);
	} else if (end) {
		revealWithCode(editor, end);
	}
}

/** The scratch file's tab that is shown beside the panel, or `undefined`. */
function scratchTab(
	folder: ScratchFolder,
	panelColumn: vscode.ViewColumn | undefined,
): { readonly tab: vscode.Tab; readonly question: QuestionKey } | undefined {
	for (const { viewColumn, activeTab } of panelColumn === undefined ? [] : vscode.window.tabGroups.all) {
		const input = activeTab?.input;
		const question = input instanceof vscode.TabInputText ? folder.questionOf(input) : undefined;
		if (activeTab && question !== undefined && viewColumn !== panelColumn) {
			return { tab: activeTab, question };
		}
	}
	return undefined;
}
