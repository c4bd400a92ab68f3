import { build, watch } from "./lib/build.mjs";
import { compileTests } from "./lib/tests.mjs";

const help = `npm run build [-- --production]   builds the extension and the bank into dist/
npm run build:tests               compiles the extension-host suite for the debugger
npm run watch                     builds, then rebuilds the code on every change`;

const args = process.argv.slice(2);
if (args.includes("--help")) {
	console.log(help);
} else if (args.includes("--watch")) {
	await watch();
} else if (args.includes("--tests")) {
	await compileTests("vscode");
} else {
	const problems = await build({ production: args.includes("--production") });
	for (const problem of problems) {
		console.error(problem);
	}
	process.exitCode = problems.length > 0 ? 1 : 0;
}
