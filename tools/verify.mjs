import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { readBank } from "./lib/bank.mjs";
import { buildBank } from "./lib/build.mjs";
import { root } from "./lib/paths.mjs";
import { importTypeScript } from "./lib/typescript.mjs";
import { openRecord } from "./lib/verified.mjs";

const help = `npm run verify [-- QUESTION...]

Runs every experiment of the bank, or of the questions whose ids start with a QUESTION, on every CPython found
(native ones from 3.9 on PATH and under pyenv; 3.14 and 3.15 as WebAssembly) and compares each \`# =>\` and \`# !!\`. The
versions on which each experiment held go into questions/verified.json and into the build, and the panel shows them.`;

const timeLimit = 30_000;

const syntaxCheck = `
import ast

def syntax_error(code):
    try:
        ast.parse(code)
    except SyntaxError as error:
        return f"line {error.lineno}, {error.msg}"

syntax_error
`;

/**
 * @typedef {import("../src/core/question").Experiment} Experiment
 * @typedef {{ questionId: string, file: string, experiment: Experiment }} Job
 * @typedef {{ name: string, version: string, native: boolean, record(code: string): Promise<Recording>,
 *   syntaxError?(code: string): string | undefined }} Python
 * @typedef {{ statements: [line: number, end: number, error: string | null][] | undefined, output: Buffer, errors: string }} Recording
 */

/** @param {import("../src/host/node/interpreters").Interpreter} interpreter @param {string} scratch @returns {Python} */
function nativePython({ path, arguments: leading, version }, scratch) {
	let count = 0;
	return {
		name: version,
		version,
		native: true,
		async record(code) {
			const folder = join(scratch, `${version}-${count++}`);
			await mkdir(folder);
			const [experiment, output, result] = ["experiment-1.py", "output", "result"].map((name) => join(folder, name));
			await writeFile(experiment ?? "", code);
			const flags = ["-I", "-B", "-X", "utf8", "-u"];
			const script = [join(root, "tools", "verify.py"), join(root, "media"), experiment, output, result];
			const errors = await run(path, [...leading, ...flags, ...script.map(String)], folder);
			const statements = await readFile(result ?? "", "utf8").then(JSON.parse, () => undefined);
			return { statements, output: await readFile(output ?? "").catch(() => Buffer.alloc(0)), errors };
		},
	};
}

/** @param {string} command @param {string[]} args @param {string} cwd @returns {Promise<string>} what it wrote to standard error */
function run(command, args, cwd) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			stdio: ["ignore", "ignore", "pipe"],
			timeout: timeLimit,
			killSignal: "SIGKILL",
		});
		let errors = "";
		child.stderr.on("data", (chunk) => {
			errors += chunk;
		});
		child.on("error", reject);
		child.on("close", (_, signal) => resolve(signal ? `${errors}\nended by ${signal} after ${timeLimit} ms` : errors));
	});
}

/** @param {string} packageName @returns {Promise<Python>} */
async function webAssemblyPython(packageName) {
	const { loadPyodide } = await import(packageName);
	let errors = "";
	const python = await loadPyodide({ stderr: (/** @type {string} */ line) => (errors += `${line}\n`) });
	const version = python.runPython("import sys; '.'.join(map(str, sys.version_info[:3]))");
	const label = `${python.runPython("import platform; platform.python_version()")} (WebAssembly)`;
	python.FS.mkdirTree("/tools");
	for (const [folder, name] of [
		["media", "runner.py"],
		["tools", "verify.py"],
		["tools", "verify_pyodide.py"],
	]) {
		python.FS.writeFile(`/tools/${name}`, await readFile(join(root, folder ?? "", name ?? "")));
	}
	const syntaxError = python.runPython(syntaxCheck);
	const record = python.runPython("sys.path.insert(0, '/tools'); import verify_pyodide; verify_pyodide.record");
	return {
		name: label,
		version,
		native: false,
		syntaxError: (code) => syntaxError(code),
		async record(code) {
			errors = "";
			python.FS.writeFile("/experiment-1.py", code);
			record("/experiment-1.py", "/output", "/result");
			const statements = JSON.parse(python.FS.readFile("/result", { encoding: "utf8" }));
			return { statements, output: Buffer.from(python.FS.readFile("/output")), errors };
		},
	};
}

/** What does not parse of the blocks of Python in some files, in prose too. @param {Iterable<string>} files @param {Python} python */
async function unparsable(files, { syntaxError }) {
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

/** Why an experiment cannot run on a Python, or nothing. @param {Experiment} experiment @param {Python} python @param {typeof import("../src/core/marks").compareVersions} compare */
function reasonToSkip({ conditions }, python, compare) {
	for (const requirement of conditions.requires) {
		if (requirement === "native" && !python.native) {
			return "needs a native build";
		}
		if (requirement === "free-threaded") {
			return "needs a free-threaded build";
		}
		const [, operator, version] = /^(>=|<)(.+)$/.exec(requirement) ?? [];
		if (operator && version && compare(python.version, version) < 0 === (operator === ">=")) {
			return `needs Python ${requirement}`;
		}
	}
	return conditions.packages.length > 0 ? `needs ${conditions.packages.join(", ")}` : undefined;
}

/** Each difference between a recording and the marks, as a sentence with its line of the question's file. */
/** @param {Job} job @param {Python} python @param {Recording} recording @param {typeof import("../src/core/marks")} marks */
function compare({ file, experiment }, python, { statements, output, errors }, { readMarks, expectationFor }) {
	const place = (/** @type {number} */ line) => `questions/${file}:${experiment.line + line - 1}: on ${python.name}`;
	if (!statements) {
		return [`${place(1)} the run gave no result. ${errors.trim()}`];
	}
	const failures = [];
	const marked = readMarks(experiment.code).statements;
	let start = 0;
	for (const [index, [line, end, error]] of statements.entries()) {
		const next = statements[index + 1]?.[0] ?? Number.POSITIVE_INFINITY;
		const isLast = index === statements.length - 1;
		const text = output.subarray(start, isLast ? undefined : end).toString("utf8");
		start = end;
		const own = marked
			.filter(({ startLine }) => startLine >= line && startLine < next)
			.flatMap(({ marks: all }) => all);
		const expected = expectationFor(own, python.version);
		const actual = { output: linesOf(text, experiment.conditions.normalize), exception: error ?? undefined };
		for (const kind of /** @type {const} */ (["output", "exception"])) {
			const [wanted, got] = [JSON.stringify(expected[kind]), JSON.stringify(actual[kind])];
			if (wanted !== got) {
				failures.push(`${place(line)} the ${kind} is ${got ?? "none"}, marked is ${wanted ?? "none"}.`);
			}
		}
	}
	return failures;
}

/** @param {string} text @param {readonly string[]} normalize @returns {string[]} */
function linesOf(text, normalize) {
	const plain = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
	const stable = normalize.includes("addresses") ? plain.replace(/0x[0-9a-fA-F]+/g, "0x…") : plain;
	return text === "" ? [] : stable.split("\n").map((line) => line.trimEnd());
}

/** @template T @param {T[]} items @param {number} width @param {(item: T) => Promise<void>} work */
async function inParallel(items, width, work) {
	const queue = [...items];
	const worker = async () => {
		for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
			await work(item);
		}
	};
	await Promise.all(Array.from({ length: width }, worker));
}

/** @param {string[]} wanted @returns {Promise<boolean>} whether everything held */
async function verify(wanted) {
	const marks = await importTypeScript("src/core/marks.ts");
	const { discoverCPythons } = await importTypeScript("src/host/node/discovery.ts");
	const bank = await readBank();
	const jobs = bank.questions
		.filter(({ id }) => wanted.length === 0 || wanted.some((prefix) => id.startsWith(prefix)))
		.flatMap((question) =>
			question.experiments.map((experiment) => ({
				questionId: question.id,
				file: bank.files.get(question.id) ?? "",
				experiment,
			})),
		);
	const scratch = await mkdtemp(join(tmpdir(), "dunder-verify-"));
	const failures = bank.problems
		.filter(({ file }) => wanted.length === 0 || wanted.some((prefix) => file.startsWith(prefix)))
		.map(({ file, line, message }) => `questions/${file}:${line}: ${message}`);
	/** @type {Map<string, number>} */
	const skipped = new Map();
	let held = 0;
	const record = await openRecord();
	/** @param {Python} python @param {Job} job */
	const check = async (python, job) => {
		const reason = reasonToSkip(job.experiment, python, marks.compareVersions);
		if (reason) {
			skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
			return;
		}
		const differences = compare(job, python, await python.record(job.experiment.code), marks);
		failures.push(...differences);
		const holds = differences.length === 0;
		held += holds ? 1 : 0;
		record.add(job.experiment, python.version, holds);
	};
	const natives = (await discoverCPythons()).map((/** @type {any} */ found) => nativePython(found, scratch));
	const pairs = natives.flatMap((/** @type {Python} */ python) => jobs.map((job) => ({ python, job })));
	await inParallel(pairs, availableParallelism(), ({ python, job }) => check(python, job));
	const others = [];
	for (const name of ["pyodide-3.14", "pyodide-3.15"]) {
		const python = await webAssemblyPython(name);
		others.push(python);
		await inParallel(jobs, 1, (job) => check(python, job));
	}
	const newest = others.at(-1);
	if (newest) {
		failures.push(...(await unparsable(new Set(jobs.map(({ file }) => file)), newest)));
	}
	await rm(scratch, { recursive: true });
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
