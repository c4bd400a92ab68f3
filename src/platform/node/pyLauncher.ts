import { execFile } from "node:child_process";

const timeLimit = 5_000;

/** The paths in what `py -0p` prints, in its order: a tag, then the path, and an asterisk behind either of them. */
export function parsePyLauncher(output: string): string[] {
	return output.split(/\r?\n/).flatMap((line) => {
		const [, path] = /^\s*(?:-\S+\s+)?(?:\*\s+)?((?:[A-Za-z]:[\\/]|\\\\)\S.*?)(?:\s+\*)?\s*$/.exec(line) ?? [];
		return path ?? [];
	});
}

/** The Pythons that Windows' launcher knows; none where there is no launcher. */
export function pyLauncherPaths(): Promise<string[]> {
	return new Promise((resolve) => {
		// An older launcher prints its heading to standard error, and one without any Python ends with an error.
		execFile("py", ["-0p"], { timeout: timeLimit, windowsHide: true }, (_, stdout) => resolve(parsePyLauncher(stdout)));
	});
}
