import * as vscode from "vscode";
import type { ChosenPython } from "../../platform/chosenPython";
import type { QuestionBank } from "../../platform/questionBank";
import { Reports } from "../../platform/reports";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";
import { runOnEveryPython } from "./everyPython";
import { unchangedExperiment } from "./outcome";
import { editorOf, type Place, regionAt } from "./place";
import { reportScheme, showReport } from "./showReport";

interface LabReportsDependencies {
	readonly bank: QuestionBank;
	readonly panel: QuestionPanel;
	readonly folder: ScratchFolder;
}

/** Makes and shows the reports about an experiment: the table of every Python, and its bytecode. */
export class LabReports implements vscode.Disposable {
	readonly #reports = new Reports(reportScheme);

	constructor(
		private readonly dependencies: LabReportsDependencies,
		private readonly python: ChosenPython,
	) {}

	async everyPython(document: vscode.TextDocument, place: Place | undefined): Promise<void> {
		const region = regionAt(document, place);
		const { bank, folder, panel } = this.dependencies;
		const summary = await bank.summary(folder.questionOf(document));
		const record = summary && (await unchangedExperiment(bank, summary, region));
		const table = await runOnEveryPython(this.python, document, region, record);
		if (table !== undefined) {
			const report = {
				name: `${region.number}-on-every-python.md`,
				text: table,
				editor: "vscode.markdown.preview.editor",
			};
			await showReport(this.#reports, panel, document, report);
		}
	}

	/** Shows the bytecode of what is selected or, without a selection, of an experiment. */
	async bytecode(document: vscode.TextDocument, place: Place | undefined): Promise<void> {
		const selection = place?.uri ? undefined : editorOf(document)?.selection;
		const source = selection?.isEmpty === false ? document.getText(selection) : regionAt(document, place).source;
		const interpreter = await this.python.interpreter();
		const disassembling = this.python.runtime.disassemble(interpreter, source, document.uri.fsPath);
		const text = await disassembling.catch(({ message }: Error) => {
			throw new UserError(vscode.l10n.t("Python cannot compile this: {0}. Select whole statements.", message));
		});
		const report = { name: "bytecode.txt", text, editor: "default" };
		await showReport(this.#reports, this.dependencies.panel, document, report);
	}

	dispose(): void {
		this.#reports.dispose();
	}
}
