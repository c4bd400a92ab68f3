import * as vscode from "vscode";
import { shownIn } from "../../core/lab/marks";
import { isUnpredicted } from "../../core/lab/prediction";
import { type Region, readRegions } from "../../core/lab/regions";
import type { QuestionBank } from "../../platform/questionBank";
import type { ScratchFolder } from "../../platform/scratchFolder";
import { requireTrust } from "../../platform/trust";
import { bankExperiment } from "./outcome";

/**
 * Knows which experiments may run: those with predictions, those without anything to predict, and those whose outputs the
 * person has agreed to see without predicting.
 */
export class Consent {
	/** The titles of the experiments that the person has agreed to, by the URI of their file. */
	readonly #given = new Map<string, Set<string>>();

	constructor(
		private readonly bank: QuestionBank,
		private readonly folder: ScratchFolder,
	) {}

	/** The numbers of the experiments of a file that may run without a question to the person. */
	async given(document: vscode.TextDocument): Promise<number[]> {
		const numbers: number[] = [];
		for (const region of readRegions(document.getText())) {
			if (await this.isGiven(document, region)) {
				numbers.push(region.number);
			}
		}
		return numbers;
	}

	async isGiven(document: vscode.TextDocument, region: Region): Promise<boolean> {
		if (this.#of(document).has(region.title)) {
			return true;
		}
		const summary = await this.bank.summary(this.folder.questionOf(document));
		const found = summary && (await bankExperiment(this.bank, summary, region));
		return !isUnpredicted(region.source, shownIn(found?.experiment.asked ?? ""));
	}

	/** Whether an experiment may run. If nothing is predicted, asks the person, once for each experiment. */
	async ask(document: vscode.TextDocument, region: Region): Promise<boolean> {
		requireTrust();
		if (await this.isGiven(document, region)) {
			return true;
		}
		const show = { title: vscode.l10n.t("Show Outputs") };
		const asked = vscode.l10n.t("Show outputs without predicting?");
		const isAgreed = (await vscode.window.showInformationMessage(asked, { modal: true }, show)) === show;
		if (isAgreed) {
			this.#given.set(document.uri.toString(), this.#of(document).add(region.title));
		}
		return isAgreed;
	}

	/** Asks again about the experiments of a file, whose marks are blank again. */
	forget({ uri }: vscode.TextDocument): void {
		this.#given.delete(uri.toString());
	}

	#of({ uri }: vscode.TextDocument): Set<string> {
		return this.#given.get(uri.toString()) ?? new Set();
	}
}
