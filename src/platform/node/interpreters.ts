import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { log } from "../log";
import type { Command, Interpreter, ProbeFailure } from "../pythonRuntime";
import { home } from "./home";

/** The oldest minor version of Python 3 that Dunder can use. */
export const oldestMinor = 9;

const probeTimeout = 5_000;

/** The answer is between two marks, because a wrapper or a `sitecustomize` may print text of its own around it. */
const probeScript = `
import json, sys
own = sys.implementation
answer = {
    "version": list(sys.version_info[:3]),
    "implementation": own.name,
    "implementationVersion": list(own.version[:3]),
    "isFreeThreaded": "free-threading" in sys.version,
    "platform": sys.platform,
    "executable": sys.executable,
}
print("<dunder-python " + json.dumps(answer) + " dunder-python>")
`;
const answerPattern = /.*<dunder-python (\{.*?\}) dunder-python>/;

/** The answer that the probe prints. */
interface Answer extends Pick<Interpreter, "implementation" | "isFreeThreaded" | "platform" | "executable"> {
	readonly version: readonly number[];
	readonly implementationVersion: readonly number[];
}

/** Commands that usually start Python on this platform, in the order in which they are probed. */
export function defaultCommands(platform: NodeJS.Platform = process.platform): readonly Command[] {
	return platform === "win32" ? [["python3"], ["python"], ["py", "-3"]] : [["python3"], ["python"]];
}

/**
 * Starts a command once and asks what it is. Returns the interpreter, or why it can't be used. `-I` keeps out the
 * environment, the user's site-packages, and the folder's modules: none of them changes which Python it is, but each
 * can break the answer. The command starts in the same folder as it does later, because a version manager such as pyenv
 * decides by folder.
 */
export function probeInterpreter(command: string, ...args: readonly string[]): Promise<Interpreter | ProbeFailure> {
	return new Promise((resolve) => {
		const child = spawn(command, [...args, "-I", "-X", "utf8", "-c", probeScript], {
			cwd: home,
			stdio: ["ignore", "pipe", "ignore"],
			windowsHide: true,
		});
		let output = "";
		const answered = (code?: string | number | null) => {
			const answer = parseAnswer(output);
			resolve(answer ? asInterpreter(answer, command, args) : { failure: failureOf(command, code) });
		};
		const ended = (code: string | number | null | undefined) => {
			clearTimeout(late);
			answered(code);
		};
		// A wrapper's own children can keep the pipe open, so neither the answer nor the time limit waits for its end.
		const late = setTimeout(() => {
			child.kill("SIGKILL");
			child.stdout.destroy();
			answered();
		}, probeTimeout);
		child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
			output += chunk;
			if (answerPattern.test(output)) {
				answered();
			}
		});
		child.on("error", ({ code }: NodeJS.ErrnoException) => ended(code));
		child.on("close", ended);
	});
}

function parseAnswer(output: string): Answer | undefined {
	const [, json] = answerPattern.exec(output) ?? [];
	try {
		return json === undefined ? undefined : JSON.parse(json);
	} catch (error) {
		// Something else was printed into the middle of the answer, so the command did not answer as Python does.
		return log.caught(`An answer that is none: ${output}`)(error);
	}
}

function asInterpreter(answer: Answer, path: string, args: readonly string[]): Interpreter | ProbeFailure {
	const version = answer.version.join(".");
	return isTooOld(answer.version)
		? { failure: "too-old", version }
		: { ...answer, version, implementationVersion: answer.implementationVersion.join("."), path, arguments: args };
}

function isTooOld([major = 0, minor = 0]: readonly number[]): boolean {
	return major < 3 || (major === 3 && minor < oldestMinor);
}

/**
 * Why a command is not a usable Python. If Python is missing, Windows runs an alias that opens its store and exits with
 * 9009.
 */
function failureOf(command: string, code: string | number | null | undefined) {
	if (code === 9009 || /[\\/]WindowsApps[\\/]/i.test(command)) {
		return "store-alias";
	}
	// A virtual environment links to its Python, which may have been removed or upgraded.
	if (existsSync(join(dirname(command), "..", "pyvenv.cfg"))) {
		return "broken-environment";
	}
	return code === "ENOENT" ? "missing" : "not-python";
}
