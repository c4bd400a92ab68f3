import { execFile } from "node:child_process";

const timeLimit = 5_000;

/** The paths in the output of `py -0p`, in its order. Each line has a tag and a path, and an asterisk after either. */
export function parsePyLauncher(output: string): string[] {
	return output.split(/\r?\n/).flatMap((line) => {
		const [, path] = /^\s*(?:-\S+\s+)?(?:\*\s+)?((?:[A-Za-z]:[\\/]|\\\\)\S.*?)(?:\s+\*)?\s*$/.exec(line) ?? [];
		return path ?? [];
	});
}

/** The Pythons that the Windows launcher knows; empty if there is no launcher. */
export function pyLauncherPaths(): Promise<string[]> {
	return new Promise((resolve) => {
		// An older launcher prints its heading to standard error, and one that knows no Python ends with an error.
		execFile("py", ["-0p"], { timeout: timeLimit, windowsHide: true }, (_, stdout) => resolve(parsePyLauncher(stdout)));
	});
}
