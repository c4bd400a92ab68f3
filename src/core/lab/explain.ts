import type { Conditions, Experiment } from "../bank/question";
import { codeBlock, inlineCode } from "../text/outputText";
import { compareVersions, minorOf } from "../text/versions";
import { normalized } from "./judging/addresses";
import { isLine } from "./judging/judging";
import { readMarks } from "./marks";
import { actualLines, type BankRecord, bankRecordOf, exitLine, type Judgement } from "./prediction";
import { codeLines, outlinePython } from "./python";
import { implementationName, isCPython, type NamedPython, nameOfPython } from "./pythonName";
import type { StatementReport } from "./runReport";
import { describeNeeds } from "./scratch";

/** The Python that ran an experiment, as far as it can be why an output differs. */
export interface PythonBuild extends NamedPython {
	readonly gil: boolean;
	/** `sys.platform`. */
	readonly platform: string;
}

/** What the bank knows of an experiment. */
export interface BankExperiment {
	readonly experiment: Experiment;
	/** CPython versions on which its outputs were verified, oldest first; empty where none is recorded. */
	readonly verified: readonly string[];
}

/** Where the bank is verified: on the second as WebAssembly. */
const verifiedPlatforms: readonly string[] = ["linux", "emscripten"];

/**
 * What the bank promises of each marked statement, by its line in `source`, and at `exitLine` of what is printed after the
 * last one. Nothing at all where the person changed the code, because then the bank promises nothing.
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

/** What the bank says of an experiment that has run. */
interface BankOutcome extends BankExperiment {
	readonly records: ReadonlyMap<number, BankRecord> | undefined;
	/** Whether the experiment asks about one statement, so that its guess is of that one. */
	readonly isOneAsked: boolean;
}

/** Everything there is to say of a statement that has run, as Markdown. */
export function explainStatement(
	report: StatementReport,
	judgement: Judgement | undefined,
	python: PythonBuild,
	bank: BankOutcome | undefined,
): string {
	const { output, errors, error, line } = report;
	const heading = `**${nameOfPython(python)}${line === exitLine ? ", at exit" : ""}**`;
	const parts = [output.length === 0 && !error ? `${heading} printed nothing.` : heading];
	if (output.length > 0) {
		parts.push(codeBlock(output));
	}
	if (error) {
		parts.push(codeBlock(error.text.trimEnd().split("\n")));
	}
	if (errors.length > 0) {
		parts.push("On standard error:", codeBlock(errors));
	}
	if (judgement?.verdict === "wrong") {
		const { predicted, hint } = judgement;
		parts.push("Predicted:", predicted.join("").trim() === "" ? inline(predicted) : codeBlock(predicted));
		parts.push(...(hint === undefined ? [] : [hint]));
	}
	if (bank && judgement) {
		// A statement without marks in the bank prints nothing there.
		const record = bank.records && (bank.records.get(line) ?? bankRecordOf([], python.version));
		parts.push(compareWithBank(actualLines(report), python, bank, record), ...notes(bank.experiment, bank.isOneAsked));
	}
	return parts.join("\n\n");
}

/** `Why`, and `Guess` where what they are about can have one, as Markdown. */
export function notes({ guess, why }: Experiment, hasGuess: boolean): string[] {
	return [...(guess && hasGuess ? [`**Most people expect:** ${guess}`] : []), ...(why ? [`**Why:** ${why}`] : [])];
}

function compareWithBank(
	actual: readonly string[],
	python: PythonBuild,
	{ experiment, verified }: BankExperiment,
	record: BankRecord | undefined,
): string {
	if (!record) {
		return "What is recorded is of the code before your changes.";
	}
	const normal = (lines: readonly string[]) => normalized(lines, experiment.conditions.normalize).join("\n");
	const isSame = normal(actual) === normal(record.expected);
	const where = verified.length > 0 ? ` on ${isCPython(python) ? "" : "CPython "}${describeVersions(verified)}` : "";
	const parts = [isSame ? `As recorded${where}.` : `**Recorded**${where}: ${inline(record.expected)}.`];
	if (!isSame) {
		parts.push(
			isSameByRule(record.expected, actual)
				? "Yours differs only in the order of a set, or in an address, which may change from run to run."
				: `Yours differs ${reasonToDiffer(python, experiment.conditions, verified)}.`,
		);
	}
	if (record.byVersion.length > 1) {
		const first = record.byVersion[1]?.since ?? "";
		const changes = record.byVersion.map(({ since, expected }) =>
			since === "" ? `before ${first} ${inline(expected)}` : `from ${since} ${inline(expected)}`,
		);
		parts.push(`It depends on the version: ${changes.join(", ")}.`);
	}
	return parts.join(" ");
}

/** Whether two lists of lines differ only in what is free in a prediction too. */
function isSameByRule(expected: readonly string[], actual: readonly string[]): boolean {
	return expected.length === actual.length && actual.every((line, index) => isLine(expected[index] ?? "", line));
}

/** Nothing that is only likely is said to be certain. */
function reasonToDiffer(python: PythonBuild, conditions: Conditions, verified: readonly string[]): string {
	const { version, implementation, gil, platform } = python;
	const requires = conditions.requires.filter((requirement) => !isMet(requirement, python));
	if (requires.length > 0) {
		return `because the experiment needs ${describeNeeds({ requires, packages: [] })}`;
	}
	if (!isCPython(python)) {
		return `perhaps because you run ${implementationName(implementation)}, not CPython`;
	}
	if (conditions.packages.length > 0) {
		return `perhaps because it needs ${describeNeeds({ requires: [], packages: conditions.packages })}`;
	}
	if (!verified.some((known) => minorOf(known) === minorOf(version))) {
		return `perhaps because of the version: the bank is not verified on Python ${minorOf(version)}`;
	}
	if (!gil) {
		return "perhaps because your build runs without the GIL";
	}
	if (!verifiedPlatforms.includes(platform)) {
		return `perhaps because of the platform: the bank is not verified on ${platform}`;
	}
	return "for a reason that the bank does not know: the patch release, the machine, a limit, or chance";
}

/** Whether a Python is as one of `requires` wants it. */
function isMet(requirement: string, { version, gil, platform }: PythonBuild): boolean {
	const [, operator, bound] = /^(>=|<)(.+)$/.exec(requirement) ?? [];
	if (bound !== undefined) {
		return compareVersions(version, bound) >= 0 === (operator === ">=");
	}
	return requirement === "native" ? platform !== "emscripten" : !gil;
}

/** `3.9 to 3.15`, or the minor versions one by one where some between them are missing. */
export function describeVersions(versions: readonly string[]): string {
	const minors = [...new Set(versions.map(minorOf))].sort(compareVersions);
	const numbers = minors.map((minor) => Number(minor.split(".")[1]));
	const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
	const isUnbroken = minors.length > 2 && last - first === minors.length - 1;
	return isUnbroken ? `${minors[0]} to ${minors.at(-1)}` : minors.join(", ");
}

/** Lines as inline code, in one line. */
function inline(lines: readonly string[]): string {
	return lines.length === 0 ? "nothing" : lines.map(inlineCode).join(" ⏎ ");
}
