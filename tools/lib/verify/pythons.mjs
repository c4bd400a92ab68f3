import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "../paths.mjs";
import { importTypeScript } from "../typescript.mjs";

export const supervisorScript = join(root, "python", "supervisor.py");
const limits = { seconds: 30, bytes: 10_000_000 };

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
 * @typedef {import("../../../src/core/lab/runReport").StatementReport} StatementReport
 * @typedef {import("./jobs.mjs").Job} Job
 * @typedef {{ name: string, version: string, native: boolean, record(job: Job): Promise<Recording>,
 *   syntaxError?(code: string): string | undefined, dispose?(): void }} Python
 * @typedef {{ statements: readonly StatementReport[], atExit: readonly string[], failure?: string }} Recording
 */

/**
 * Every CPython that is found on this machine, and two as WebAssembly.
 * @param {string} folder for the experiments
 */
export async function findPythons(folder) {
	const { discoverCPythons } = await importTypeScript("src/platform/node/discovery.ts");
	const { Supervisor } = await importTypeScript("src/platform/node/supervisor.ts");
	const { RunReport } = await importTypeScript("src/core/lab/runReport.ts");
	const found = await discoverCPythons();
	return {
		natives: found.map((/** @type {any} */ one) => nativePython(one, folder, { Supervisor, RunReport })),
		loadOthers: () => Promise.all(["pyodide-3.14", "pyodide-3.15"].map(webAssemblyPython)),
	};
}

/**
 * A Python that runs experiments as the lab does.
 *
 * @param {import("../../../src/platform/pythonRuntime").Interpreter} interpreter @param {string} folder
 * @param {{ Supervisor: typeof import("../../../src/platform/node/supervisor").Supervisor, RunReport: typeof import("../../../src/core/lab/runReport").RunReport }} lab
 * @param {readonly [string, ...string[]]} [command] the script that is to be the supervisor, and its arguments
 * @returns {Python}
 */
export function nativePython(
	interpreter,
	folder,
	{ Supervisor, RunReport },
	[script, ...options] = [supervisorScript],
) {
	const supervisor = new Supervisor(interpreter, script, options);
	return {
		name: interpreter.version,
		version: interpreter.version,
		native: true,
		dispose: () => supervisor.dispose(),
		async record({ scratch: { path, source } }) {
			const own = join(folder, interpreter.version, path);
			const report = new RunReport();
			await mkdir(dirname(own), { recursive: true });
			await writeFile(own, source);
			await supervisor.run({ source, path: own, cwd: dirname(own), ...limits }, (event) => report.add(event)).finished;
			const { reason, code, message } = report.ending ?? {};
			const failure = report.syntaxError?.text ?? (reason === "exit" ? undefined : `${reason} ${code} ${message}`);
			const { statements, atExit } = report;
			return { statements, atExit: atExit.output, ...(failure === undefined ? {} : { failure }) };
		},
	};
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
		["python", "program.py"],
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
		async record({ scratch: { source } }) {
			errors = "";
			const path = "/experiment-1.py";
			python.FS.writeFile(path, source);
			const { statements, failure = errors } = JSON.parse(record(path));
			return { statements, atExit: [], ...(statements ? {} : { statements: [], failure }) };
		},
	};
}
