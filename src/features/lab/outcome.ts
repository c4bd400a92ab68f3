import * as vscode from "vscode";
import { type BankExperiment, bankRecords, explainStatement, type PythonBuild } from "../../core/explain";
import type { BankRecord, Judgement } from "../../core/prediction";
import type { QuestionSummary } from "../../core/question";
import type { RunReport, StatementReport } from "../../core/runReport";
import { experimentOf, type Region } from "../../core/scratch";
import type { QuestionBank } from "../../host/questionBank";

/** One experiment that has run, or runs. */
export class Outcome {
	/** Of the marked statements, once all have run. */
	judgements: readonly Judgement[] = [];
	readonly #records: ReadonlyMap<number, BankRecord> | undefined;

	constructor(
		readonly region: Region,
		readonly python: PythonBuild,
		readonly report: RunReport,
		readonly bank: BankExperiment | undefined,
	) {
		this.#records = bank && bankRecords(region.source, bank.experiment, python.version);
	}

	judgementOf({ line }: StatementReport): Judgement | undefined {
		return this.judgements.find((judgement) => judgement.line === line);
	}

	/** Markdown. */
	explain(statement: StatementReport): string {
		const bank = this.bank && { ...this.bank, records: this.#records };
		return explainStatement(statement, this.judgementOf(statement), this.python, bank);
	}
}

/** The experiment of the bank that a region was made from, and where it holds. */
export async function bankExperiment(
	bank: QuestionBank,
	summary: QuestionSummary,
	region: Region,
): Promise<BankExperiment | undefined> {
	const question = await bank.question(summary);
	const experiment = experimentOf(question, region);
	const verified = await bank.verified(summary);
	return experiment && { experiment, verified: verified[question.experiments.indexOf(experiment)] ?? [] };
}

/** The last outcome of each experiment of the open files. */
export class Outcomes implements vscode.Disposable {
	readonly #byFile = new Map<string, Map<number, Outcome>>();
	readonly #subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#byFile.delete(uri.toString()));

	set({ uri }: vscode.TextDocument, outcome: Outcome): void {
		const known = this.#byFile.get(uri.toString()) ?? new Map<number, Outcome>();
		this.#byFile.set(uri.toString(), known.set(outcome.region.number, outcome));
	}

	of({ uri }: vscode.TextDocument): Outcome[] {
		return [...(this.#byFile.get(uri.toString())?.values() ?? [])];
	}

	dispose(): void {
		this.#subscription.dispose();
	}
}
