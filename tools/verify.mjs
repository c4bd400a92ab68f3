import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readBank } from "./lib/bank.mjs";
import { buildBank } from "./lib/build.mjs";
import { importTypeScript } from "./lib/typescript.mjs";
import { openRecord } from "./lib/verified.mjs";
import { compare, unparsable } from "./lib/verify/compare.mjs";
import { inParallel, jobsOf, reasonToSkip } from "./lib/verify/jobs.mjs";
import { findPythons } from "./lib/verify/pythons.mjs";

const help = `npm run verify [-- QUESTION...]

Runs every experiment of the bank, or of the questions whose ids start with a QUESTION, on every CPython found
(native ones from 3.9 on PATH and under pyenv; 3.14 and 3.15 as WebAssembly) and compares each \`# =>\` and \`# !!\`. The
versions on which each experiment held go into questions/verified.json and into the build, and the panel shows them.`;

/** @param {string[]} wanted @returns {Promise<boolean>} whether everything held */
async function verify(wanted) {
	const modules = [
		"lab/marks",
		"lab/judging/addresses",
		"lab/judging/judging",
		"lab/python",
		"lab/runReport",
		"text/versions",
	].map((name) => importTypeScript(`src/core/${name}.ts`));
	const core = Object.assign({}, ...(await Promise.all(modules)));
	const bank = await readBank();
	const isWanted = (/** @type {string} */ name) =>
		wanted.length === 0 || wanted.some((start) => name.startsWith(start));
	const jobs = await jobsOf({ ...bank, questions: bank.questions.filter(({ id }) => isWanted(id)) });
	const failures = bank.problems
		.filter(({ file }) => isWanted(file))
		.map(({ file, line, message }) => `questions/${file}:${line}: ${message}`);
	/** @type {Map<string, number>} */
	const skipped = new Map();
	let held = 0;
	const record = await openRecord();
	/** @param {import("./lib/verify/pythons.mjs").Python} python @param {import("./lib/verify/jobs.mjs").Job} job */
	const check = async (python, job) => {
		const reason = reasonToSkip(job.experiment, python, core.compareVersions);
		if (reason) {
			skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
			return;
		}
		const differences = compare(job, python, await python.record(job), core);
		failures.push(...differences);
		const holds = differences.length === 0;
		held += holds ? 1 : 0;
		record.add(job.experiment, python.version, holds);
	};
	const folder = await mkdtemp(join(tmpdir(), "dunder-verify-"));
	const { natives, loadOthers } = await findPythons(folder);
	// The Pythons take turns, so that each has the time to start its next interpreter.
	const pairs = jobs.flatMap((job) => natives.map((/** @type {any} */ python) => ({ python, job })));
	await inParallel(pairs, availableParallelism(), ({ python, job }) => check(python, job));
	for (const python of natives) {
		python.dispose();
	}
	const others = await loadOthers();
	for (const python of others) {
		await inParallel(jobs, 1, (job) => check(python, job));
	}
	const newest = others.at(-1);
	if (newest) {
		failures.push(...(await unparsable(new Set(jobs.map(({ file }) => file)), newest)));
	}
	await rm(folder, { recursive: true });
	await record.save(bank.questions);
	await buildBank();

	console.log(`Ran on ${[...natives, ...others].map(({ name }) => name).join(", ")}.`);
	for (const [reason, count] of skipped) {
		console.log(`Skipped ${count}: ${reason}.`);
	}
	for (const failure of failures) {
		console.error(failure);
	}
	if (jobs.length === 0) {
		console.error("No experiment matches. Give the start of a question's id, such as memory/.");
	}
	console.log(`${held} runs of ${jobs.length} experiments held, ${failures.length} problems.`);
	return failures.length === 0 && held > 0;
}

const wanted = process.argv.slice(2);
if (wanted.includes("--help")) {
	console.log(help);
} else {
	process.exitCode = (await verify(wanted)) ? 0 : 1;
}
