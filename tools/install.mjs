import { hasDesktop, runDesktop } from "./lib/desktop.mjs";
import { ensureDependencies } from "./lib/npm.mjs";

const help = `npm run install-extension

Packages Dunder and installs it into your own VS Code: the one whose \`code\` command is on PATH.`;

if (process.argv.includes("--help")) {
	console.log(help);
} else {
	await ensureDependencies();
	const { packageExtension } = await import("./lib/package.mjs");
	const { path } = await packageExtension();
	if (hasDesktop()) {
		process.exitCode = runDesktop(["--install-extension", path, "--force"]);
	} else {
		console.error(
			`No \`code\` command is on PATH. In VS Code, run "Shell Command: Install 'code' command in PATH", or install ${path} with "Extensions: Install from VSIX…".`,
		);
		process.exitCode = 1;
	}
}
