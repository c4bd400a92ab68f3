import * as vscode from "vscode";
import type { BankExperiment } from "../../core/lab/explain";
import { readMarks } from "../../core/lab/marks";
import { actualLines, bankRecordOf, exitLine, exitReport } from "../../core/lab/prediction";
import { firstLines, outlinePython } from "../../core/lab/python";
import { isCPython, nameOfPython, onceByName, sortPythons } from "../../core/lab/pythonName";
import type { Region } from "../../core/lab/regions";
import { describeEnding, describeError, RunReport } from "../../core/lab/runReport";
import { type VersionColumn, versionTable } from "../../core/lab/versionTable";
import { minorOf } from "../../core/text/versions";
import { untilCancelled } from "../../platform/cancellable";
import type { ChosenPython } from "../../platform/chosenPython";
import { log } from "../../platform/log";
import type { Interpreter, PythonRuntime } from "../../platform/pythonRuntime";
import { outputLimit, timeLimit } from "../../platform/settings";
import { requireTrust } from "../../platform/trust";
import { UserError } from "../../platform/userError";

const megabyte = 1_000_000;

/**
 * Runs an experiment on every Python that is found. Returns a table of what each statement did, as Markdown, or
 * `undefined` if the person cancels.
 */
export async function runOnEveryPython(
	python: ChosenPython,
	document: vscode.TextDocument,
	region: Region,
	bank: BankExperiment | undefined,
): Promise<string | undefined> {
	requireTrust();
	const options = {
		location: vscode.ProgressLocation.Notification,
		title: vscode.l10n.t("Running on every Python"),
		cancellable: true,
	};
	const columns = await vscode.window.withProgress(options, async (progress, token) => {
		const pythons = (await untilCancelled(findPythons(python), token)) ?? [];
		const done: VersionColumn[] = [];
		for (const interpreter of pythons) {
			if (!token.isCancellationRequested) {
				progress.report({ message: nameOfPython(interpreter), increment: 100 / pythons.length });
				done.push(await runOn(python.runtime, interpreter, document, region, token));
			}
		}
		return token.isCancellationRequested ? undefined : done;
	});
	if (!columns) {
		return undefined;
	}
	const all = sortPythons([...columns, ...recordedColumns(region, bank, columns)]);
	const rows = firstLines(region.source).map(({ line, text }) => ({ line, code: text }));
	return versionTable(region.title, [...rows, { line: exitLine, code: "" }], all);
}

/**
 * The Pythons to run on: all that are found, and the one that runs scratch files, unless it can't be used and there are
 * others.
 */
async function findPythons(python: ChosenPython): Promise<readonly Interpreter[]> {
	const known = await python.extension.known();
	const found = await python.runtime.discover(known.map((path) => [path]));
	log.info(`Found ${found.map((one) => `${nameOfPython(one)} at ${one.executable}`).join(", ") || "no Python"}`);
	try {
		return sortPythons(onceByName([...found, await python.interpreter()]));
	} catch (error) {
		if (!(error instanceof UserError) || found.length === 0) {
			throw error;
		}
		log.warn(error.message);
		return found;
	}
}

async function runOn(
	runtime: PythonRuntime,
	interpreter: Interpreter,
	document: vscode.TextDocument,
	{ source }: Region,
	token: vscode.CancellationToken,
): Promise<VersionColumn> {
	const supervisor = runtime.startOnce(interpreter);
	const report = new RunReport();
	const job = {
		source,
		path: document.uri.fsPath,
		cwd: vscode.Uri.joinPath(document.uri, "..").fsPath,
		seconds: timeLimit(),
		bytes: outputLimit() * megabyte,
	};
	const run = supervisor.run(job, (event) => report.add(event));
	const cancelled = token.onCancellationRequested(() => run.stop());
	await run.finished;
	cancelled.dispose();
	supervisor.dispose();
	const done = [...report.statements, ...(report.isCutShort ? [] : [exitReport(report)])];
	const results = new Map(done.map((statement) => [statement.line, actualLines(statement)]));
	const ending =
		report.ending && describeEnding(report.ending, report.statements.at(-1)?.line, timeLimit(), outputLimit());
	const note = report.syntaxError ? describeError(report.syntaxError) : ending;
	const { version, implementation, implementationVersion, isFreeThreaded } = interpreter;
	return { version, implementation, implementationVersion, isFreeThreaded, isRecorded: false, results, note };
}

/** Columns of the CPythons that the bank was verified on and that are not installed here. */
function recordedColumns(
	{ source }: Region,
	bank: BankExperiment | undefined,
	installed: readonly VersionColumn[],
): VersionColumn[] {
	const plain = installed.filter((column) => isCPython(column) && !column.isFreeThreaded);
	const minors = new Set(plain.map(({ version }) => minorOf(version)));
	const code = bank?.experiment.code ?? "";
	const [here, inBank] = [source, code].map((text) => outlinePython(text).statements);
	const { statements, atExit } = readMarks(code);
	const marked = statements.map(({ startLine, marks }) => {
		const index = inBank?.findIndex((statement) => statement.startLine === startLine) ?? -1;
		return { line: here?.[index]?.startLine, marks };
	});
	const all = [...marked, ...(atExit ? [{ line: exitLine, marks: atExit.marks }] : [])];
	return (bank?.verified ?? [])
		.filter((version) => !minors.has(minorOf(version)))
		.map((version) => {
			const results = new Map<number, readonly string[]>();
			for (const { line, marks } of all) {
				if (line !== undefined) {
					results.set(line, bankRecordOf(marks, version).expected);
				}
			}
			return { version, implementation: "cpython", isRecorded: true, results, note: undefined };
		});
}
