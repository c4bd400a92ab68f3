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

const hostTimeout = 240_000;
const hostSuite = join(compiled, "vscode", "index.js");
const hostCountsFile = join(compiled, "vscode", "counts.json");

/** What every VS Code under test starts with: nothing of its own in the way, and one theme. */
export const quietSettings = {
	"workbench.colorTheme": "Default Dark Modern",
	"workbench.startupEditor": "none",
	"chat.disableAIFeatures": true,
	"window.autoDetectColorScheme": false,
	"security.workspace.trust.enabled": true,
	"extensions.ignoreRecommendations": true,
};

/**
 * A user data folder for one VS Code, removed by `dispose`.
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
	const profile = await makeProfile();
	await addPythonDouble(profile.extensions);
	const server = await startServer(release, { ...profile, development: true });
	const browser = await launchBrowser();
	try {
		const page = await browser.newPage();
		const exited = new Promise((resolve) => page.exposeFunction("codeAutomationExit", resolve));
		let isSuite = false;
		await page.exposeFunction("codeAutomationLog", (/** @type {string} */ _, /** @type {unknown[]} */ args) => {
			const line = format(...args);
			isSuite ||= line.startsWith("Extension-host suite");
			if (isSuite) {
				console.log(line);
			}
		});
		await page.goto(workbenchUrl(server.address, { development: root, tests: hostSuite }));
		if ((await within(hostTimeout, exited)) === undefined) {
			console.error(`The extension-host suite did not end within ${hostTimeout / 1000} seconds.`);
		}
		return hostCounts();
	} finally {
		await browser.close();
		await server.stop();
		await profile.dispose();
	}
}

/**
 * Runs the extension-host suite in a desktop VS Code that `@vscode/test-electron` downloads.
 * @returns {Promise<Counts | string>} why it could not be had, where its download does not answer
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
	await addPythonDouble(profile.extensions);
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
	return hostCounts();
}

async function prepareHostSuite() {
	await compileTests("vscode");
	await rm(hostCountsFile, { force: true });
}

/** @param {string} extensions */
async function addPythonDouble(extensions) {
	const double = join(root, "test", "fixtures", "python-extension");
	await cp(double, join(extensions, "ms-python.python-0.0.0"), { recursive: true });
}

/** What the suite left; a run that left nothing has failed. @returns {Promise<Counts>} */
async function hostCounts() {
	const text = await readFile(hostCountsFile, "utf8").catch(() => undefined);
	return text === undefined ? { passed: 0, failed: 1 } : JSON.parse(text);
}

/**
 * What a promise gives, or nothing after so many milliseconds.
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
