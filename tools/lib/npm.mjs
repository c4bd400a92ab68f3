import { spawn } from "node:child_process";
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * Runs npm and shows what it prints only if it fails.
 * @param {string[]} args
 * @param {{ cwd: string, path?: string }} place `path` is put first on PATH
 * @returns {Promise<void>}
 */
export function npm(args, { cwd, path }) {
	const separator = process.platform === "win32" ? ";" : ":";
	const env = { ...process.env, ...(path ? { PATH: `${path}${separator}${process.env.PATH}` } : {}) };
	const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
	return new Promise((resolve, reject) => {
		// On Windows, npm is a batch file, which only a shell can start. No argument here contains a space.
		const child = spawn("npm", [...args, ...quiet], { cwd, env, shell: process.platform === "win32" });
		let output = "";
		for (const stream of [child.stdout, child.stderr]) {
			stream.on("data", (chunk) => {
				output += chunk;
			});
		}
		child.on("error", reject);
		child.on("close", (code) =>
			code === 0 ? resolve() : reject(new Error(`npm ${args.join(" ")} failed in ${cwd}:\n${output}`)),
		);
	});
}

/**
 * Installs packages into a folder of their own, once: later calls find them there.
 * @param {string} folder
 * @param {string[]} packages with exact versions
 * @returns {Promise<void>}
 */
export async function installOnce(folder, packages) {
	const stamp = join(folder, "installed.txt");
	if ((await readFile(stamp, "utf8").catch(() => "")) === packages.join("\n")) {
		return;
	}
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, "package.json"), "{}");
	await npm(["install", "--ignore-scripts", "--save-exact", ...packages], { cwd: folder });
	await writeFile(stamp, packages.join("\n"));
}

/** Installs what the lock file names, if it is not there yet or the lock file is newer. @returns {Promise<void>} */
export async function ensureDependencies() {
	const modified = (/** @type {string} */ path) =>
		stat(join(root, path)).then(
			({ mtimeMs }) => mtimeMs,
			() => 0,
		);
	const [installed, locked] = await Promise.all([
		modified("node_modules/.package-lock.json"),
		modified("package-lock.json"),
	]);
	if (installed === 0 || installed < locked) {
		console.log("Installing the packages that the lock file names …");
		await npm(["ci"], { cwd: root });
	}
}
