import { realpath, stat } from "node:fs/promises";
import { delimiter, dirname, extname, join } from "node:path";
import { absent } from "../writeError";
import { home } from "./home";

/** The files in which pyenv, asdf, and mise store which version their shims start. A shim itself never changes. */
function versionFiles({ PYENV_ROOT, XDG_CONFIG_HOME }: NodeJS.ProcessEnv = process.env): string[] {
	return [
		join(PYENV_ROOT ?? join(home, ".pyenv"), "version"),
		join(home, ".python-version"),
		join(home, ".tool-versions"),
		join(XDG_CONFIG_HOME ?? join(home, ".config"), "mise", "config.toml"),
	];
}

/**
 * Identifies a Python by its files, without starting it. The text changes if `command` would start another program or
 * another version. `executable` is the path that the Python reported when it was started.
 */
export async function pythonIdentity(command: string, executable: string): Promise<string> {
	const program = await findProgram(command);
	const programs = program === undefined ? [executable] : [program, executable];
	const files = programs.flatMap((file) => [
		file,
		// A virtual environment that was created again can link to the same Python, or to another of the same name.
		join(dirname(file), "pyvenv.cfg"),
		join(dirname(file), "..", "pyvenv.cfg"),
	]);
	return (await Promise.all([...files, ...versionFiles()].map(describeFile))).join("\n");
}

/** The file that a command starts: the path itself, or else the first match on PATH, as the platform searches it. */
export async function findProgram(
	command: string,
	{ PATH = "", Path = PATH, PATHEXT = ".EXE" }: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
	if (/[\\/]/.test(command)) {
		return command;
	}
	const isWindows = process.platform === "win32";
	const endings = isWindows && extname(command) === "" ? PATHEXT.split(";") : [""];
	for (const folder of Path.split(delimiter)) {
		for (const ending of endings) {
			const file = join(folder, `${command}${ending}`);
			if (folder !== "" && (await isProgram(file, isWindows))) {
				return file;
			}
		}
	}
	return undefined;
}

async function isProgram(file: string, isWindows: boolean): Promise<boolean> {
	// Most folders on PATH don't contain the file.
	const found = await stat(file).catch(absent);
	return found?.isFile() === true && (isWindows || (found.mode & 0o111) !== 0);
}

/** The target of a file, and what changes with its content. A missing file has a description too. */
async function describeFile(file: string): Promise<string> {
	try {
		const target = await realpath(file);
		const { mtimeMs, size, ino } = await stat(target);
		return [file, target, mtimeMs, size, ino].join("\0");
	} catch (error) {
		return [file, (error as NodeJS.ErrnoException).code].join("\0");
	}
}
