import { spawnSync } from "node:child_process";
import { ensureDependencies } from "./lib/npm.mjs";

const help = `npm run install-extension

Packages Dunder and installs it into your own VS Code: the one whose \`code\` command is on PATH.`;

if (process.argv.includes("--help")) {
	console.log(help);
} else {
	await ensureDependencies();
	const { packageExtension } = await import("./lib/package.mjs");
	const { path } = await packageExtension();
	const options = { stdio: /** @type {const} */ ("inherit"), shell: process.platform === "win32" };
	const { status, error } = spawnSync("code", ["--install-extension", path, "--force"], options);
	if (error) {
		console.error(
			`No \`code\` command is on PATH. In VS Code, run "Shell Command: Install 'code' command in PATH", or install ${path} with "Extensions: Install from VSIX…".`,
		);
	}
	process.exitCode = status ?? 1;
}
