import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A Python that answered. */
export interface Interpreter {
	/** The command as it is started. */
	readonly path: string;
	/** Arguments that belong to the command, such as `-3` of `py -3`. */
	readonly arguments: readonly string[];
	/** `3.13.0`. */
	readonly version: string;
	/** `sys.executable`. */
	readonly executable: string;
}

/** Why a command is no Python that Dunder can use. */
export type ProbeFailure =
	| { readonly failure: "missing" | "not-python" | "broken-environment" | "store-alias" }
	| { readonly failure: "too-old"; readonly version: string };

const oldestMinor = 9;
const probeTimeout = 5_000;
const probeScript = "import sys; print('.'.join(map(str, sys.version_info[:3])), sys.executable)";

/** Commands that usually start Python on this platform, in the order in which they are asked. */
export function defaultCommands(platform: NodeJS.Platform = process.platform): (readonly [string, ...string[]])[] {
	return platform === "win32" ? [["python3"], ["python"], ["py", "-3"]] : [["python3"], ["python"]];
}

/**
 * Starts a command once and asks for its version, outside any workspace so that no file there is imported.
 * Gives the interpreter, or why it is of no use: 3.9 is the oldest that Dunder runs on.
 */
export function probeInterpreter(command: string, ...args: readonly string[]): Promise<Interpreter | ProbeFailure> {
	return new Promise((resolve) => {
		const options = { cwd: tmpdir(), timeout: probeTimeout, windowsHide: true };
		execFile(command, [...args, "-I", "-X", "utf8", "-c", probeScript], options, (error, stdout) => {
			const [, version, executable] = /^(\d+\.\d+\.\d+) (.+?)\r?\n/.exec(stdout) ?? [];
			if (version && executable) {
				resolve(
					isTooOld(version) ? { failure: "too-old", version } : { path: command, arguments: args, version, executable },
				);
			} else {
				resolve({ failure: failureOf(command, error?.code) });
			}
		});
	});
}

function isTooOld(version: string): boolean {
	const [major = 0, minor = 0] = version.split(".").map(Number);
	return major < 3 || (major === 3 && minor < oldestMinor);
}

/** Windows answers for an absent Python with an alias that opens its store and ends with 9009. */
function failureOf(command: string, code: string | number | null | undefined) {
	if (code === 9009 || /[\\/]WindowsApps[\\/]/i.test(command)) {
		return "store-alias";
	}
	// What a virtual environment links to is gone when its Python was removed or upgraded.
	if (existsSync(join(dirname(command), "..", "pyvenv.cfg"))) {
		return "broken-environment";
	}
	return code === "ENOENT" ? "missing" : "not-python";
}

/** Every CPython on PATH by its versioned name and in pyenv's folder, each version once, oldest first. */
export async function discoverInterpreters(): Promise<Interpreter[]> {
	const minors = Array.from({ length: 12 }, (_, index) => `python3.${oldestMinor + index}`);
	const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), ".pyenv"), "versions");
	const versions = await readdir(pyenv).catch(() => []);
	const candidates: (readonly [string, ...string[]])[] = [
		...versions.map((version) => [join(pyenv, version, "bin", "python")] as const),
		...defaultCommands(),
		...minors.map((name) => [name] as const),
	];
	const probed = await Promise.all(candidates.map((candidate) => probeInterpreter(...candidate)));
	const byVersion = new Map<string, Interpreter>();
	for (const found of probed) {
		if (!("failure" in found) && !byVersion.has(found.version)) {
			byVersion.set(found.version, found);
		}
	}
	const minorOf = ({ version }: Interpreter) => Number(version.split(".")[1]);
	return [...byVersion.values()].sort((a, b) => minorOf(a) - minorOf(b));
}
