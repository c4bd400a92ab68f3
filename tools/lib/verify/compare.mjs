import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../paths.mjs";

/**
 * @typedef {import("./jobs.mjs").Job} Job
 * @typedef {import("./pythons.mjs").Python} Python
 * @typedef {import("./pythons.mjs").Recording} Recording
 * @typedef {import("../../../src/core/lab/runReport").StatementReport} StatementReport
 * @typedef {typeof import("../../../src/core/lab/marks") & typeof import("../../../src/core/lab/python")
 *   & typeof import("../../../src/core/lab/judging/judging") & typeof import("../../../src/core/lab/runReport")
 *   & typeof import("../../../src/core/text/versions") & typeof import("../../../src/core/lab/judging/addresses")} Core
 */

/**
 * Each difference between a recording and the marks, as a sentence with its line of the question's file.
 * @param {Job} job @param {Python} python @param {Recording} recording @param {Core} core
 */
export function compare({ file, experiment, scratch }, python, { statements, atExit, failure }, core) {
	const place = (/** @type {number} */ line) => `questions/${file}:${experiment.line + line - 1}: on ${python.name}`;
	if (failure !== undefined) {
		return [`${place(1)} the run failed: ${failure.trim()}`];
	}
	/** @type {string[]} */
	const failures = [];
	const marked = core.readMarks(experiment.code);
	const inBank = core.outlinePython(experiment.code).statements.map(({ startLine }) => startLine);
	const inScratch = core.outlinePython(scratch.source).statements.map(({ startLine }) => startLine);
	/** @param {readonly import("../../../src/core/lab/marks").Mark[]} marks @param {number} line @param {Pick<StatementReport, "output" | "error">} report */
	const check = (marks, line, { output, error }) => {
		const expected = core.expectationFor(marks, python.version);
		const actual = {
			output: core.normalized(output, experiment.conditions.normalize),
			exception: error ? core.describeError(error) : undefined,
		};
		const before = failures.length;
		for (const kind of /** @type {const} */ (["output", "exception"])) {
			const [wanted, got] = [JSON.stringify(expected[kind]), JSON.stringify(actual[kind])];
			if (wanted !== got) {
				failures.push(`${place(line)} the ${kind} is ${got ?? "none"}, marked is ${wanted ?? "none"}.`);
			}
		}
		// A prediction of what is recorded must be right.
		const lines = [...expected.output, ...(expected.exception === undefined ? [] : [expected.exception])];
		const prediction = { lines, hasException: expected.exception !== undefined };
		if (failures.length === before && core.judge(prediction, { output, error }, python.version) !== "right") {
			failures.push(`${place(line)} a prediction of what is recorded is not right.`);
		}
	};
	for (const report of statements) {
		const line = inBank[inScratch.indexOf(report.line)] ?? 0;
		const next = inBank[inScratch.indexOf(report.line) + 1] ?? Number.POSITIVE_INFINITY;
		check(
			marked.statements.filter(({ startLine }) => startLine >= line && startLine < next).flatMap(({ marks }) => marks),
			line,
			report,
		);
	}
	check(marked.atExit?.marks ?? [], marked.atExit?.line ?? 1, { output: atExit, error: undefined });
	return failures;
}

/**
 * Reports the blocks of Python in some files that don't parse, even those in prose.
 * @param {Iterable<string>} files @param {Python} python
 */
export async function unparsable(files, { syntaxError }) {
	const failures = [];
	for (const file of files) {
		const text = await readFile(join(root, "questions", file), "utf8");
		for (const { 1: code = "", index } of text.matchAll(/^```python[^\n]*\n([\s\S]*?)^```\r?$/gm)) {
			const error = syntaxError?.(code);
			const line = text.slice(0, index).split("\n").length;
			failures.push(...(error ? [`questions/${file}:${line}: this block of Python does not parse: ${error}.`] : []));
		}
	}
	return failures;
}
