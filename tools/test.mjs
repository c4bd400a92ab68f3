import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/npm.mjs";
import { root } from "./lib/paths.mjs";

const help = `npm test [-- OPTIONS]

Runs lint, types, unused code, unit tests, the bank's verification, the suite in a real extension host (desktop VS Code
where its download answers, else the server from npm) and the suite in a real browser. What they need is set up first.

  --only=PART      one of: lint, types, unused, unit, verify, host, ui, desktop, oldest; desktop insists on desktop VS Code
  --with-oldest    also the extension-host suite on the oldest VS Code that package.json allows
  --help           this text`;

const { values: options } = parseArgs({
	options: {
		only: { type: "string" },
		"with-oldest": { type: "boolean", default: false },
		help: { type: "boolean", default: false },
	},
});

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * Runs a script, which counts as one check.
 * @param {string} script @param {string[]} args
 * @returns {Promise<Counts>}
 */
async function check(script, ...args) {
	const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });
	const code = await new Promise((resolve) => child.on("close", resolve));
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** @param {string} project @returns {Promise<Counts>} */
function types(project) {
	return check("node_modules/typescript/bin/tsc", "-p", project);
}

/** @returns {Promise<Counts>} */
async function host() {
	const { runHostSuiteInServer, runHostSuiteOnDesktop } = await import("./lib/suites.mjs");
	const { releases } = await import("./lib/vscode.mjs");
	const counts = await runHostSuiteOnDesktop();
	if (typeof counts !== "string") {
		return counts;
	}
	console.log(`Desktop VS Code cannot be used: ${counts}. Using the server from npm.`);
	return runHostSuiteInServer(releases.current);
}

/** @type {Record<string, () => Promise<Counts | Counts[]>>} */
const parts = {
	lint: () => check("node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"),
	types: async () => [await types("."), await types("src/core"), await types("webview"), await types("tools")],
	unused: () => check("node_modules/knip/bin/knip.js"),
	unit: async () => {
		const { runMocha } = await import("./lib/suites.mjs");
		return runMocha("unit", 60_000);
	},
	verify: () => check("tools/verify.mjs"),
	host: async () => {
		const { build } = await import("./lib/build.mjs");
		await build();
		return host();
	},
	ui: async () => {
		const { packageExtension } = await import("./lib/package.mjs");
		const { runMocha } = await import("./lib/suites.mjs");
		await packageExtension();
		return runMocha("ui", 30_000);
	},
};

/** @type {typeof parts} */
const extraParts = {
	desktop: async () => {
		const { build } = await import("./lib/build.mjs");
		const { runHostSuiteOnDesktop } = await import("./lib/suites.mjs");
		await build();
		const counts = await runHostSuiteOnDesktop();
		if (typeof counts !== "string") {
			return counts;
		}
		console.error(`Desktop VS Code cannot be used: ${counts}.`);
		return { passed: 0, failed: 1 };
	},
	oldest: async () => {
		const { build } = await import("./lib/build.mjs");
		const { runHostSuiteInServer } = await import("./lib/suites.mjs");
		const { releases } = await import("./lib/vscode.mjs");
		await build();
		return runHostSuiteInServer(releases.oldest);
	},
};

/** @returns {string[]} the names of the parts to run, in order */
function chosenParts() {
	if (options.only) {
		return [options.only];
	}
	return [...Object.keys(parts), ...(options["with-oldest"] ? ["oldest"] : [])];
}

async function test() {
	await ensureDependencies();
	/** @type {string[]} */
	const summary = [];
	const total = { passed: 0, failed: 0 };
	for (const name of chosenParts()) {
		const run = parts[name] ?? extraParts[name];
		if (!run) {
			console.error(`There is no part "${name}".\n\n${help}`);
			return 1;
		}
		console.log(`\n── ${name}`);
		const start = Date.now();
		const counts = await Promise.resolve()
			.then(run)
			.catch((error) => {
				console.error(error);
				return { passed: 0, failed: 1 };
			});
		for (const { passed, failed } of [counts].flat()) {
			total.passed += passed;
			total.failed += failed;
		}
		const failed = [counts].flat().some((part) => part.failed > 0);
		summary.push(`${failed ? "✘" : "✔"} ${name.padEnd(8)} ${Math.round((Date.now() - start) / 1000)} s`);
	}
	console.log(`\n${summary.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
}

if (options.help) {
	console.log(help);
} else {
	process.exit(await test());
}
