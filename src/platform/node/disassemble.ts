import { spawn } from "node:child_process";
import * as l10n from "@vscode/l10n";
import { log } from "../log";
import type { PythonProgram } from "../pythonRuntime";
import { home } from "./home";
import { cleanEnvironment } from "./supervisor";

const timeLimit = 10_000;

/**
 * Compiles source code on a Python without running it, and returns its bytecode as text. `script` is the path of
 * disassemble.py. Rejects with Python's own words if the code doesn't compile.
 */
export function disassemble(
	{ path, arguments: leading }: PythonProgram,
	script: string,
	source: string,
	file: string,
): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(path, [...leading, "-I", "-X", "utf8", script, file], {
			cwd: home,
			env: cleanEnvironment(process.env),
			timeout: timeLimit,
			killSignal: "SIGKILL",
			windowsHide: true,
		});
		const [output, errors]: [Buffer[], Buffer[]] = [[], []];
		child.stdout.on("data", (chunk) => output.push(chunk));
		child.stderr.on("data", (chunk) => errors.push(chunk));
		child.on("error", reject);
		child.on("close", (code, signal) => {
			const ending = signal
				? l10n.t({ message: "it ended with {0}", args: [signal], comment: "{0} is a signal, such as SIGKILL" })
				: l10n.t("it ended with code {0}", `${code}`);
			const failure = Buffer.concat(errors).toString("utf8").trim() || ending;
			code === 0
				? resolve(Buffer.concat(output).toString("utf8").replaceAll("\r\n", "\n"))
				: reject(new Error(failure));
		});
		child.stdin.on("error", log.caught("Python has not read all of the source"));
		child.stdin.end(source);
	});
}
