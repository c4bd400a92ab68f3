import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import Mocha from "mocha";
import { launchBrowser } from "./browser.mjs";
import { cache, root } from "./paths.mjs";
import { compiled, compileTests } from "./tests.mjs";
import { startServer, workbenchUrl } from "./vscode.mjs";

/** @typedef {{ passed: number, failed: number }} Counts */
/** @typedef {(module: string) => Promise<{ succeeded: boolean, log: string }>} RunModule */

const hostTimeout = 240_000;
const hostSuite = join(compiled, "vscode", "index.js");
/** The folder of an extension that stands in for the Python extension, which is not available where the tests run. */
export const pythonDouble = join(root, "test", "fixtures", "python-extension");
/** The folder of an extension that stands in for the Python extension, but never finishes its activation. */
export const hungPythonDouble = join(root, "test", "fixtures", "python-extension-hung");
const hostResultFile = join(compiled, "vscode", "result.json");

/** The settings that every VS Code under test starts with: nothing of its own gets in the way, and it has one theme. */
export const quietSettings = {
	"workbench.colorTheme": "Default Dark Modern",
	"workbench.startupEditor": "none",
	"chat.disableAIFeatures": true,
	"window.autoDetectColorScheme": false,
	"security.workspace.trust.enabled": true,
	"extensions.ignoreRecommendations": true,
};

/**
 * Makes the folders of one VS Code, for its user data and its extensions. `dispose` removes them.
 * @param {Record<string, unknown>} [settings]
 */
export async function makeProfile(settings = quietSettings) {
	const folder = await mkdtemp(join(tmpdir(), "dunder-test-"));
	const profile = { userData: join(folder, "user-data"), extensions: join(folder, "extensions") };
	await mkdir(profile.extensions, { recursive: true });
	// A remote window reads settings of machine scope from the second file only.
	for (const name of ["User", "Machine"]) {
		await mkdir(join(profile.userData, name), { recursive: true });
		await writeFile(join(profile.userData, name, "settings.json"), JSON.stringify(settings));
	}
	return { ...profile, dispose: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/**
 * Runs the extension-host suite in the server VS Code.
 * @param {import("./vscode.mjs").Release} release
 * @returns {Promise<Counts>}
 */
export async function runHostSuiteInServer(release) {
	await prepareHostSuite();
	await withHost(release, { fixtures: [pythonDouble] }, async (runModule) => {
		await runModule(hostSuite);
	});
	return hostResult();
}

/**
 * Starts a server with Dunder under development and some fixtures as extensions, and calls `use` with a function that
 * runs a module in the extension host of a new window.
 * @param {import("./vscode.mjs").Release} release
 * @param {{ fixtures: readonly string[], settings?: Record<string, unknown>, development?: string }} options folders of
 *   extensions, settings beside the quiet ones, and the folder of Dunder
 * @template Result
 * @param {(runModule: RunModule) => Promise<Result>} use
 * @returns {Promise<Result>} what `use` returns
 */
export async function withHost(release, { fixtures, settings = {}, development = root }, use) {
	const profile = await makeProfile({ ...quietSettings, ...settings });
	await addExtensions(profile.extensions, fixtures);
	const server = await startServer(release, { ...profile, development: true });
	const browser = await launchBrowser();
	try {
		return await use(async (module) => {
			const page = await browser.newPage();
			const exited = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
			/** @type {string[]} */
			const log = [];
			await page.exposeFunction("codeAutomationLog", (/** @type {string} */ _, /** @type {unknown[]} */ args) => {
				log.push(format(...args));
			});
			await page.goto(workbenchUrl(server.address, { development, tests: module }));
			const code = await within(hostTimeout, exited);
			if (code === undefined) {
				console.error(`${module} did not end within ${hostTimeout / 1000} seconds.`);
			}
			await page.close();
			return { succeeded: code === 0, log: log.join("\n") };
		});
	} finally {
		await browser.close();
		await server.stop();
		await profile.dispose();
	}
}

/**
 * Runs the extension-host suite in a desktop VS Code that `@vscode/test-electron` downloads.
 * @returns {Promise<Counts | string>} or why VS Code can't be used, such as a download that doesn't answer
 */
export async function runHostSuiteOnDesktop() {
	if (process.platform === "linux" && !process.env.DISPLAY) {
		return "there is no display (run under xvfb-run)";
	}
	/** @type {string} */
	let program;
	try {
		const reporter = { report: () => {}, error: () => {} };
		program = await downloadAndUnzipVSCode({ cachePath: join(cache, "vscode-test"), reporter });
	} catch (error) {
		return `its download does not answer (${error instanceof Error ? error.message : error})`;
	}
	await prepareHostSuite();
	const profile = await makeProfile();
	await addExtensions(profile.extensions, [pythonDouble]);
	const launchArgs = [
		`--user-data-dir=${profile.userData}`,
		`--extensions-dir=${profile.extensions}`,
		"--skip-welcome",
	];
	try {
		await runTests({
			vscodeExecutablePath: program,
			extensionDevelopmentPath: root,
			extensionTestsPath: hostSuite,
			launchArgs,
		});
	} catch (error) {
		console.error(error);
	} finally {
		await profile.dispose();
	}
	return hostResult();
}

async function prepareHostSuite() {
	await compileTests("vscode");
	await rm(hostResultFile, { force: true });
}

/**
 * Puts extensions into a folder under the names that VS Code gives them.
 * @param {string} extensions @param {readonly string[]} folders
 */
export async function addExtensions(extensions, folders) {
	for (const folder of folders) {
		const { publisher, name, version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
		await cp(folder, join(extensions, `${publisher}.${name}-${version}`), { recursive: true });
	}
}

/** Prints the report that the suite has left. A run that has left none has failed. @returns {Promise<Counts>} */
async function hostResult() {
	const text = await readFile(hostResultFile, "utf8").catch(() => undefined);
	if (text === undefined) {
		console.error("The extension-host suite left no result.");
		return { passed: 0, failed: 1 };
	}
	const { passed, failed, report } = JSON.parse(text);
	console.log(report);
	return { passed, failed };
}

/**
 * The result of a promise, or `undefined` after `time` milliseconds.
 * @template T @param {number} time @param {Promise<T>} promise @returns {Promise<T | undefined>}
 */
async function within(time, promise) {
	/** @type {NodeJS.Timeout | undefined} */
	let timer;
	const late = new Promise((resolve) => {
		timer = setTimeout(resolve, time);
	});
	const result = await Promise.race([promise, late]);
	clearTimeout(timer);
	return /** @type {T | undefined} */ (result);
}

/**
 * Runs compiled Mocha tests in this process.
 * @param {"unit" | "ui"} suite
 * @param {number} timeout of one test, in milliseconds
 * @returns {Promise<Counts>}
 */
export async function runMocha(suite, timeout) {
	const mocha = new Mocha({ timeout, color: process.stdout.isTTY });
	for (const file of await compileTests(suite)) {
		mocha.addFile(file);
	}
	await mocha.loadFilesAsync();
	return new Promise((resolve) => {
		const runner = mocha.run(() => resolve({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 1 }));
	});
}
