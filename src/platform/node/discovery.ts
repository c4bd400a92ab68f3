import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { isCPython, onceByName, sortPythons } from "../../core/lab/pythonName";
import type { Command, Interpreter } from "../pythonRuntime";
import { absent } from "../writeError";
import { defaultCommands, oldestMinor, probeInterpreter } from "./interpreters";
import { pyLauncherPaths } from "./pyLauncher";

/** How many processes run at the same time. */
const width = 8;
const firstFreeThreadedMinor = 13;

/**
 * Finds every Python on PATH, in pyenv's folder, in the list of the Windows launcher, and among `more`. Returns each
 * implementation and version once: CPython first, then by version, oldest first.
 */
export async function discoverInterpreters(more: readonly Command[] = []): Promise<Interpreter[]> {
	return sortPythons(onceByName(await probeAll([...(await usualCommands()), ...more])));
}

/** Finds every CPython that is not free-threaded. The bank is verified and Dunder is tested on these. */
export async function discoverCPythons(): Promise<Interpreter[]> {
	return (await discoverInterpreters()).filter((python) => isCPython(python) && !python.isFreeThreaded);
}

/** Probes commands, and returns those that are usable Pythons, in the same order. */
export async function probeAll(commands: readonly Command[]): Promise<Interpreter[]> {
	const found: (Interpreter | undefined)[] = [];
	const queue = [...commands.entries()];
	const work = async () => {
		for (let next = queue.shift(); next; next = queue.shift()) {
			const [index, command] = next;
			const probed = await probeInterpreter(...command);
			found[index] = "failure" in probed ? undefined : probed;
		}
	};
	await Promise.all(Array.from({ length: width }, work));
	return found.filter((one) => one !== undefined);
}

async function usualCommands(): Promise<Command[]> {
	const minors = Array.from({ length: 12 }, (_, index) => oldestMinor + index);
	const isWindows = process.platform === "win32";
	const launched = isWindows ? await pyLauncherPaths() : [];
	return [
		...(await pyenvPythons(isWindows)),
		...launched.map((path): Command => [path]),
		...defaultCommands(),
		...minors.map((minor): Command => [`python3.${minor}`]),
		...minors.filter((minor) => minor >= firstFreeThreadedMinor).map((minor): Command => [`python3.${minor}t`]),
		["pypy3"],
		["graalpy"],
	];
}

async function pyenvPythons(isWindows: boolean): Promise<Command[]> {
	const root = process.env.PYENV_ROOT ?? join(homedir(), ".pyenv", ...(isWindows ? ["pyenv-win"] : []));
	const folder = join(root, "versions");
	// Without pyenv, there is no such folder.
	const versions = (await readdir(folder).catch(absent)) ?? [];
	return versions.map((version) => [join(folder, version, ...(isWindows ? ["python.exe"] : ["bin", "python"]))]);
}
