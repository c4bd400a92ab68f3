import type * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import { type BankExperiment, bankRecords, explainStatement, notes, type PythonBuild } from "../../core/lab/explain";
import { missingPackage } from "../../core/lab/missingPackage";
import { type BankRecord, exitLine, exitReport, type Judgement } from "../../core/lab/prediction";
import { codeLines } from "../../core/lab/python";
import type { Region } from "../../core/lab/regions";
import type { RunReport, StatementReport } from "../../core/lab/runReport";
import { experimentOf } from "../../core/lab/scratch";
import type { QuestionBank } from "../../platform/questionBank";
import { isUnchanged } from "./regions";

/** The Python that ran an experiment, and where it is. */
interface OwnPython extends PythonBuild {
	readonly executable: string;
}

/** One experiment that has run, or runs. */
export class Outcome {
	/** Of the marked statements, once all have run. */
	judgements: readonly Judgement[] = [];
	readonly #records: ReadonlyMap<number, BankRecord> | undefined;

	constructor(
		readonly region: Region,
		readonly python: OwnPython,
		readonly report: RunReport,
		readonly bank: BankExperiment | undefined,
	) {
		this.#records = bank && bankRecords(region.source, bank.experiment, python.version);
	}

	judgementOf({ line }: StatementReport): Judgement | undefined {
		return this.judgements.find((judgement) => (line === exitLine ? judgement.isAtExit : judgement.line === line));
	}

	/** What was printed after the last statement, if anything was or the person was asked about it. */
	get atExit(): StatementReport | undefined {
		const report = exitReport(this.report);
		const isEmpty = report.output.length === 0 && report.errors.length === 0;
		return isEmpty && !this.judgementOf(report) ? undefined : report;
	}

	/** Whether a person was asked about one statement: then what most people expect is of that one. */
	get isOneAsked(): boolean {
		return this.judgements.length === 1;
	}

	/** What there is to say of the experiment as a whole, once it has run; empty for nothing. Markdown. */
	get notes(): string {
		return this.bank && this.judgements.length > 0 ? notes(this.bank.experiment, true).join("\n\n") : "";
	}

	/** Markdown. */
	explain(statement: StatementReport): string {
		const bank = this.bank && { ...this.bank, records: this.#records, isOneAsked: this.isOneAsked };
		const explanation = explainStatement(statement, this.judgementOf(statement), this.python, bank);
		return [explanation, ...this.missing(statement)].join("\n\n");
	}

	/** Of a statement that lacks a package: how to get it, unless the person predicted that it is not there. Markdown. */
	missing(statement: StatementReport): string[] {
		const isExpected = this.judgementOf(statement)?.verdict === "right";
		return isExpected ? [] : missingPackage(statement.error, this.python);
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

/** The same, where the region's code is still the experiment's. */
export async function unchangedExperiment(
	bank: QuestionBank,
	summary: QuestionSummary,
	region: Region,
): Promise<BankExperiment | undefined> {
	const found = await bankExperiment(bank, summary, region);
	const isUnchangedCode = found && codeLines(region.source).join("\n") === codeLines(found.experiment.code).join("\n");
	return isUnchangedCode ? found : undefined;
}

/** The last outcome of each experiment that has run; also of a file that is closed, for it may be opened again. */
export class Outcomes {
	readonly #byFile = new Map<string, Map<number, Outcome>>();

	set({ uri }: vscode.TextDocument, outcome: Outcome): void {
		const known = this.#byFile.get(uri.toString()) ?? new Map<number, Outcome>();
		this.#byFile.set(uri.toString(), known.set(outcome.region.number, outcome));
	}

	/** Of the code as it stands. */
	of(document: vscode.TextDocument): Outcome[] {
		const known = this.#byFile.get(document.uri.toString())?.values() ?? [];
		return [...known].filter(({ region }) => isUnchanged(document, region));
	}

	delete({ uri }: vscode.TextDocument): void {
		this.#byFile.delete(uri.toString());
	}
}
