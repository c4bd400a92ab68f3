import type { QuestionSummary } from "../../core/bank/question";
import { type BankExperiment, bankRecords, explainStatement, notes, type PythonBuild } from "../../core/lab/explain";
import { missingPackage } from "../../core/lab/missingPackage";
import { type BankRecord, exitLine, exitReport, type Judgement } from "../../core/lab/prediction";
import { codeLines } from "../../core/lab/python";
import type { Region } from "../../core/lab/regions";
import type { RunReport, StatementReport } from "../../core/lab/runReport";
import { experimentOf } from "../../core/lab/scratch";
import type { QuestionBank } from "../../platform/questionBank";

/** The Python that ran an experiment, and where it is. */
interface OwnPython extends PythonBuild {
	readonly executable: string;
}

/** An experiment that has run or is running. */
export class Outcome {
	/** The judgements of all marked statements. Empty until the experiment has ended. */
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

	/**
	 * What was printed after the last statement, or `undefined` if nothing was and the person was not asked about it.
	 */
	get atExit(): StatementReport | undefined {
		const report = exitReport(this.report);
		const isEmpty = report.output.length === 0 && report.errors.length === 0;
		return isEmpty && !this.judgementOf(report) ? undefined : report;
	}

	/** Whether the person was asked about only one statement, so that the guess of the bank is about that statement. */
	get isOneAsked(): boolean {
		return this.judgements.length === 1;
	}

	/** Notes about the experiment as a whole once it has run, as Markdown. Empty if there are none. */
	get notes(): string {
		return this.bank && this.judgements.length > 0 ? notes(this.bank.experiment, true).join("\n\n") : "";
	}

	/** Explains what a statement did, as Markdown. */
	explain(statement: StatementReport): string {
		const bank = this.bank && { ...this.bank, records: this.#records, isOneAsked: this.isOneAsked };
		const explanation = explainStatement(statement, this.judgementOf(statement), this.python, bank);
		return [explanation, ...this.missing(statement)].join("\n\n");
	}

	/**
	 * How to get the package that a statement lacks, as Markdown. Empty if no package is missing, or if the person has
	 * predicted that it is.
	 */
	missing(statement: StatementReport): string[] {
		const isExpected = this.judgementOf(statement)?.verdict === "right";
		return isExpected ? [] : missingPackage(statement.error, this.python);
	}
}

/** The bank's experiment from which a region was made, with the versions on which its outputs were verified. */
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

/** The bank's experiment from which a region was made, or `undefined` if the person has changed its code. */
export async function unchangedExperiment(
	bank: QuestionBank,
	summary: QuestionSummary,
	region: Region,
): Promise<BankExperiment | undefined> {
	const found = await bankExperiment(bank, summary, region);
	const isUnchangedCode = found && codeLines(region.source).join("\n") === codeLines(found.experiment.code).join("\n");
	return isUnchangedCode ? found : undefined;
}
