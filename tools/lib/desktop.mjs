import { spawnSync } from "node:child_process";

// On Windows, `code` is a batch file. Only a shell can start it, and a shell splits what is not quoted.
const isWindows = process.platform === "win32";

/** Whether the desktop VS Code's `code` is on PATH. */
export function hasDesktop() {
	return spawnSync("code", ["--version"], { shell: isWindows }).status === 0;
}

/**
 * Runs `code` and waits for it.
 * @param {readonly string[]} args @param {Readonly<Record<string, string>>} [environment] what it gets beside our own
 * @returns {number} its exit code
 */
export function runDesktop(args, environment = {}) {
	const quoted = isWindows ? args.map((arg) => `"${arg}"`) : args;
	return (
		spawnSync("code", quoted, { stdio: "inherit", shell: isWindows, env: { ...process.env, ...environment } }).status ??
		1
	);
}
