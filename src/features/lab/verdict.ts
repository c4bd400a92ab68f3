import * as vscode from "vscode";
import { describeOutcome, diffOf } from "../../core/lab/correction";
import { exitLine, type Judgement } from "../../core/lab/prediction";
import { nameOfPython } from "../../core/lab/pythonName";
import { describeEnding, type StatementReport } from "../../core/lab/runReport";
import { outputLimit, timeLimit } from "../../platform/settings";
import type { Outcome } from "./outcome";

/**
 * Reports the result of an experiment to the Testing view. An experiment never fails there, because VS Code would count
 * it among the failures of the person's own tests. What went wrong is shown beside the code and in Test Results.
 */
export function tellVerdict(testRun: vscode.TestRun, item: vscode.TestItem, outcome: Outcome, duration: number): void {
	testRun.appendOutput(transcript(outcome).replaceAll("\n", "\r\n"), undefined, item);
	if (hasPassed(outcome)) {
		testRun.passed(item, duration);
	} else {
		testRun.skipped(item);
	}
}

function hasPassed(outcome: Outcome): boolean {
	const { report, judgements } = outcome;
	return (
		report.syntaxError === undefined &&
		endingOf(outcome) === undefined &&
		judgements.every(({ verdict }) => verdict === "right") &&
		report.statements.every((statement) => !statement.error || statement.error.exits || outcome.judgementOf(statement))
	);
}

/** Why the experiment did not end by itself, as sentences; `undefined` if it did. */
export function endingOf({ report }: Outcome): string | undefined {
	const { ending, statements } = report;
	return ending && describeEnding(ending, statements.at(-1)?.line, timeLimit(), outputLimit());
}

/** What an experiment printed, as text for Test Results. */
function transcript(outcome: Outcome): string {
	const { region, report, python, atExit, judgements } = outcome;
	const reports = [...report.statements, ...(atExit ? [atExit] : [])];
	const unreached = judgements.filter(({ actual, verdict }) => actual === undefined && verdict === "wrong");
	const ending = endingOf(outcome);
	const lines = [
		`${region.title || vscode.l10n.t("Experiment")} (${nameOfPython(python)})`,
		...reports.flatMap((statement) => transcriptOf(statement, outcome.judgementOf(statement))),
		...unreached.flatMap((judgement) => [
			`  ${headingOf(judgement.line, "wrong")}`,
			`    ${describeOutcome(judgement)}`,
		]),
		...(report.syntaxError ? [report.syntaxError.text.trimEnd()] : []),
		...(ending ? [ending] : []),
	];
	return `${lines.join("\n")}\n\n`;
}

/**
 * What a statement printed, below its place and its verdict, and how a wrong prediction differs from it. Empty if it
 * printed nothing and was not predicted.
 */
function transcriptOf({ line, output, errors, error }: StatementReport, judgement: Judgement | undefined): string[] {
	const printed = [...output, ...errors, ...(error ? error.text.trimEnd().split("\n") : [])];
	const differing = judgement?.verdict === "wrong" ? [describeOutcome(judgement), ...diffOf(judgement)] : [];
	return printed.length > 0 || judgement
		? [`  ${headingOf(line, judgement?.verdict)}`, ...[...printed, ...differing].map((text) => `    ${text}`)]
		: [];
}

/** The place of a statement, and the verdict on it if there is one. */
function headingOf(line: number, verdict: Judgement["verdict"] | undefined): string {
	const place = line === exitLine ? vscode.l10n.t("at exit") : vscode.l10n.t("line {0}", line);
	switch (verdict) {
		case "right":
			return vscode.l10n.t({
				message: "{0}, predicted right",
				args: [place],
				comment: "{0} is a place, such as: line 3",
			});
		case "wrong":
			return vscode.l10n.t({
				message: "{0}, predicted wrong",
				args: [place],
				comment: "{0} is a place, such as: line 3",
			});
		case "unknown":
			return vscode.l10n.t({
				message: "{0}, not predicted",
				args: [place],
				comment: "{0} is a place, such as: line 3",
			});
		case undefined:
			return place;
	}
}
