import * as vscode from "vscode";
import { notes } from "../../core/lab/explain";
import { remedyCommands } from "../../core/lab/missingPackage";
import { exitLine, type Judgement } from "../../core/lab/prediction";
import { nameOfPython } from "../../core/lab/pythonName";
import { describeEnding, describeError, type StatementReport } from "../../core/lab/runReport";
import { codeBlock, inlineCode, shorten } from "../../core/text/outputText";
import { outputLimit, timeLimit } from "../../platform/settings";
import type { Outcome } from "./outcome";

/** Reports the result of an experiment to the Testing view. */
export function tellVerdict(testRun: vscode.TestRun, item: vscode.TestItem, outcome: Outcome, duration: number): void {
	const ending = endingOf(outcome);
	const errors = errorsOf(outcome, ending).map(({ line, text }) => messageAt(item, line, text));
	const failures = failuresOf(outcome).map((failure) => failureMessage(item, failure, outcome));
	testRun.appendOutput(transcript(outcome, ending).replaceAll("\n", "\r\n"), undefined, item);
	if (errors.length > 0) {
		testRun.errored(item, [...errors, ...failures], duration);
	} else if (failures.length > 0) {
		testRun.failed(item, failures, duration);
	} else if (isStopped(outcome) || outcome.judgements.some(({ verdict }) => verdict === "unknown")) {
		testRun.skipped(item);
	} else {
		testRun.passed(item, duration);
	}
}

function endingOf({ report }: Outcome): string | undefined {
	const { ending, statements } = report;
	return ending && describeEnding(ending, statements.at(-1)?.line, timeLimit(), outputLimit());
}

/** Whether the run was stopped, which is not a failure. */
function isStopped({ report }: Outcome): boolean {
	return report.ending?.reason === "stopped";
}

/**
 * What went wrong apart from predictions: the experiment did not compile, did not end by itself, or raised an exception
 * that the person was not asked about.
 */
function errorsOf(outcome: Outcome, ending: string | undefined) {
	const { region, report, judgements } = outcome;
	const { syntaxError, statements } = report;
	const errors: { readonly line: number; readonly text: string | vscode.MarkdownString }[] = [];
	if (syntaxError) {
		errors.push({ line: syntaxError.line ?? region.startLine, text: describeError(syntaxError) });
	}
	if (ending && !isStopped(outcome)) {
		errors.push({ line: statements.at(-1)?.line ?? region.startLine, text: ending });
	}
	for (const statement of statements) {
		const { line, error } = statement;
		const isAsked = judgements.some((judgement) => judgement.line === line);
		if (error && !isAsked && !error.exits) {
			const missing = outcome.missing(statement);
			const text = describeError(error);
			errors.push({ line, text: missing.length === 0 ? text : markdown([inlineCode(text), ...missing]) });
		}
	}
	return errors;
}

function failuresOf({ judgements }: Outcome): readonly Judgement[] {
	return judgements.filter(({ verdict }) => verdict === "wrong");
}

function messageAt({ uri }: vscode.TestItem, line: number, text: string | vscode.MarkdownString): vscode.TestMessage {
	const message = new vscode.TestMessage(text);
	if (uri) {
		message.location = new vscode.Location(uri, new vscode.Position(line - 1, 0));
	}
	return message;
}

/**
 * The message about a wrong prediction. It contains its own diff, because VS Code would show its diff in place of the
 * text, which gives the reason.
 */
function failureMessage(item: vscode.TestItem, failure: Judgement, outcome: Outcome): vscode.TestMessage {
	const { predicted, actual, line, markLine, hint } = failure;
	const parts = [
		correctionOf(predicted, actual),
		diff(predicted, actual ?? []),
		...(hint === undefined ? [] : [hint]),
		...(outcome.bank ? notes(outcome.bank.experiment, outcome.isOneAsked) : []),
		...outcome.report.statements
			.filter((statement) => statement.line === line)
			.flatMap((statement) => outcome.missing(statement)),
	];
	return messageAt(item, markLine, markdown(parts));
}

/** What the person predicted and what the statement did instead, as a sentence in Markdown. */
function correctionOf(predicted: readonly string[], actual: readonly string[] | undefined): string {
	const code = (lines: readonly string[]) => shorten(lines).map(inlineCode).join(" ⏎ ");
	const said = code(predicted);
	if (actual === undefined) {
		return vscode.l10n.t("You said {0}, it was never reached.", said);
	}
	return actual.length === 0
		? vscode.l10n.t("You said {0}, it prints nothing.", said)
		: vscode.l10n.t("You said {0}, it is {1}.", said, code(actual));
}

/** Joins paragraphs into Markdown whose links can run the commands of our remedies, and no others. */
function markdown(parts: readonly string[]): vscode.MarkdownString {
	const made = new vscode.MarkdownString(parts.join("\n\n"));
	made.isTrusted = { enabledCommands: remedyCommands };
	return made;
}

/** The difference between the predicted and the actual output, line by line, as Markdown. */
function diff(predicted: readonly string[], actual: readonly string[]): string {
	const numbers = Array.from({ length: Math.max(predicted.length, actual.length) }, (_, number) => number);
	const lines = numbers.flatMap((number) => {
		const [said, was] = [predicted[number], actual[number]];
		return said === was
			? [` ${said}`]
			: [...(said === undefined ? [] : [`-${said}`]), ...(was === undefined ? [] : [`+${was}`])];
	});
	return codeBlock(lines, "diff");
}

/** What an experiment printed, as text for Test Results. */
function transcript(outcome: Outcome, ending: string | undefined): string {
	const { region, report, python, atExit } = outcome;
	const reports = [...report.statements, ...(atExit ? [atExit] : [])];
	const lines = [
		`${region.title || vscode.l10n.t("Experiment")} (${nameOfPython(python)})`,
		...reports.flatMap((statement) => transcriptOf(statement, outcome.judgementOf(statement)?.verdict)),
		...(report.syntaxError ? [report.syntaxError.text.trimEnd()] : []),
		...(ending ? [ending] : []),
	];
	return `${lines.join("\n")}\n\n`;
}

/** What a statement printed, below its place and its verdict. Empty if it printed nothing and was not predicted. */
function transcriptOf({ line, output, errors, error }: StatementReport, verdict: Judgement["verdict"] | undefined) {
	const printed = [...output, ...errors, ...(error ? error.text.trimEnd().split("\n") : [])];
	return printed.length > 0 || verdict !== undefined
		? [`  ${headingOf(line, verdict)}`, ...printed.map((text) => `    ${text}`)]
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
