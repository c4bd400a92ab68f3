import * as l10n from "@vscode/l10n";
import type { Conditions, Experiment } from "../bank/question";
import { codeBlock, inlineCode } from "../text/outputText";
import { compareVersions, describeVersions, minorOf } from "../text/versions";
import { diffOf } from "./correction";
import { normalized } from "./judging/addresses";
import { isLine } from "./judging/judging";
import { readMarks } from "./marks";
import { actualLines, type BankRecord, bankRecordOf, exitLine, type Judgement } from "./prediction";
import { codeLines, outlinePython } from "./python";
import { implementationName, isCPython, type NamedPython, nameOfPython } from "./pythonName";
import type { StatementReport } from "./runReport";
import { describeNeeds } from "./scratch";

/** The Python that ran an experiment, with everything about it that can make an output differ. */
export interface PythonBuild extends NamedPython {
	readonly gil: boolean;
	/** `sys.platform`. */
	readonly platform: string;
}

/** What the bank knows about an experiment. */
export interface BankExperiment {
	readonly experiment: Experiment;
	/** The CPython versions on which its outputs were verified, the oldest first; empty if none is recorded. */
	readonly verified: readonly string[];
}

/** The values of `sys.platform` on which the bank is verified. `emscripten` is WebAssembly. */
const verifiedPlatforms: readonly string[] = ["linux", "emscripten"];

/**
 * What the bank promises for each marked statement, by its line in `source`, and, at `exitLine`, for what is printed
 * after the last statement. `undefined` if the person changed the code, because the bank then promises nothing.
 */
export function bankRecords(
	source: string,
	{ code }: Experiment,
	version: string,
): ReadonlyMap<number, BankRecord> | undefined {
	if (codeLines(source).join("\n") !== codeLines(code).join("\n")) {
		return undefined;
	}
	const here = outlinePython(source).statements;
	const inBank = outlinePython(code).statements;
	const records = new Map<number, BankRecord>();
	const { statements, atExit } = readMarks(code);
	if (atExit) {
		records.set(exitLine, bankRecordOf(atExit.marks, version));
	}
	for (const { startLine, marks } of statements) {
		const line = here[inBank.findIndex((statement) => statement.startLine === startLine)]?.startLine;
		if (line !== undefined) {
			records.set(line, bankRecordOf(marks, version));
		}
	}
	return records;
}

/** What the bank says about an experiment that has run. */
interface BankOutcome extends BankExperiment {
	readonly records: ReadonlyMap<number, BankRecord> | undefined;
	/** Whether the experiment asks about only one statement, so that its guess is about that statement. */
	readonly isOneAsked: boolean;
}

/** Everything there is to say about a statement that has run, as Markdown. */
export function explainStatement(
	report: StatementReport,
	judgement: Judgement | undefined,
	python: PythonBuild,
	bank: BankOutcome | undefined,
): string {
	const { output, errors, error, line } = report;
	const name = nameOfPython(python);
	const heading = line === exitLine ? l10n.t("**{0}, at exit**", name) : `**${name}**`;
	const parts = [output.length === 0 && !error ? l10n.t("{0} printed nothing.", heading) : heading];
	if (output.length > 0) {
		parts.push(codeBlock(output));
	}
	if (error) {
		parts.push(codeBlock(error.text.trimEnd().split("\n")));
	}
	if (errors.length > 0) {
		parts.push(l10n.t("On standard error:"), codeBlock(errors));
	}
	if (judgement?.verdict === "wrong") {
		const { predicted, hint } = judgement;
		parts.push(
			...(predicted.join("").trim() === ""
				? [l10n.t("You predicted {0}.", inline(predicted))]
				: [
						l10n.t("Your prediction, beside what it did:"),
						codeBlock(diffOf({ predicted, actual: actualLines(report) }), "diff"),
					]),
			...(hint === undefined ? [] : [hint]),
		);
	}
	if (bank && judgement) {
		// A statement without marks in the bank prints nothing there.
		const record = bank.records && (bank.records.get(line) ?? bankRecordOf([], python.version));
		parts.push(compareWithBank(actualLines(report), python, bank, record), ...notes(bank.experiment, bank.isOneAsked));
	}
	return parts.join("\n\n");
}

/** The experiment's `Why`, and its `Guess` if `hasGuess`, as Markdown. */
export function notes({ guess, why }: Experiment, hasGuess: boolean): string[] {
	return [
		...(guess && hasGuess ? [l10n.t("**Most people expect:** {0}", guess)] : []),
		...(why ? [l10n.t("**Why:** {0}", why)] : []),
	];
}

function compareWithBank(
	actual: readonly string[],
	python: PythonBuild,
	{ experiment, verified }: BankExperiment,
	record: BankRecord | undefined,
): string {
	if (!record) {
		return l10n.t("What is recorded is of the code before your changes.");
	}
	const normal = (lines: readonly string[]) => normalized(lines, experiment.conditions.normalize).join("\n");
	const isSame = normal(actual) === normal(record.expected);
	const versions = describeVersions(verified);
	const where = versions === "" || isCPython(python) ? versions : `CPython ${versions}`;
	const parts = [isSame ? asRecorded(where) : recorded(where, inline(record.expected))];
	if (!isSame) {
		parts.push(
			isSameByRule(record.expected, actual)
				? l10n.t("Yours differs only in the order of a set, or in an address, which may change from run to run.")
				: reasonToDiffer(python, experiment.conditions, verified),
		);
	}
	if (record.byVersion.length > 1) {
		const first = record.byVersion[1]?.since ?? "";
		const changes = record.byVersion.map(({ since, expected }) =>
			since === ""
				? l10n.t("before {0} {1}", first, inline(expected))
				: l10n.t("from {0} {1}", since, inline(expected)),
		);
		parts.push(l10n.t("It depends on the version: {0}.", changes.join(", ")));
	}
	return parts.join(" ");
}

function asRecorded(where: string): string {
	return where === "" ? l10n.t("As recorded.") : l10n.t("As recorded on {0}.", where);
}

function recorded(where: string, lines: string): string {
	return where === "" ? l10n.t("**Recorded**: {0}.", lines) : l10n.t("**Recorded** on {0}: {1}.", where, lines);
}

/** Whether two lists of lines differ only in what a prediction may leave open too. */
function isSameByRule(expected: readonly string[], actual: readonly string[]): boolean {
	return expected.length === actual.length && actual.every((line, index) => isLine(expected[index] ?? "", line));
}

/** A sentence that gives the reason for a different output. It doesn't call anything certain that is only likely. */
function reasonToDiffer(python: PythonBuild, conditions: Conditions, verified: readonly string[]): string {
	const { version, implementation, gil, platform } = python;
	const requires = conditions.requires.filter((requirement) => !isMet(requirement, python));
	if (requires.length > 0) {
		return l10n.t("Yours differs because the experiment needs {0}.", describeNeeds({ requires, packages: [] }));
	}
	if (!isCPython(python)) {
		return l10n.t("Yours differs perhaps because you run {0}, not CPython.", implementationName(implementation));
	}
	if (conditions.packages.length > 0) {
		const needs = describeNeeds({ requires: [], packages: conditions.packages });
		return l10n.t("Yours differs perhaps because it needs {0}.", needs);
	}
	if (!verified.some((known) => minorOf(known) === minorOf(version))) {
		return l10n.t(
			"Yours differs perhaps because of the version: the bank is not verified on Python {0}.",
			minorOf(version),
		);
	}
	if (!gil) {
		return l10n.t("Yours differs perhaps because your build runs without the GIL.");
	}
	if (!verifiedPlatforms.includes(platform)) {
		return l10n.t("Yours differs perhaps because of the platform: the bank is not verified on {0}.", platform);
	}
	return l10n.t(
		"Yours differs for a reason that the bank does not know: the patch release, the machine, a limit, or chance.",
	);
}

/** Whether a Python meets a requirement of `requires`. */
function isMet(requirement: string, { version, gil, platform }: PythonBuild): boolean {
	const [, operator, bound] = /^(>=|<)(.+)$/.exec(requirement) ?? [];
	if (bound !== undefined) {
		return compareVersions(version, bound) >= 0 === (operator === ">=");
	}
	return requirement === "native" ? platform !== "emscripten" : !gil;
}

/** The lines as inline code, joined into one line. */
function inline(lines: readonly string[]): string {
	return lines.length === 0 ? l10n.t("nothing") : lines.map(inlineCode).join(" ⏎ ");
}
