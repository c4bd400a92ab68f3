import * as vscode from "vscode";
import type { QuestionSummary, ScratchQuestion } from "../../core/bank/question";
import { readRegions } from "../../core/lab/regions";
import type { QuestionBank } from "../../platform/questionBank";
import type { ScratchFiles } from "../../platform/scratchFiles";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { UserError } from "../../platform/userError";
import { openAsUtf8 } from "../../platform/utf8Documents";
import { noQuestionOpen } from "../bank/questionCommands";
import type { QuestionPanel } from "../panel/questionPanel";
import { activeScratch } from "./activeScratch";
import { fillTyped } from "./fillTyped";
import { revealWithCode } from "./reveal";

/** A row of the tree, as its inline action passes it. */
export type Row = { readonly question: QuestionSummary };

/** Where to open a scratch file. */
export type ScratchPlace = Partial<Row> & { readonly number?: number };

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
		const { files, panel, prepare } = this.dependencies;
		const question = await this.#question(place);
		const document = await files.open(question);
		await prepare(document);
		await fillTyped(document, panel.requests.typedIn(question.key));
		await showBeside(document, panel, place.number);
	}

	/** Puts the original text back, if the person confirms it. */
	async reset(row?: Row): Promise<void> {
		const { files, panel, forget } = this.dependencies;
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
			await showBeside(document, panel);
			offerOldText(kept);
		}
	}

	/** The question of the row, of the active scratch file, or of the panel. */
	async #question(row: Partial<Row> | undefined): Promise<ScratchQuestion> {
		const { bank, panel, folder } = this.dependencies;
		const active = activeScratch(folder);
		const summary = row?.question ?? (active ? await bank.summary(folder.questionOf(active)) : panel.current);
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
	const message = vscode.l10n.t("The scratch file is as new. Your text is in {0}.", name);
	void vscode.window.showInformationMessage(message, show).then(async (chosen) => {
		if (chosen) {
			await vscode.window.showTextDocument(await openAsUtf8(kept));
		}
	});
}

/**
 * Shows a scratch file, either where it is already open or beside the answer, with the cursor at the end of the first
 * blank. With the number of an experiment, this is the first blank of that experiment, which is scrolled to the top.
 */
export async function showBeside(document: vscode.TextDocument, panel: QuestionPanel, number?: number): Promise<void> {
	const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
	const viewColumn = shown?.viewColumn ?? (panel.viewColumn ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
	const region = readRegions(document.getText()).find((candidate) => candidate.number === number);
	const lines = (region?.source ?? document.getText()).split(/\r?\n/);
	const blank = lines.findIndex((line) => /# => \?$/.test(line));
	const line = blank === -1 && region ? region.startLine - 1 : blank;
	const end = line === -1 ? undefined : document.lineAt(line).range.end;
	// The selection is set together with the editor, not afterward, because what a person types at once must go to the
	// blank.
	const selection = end ? { selection: new vscode.Range(end, end) } : {};
	const editor = await vscode.window.showTextDocument(document, { viewColumn, preview: false, ...selection });
	if (region) {
		const start = new vscode.Position(region.startLine - 1, 0);
		editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
	} else if (end) {
		revealWithCode(editor, end);
	}
}
