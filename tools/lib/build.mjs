import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import esbuild from "esbuild";
import { readBank } from "./bank.mjs";
import { root } from "./paths.mjs";
import { importTypeScript } from "./typescript.mjs";
import { openRecord } from "./verified.mjs";

/** The folder that the extension is loaded from. */
export const dist = join(root, "dist");

/**
 * The modules that all chunks share, because each holds a state or a class for `instanceof`. `dist/extension.js` has them and
 * exports them to the other chunks: a file of their own would be one more to load at activation.
 */
const shared = [
	"@vscode/l10n",
	"./src/core/journal/eventText",
	"./src/platform/changedError",
	"./src/platform/log",
	"./src/platform/slices",
	"./src/platform/userError",
	"./src/platform/writeError",
];

/**
 * Keeps `import("…/name")` in place, as the import of a separate file in some folder.
 * @param {string} folder relative to the bundle, or absolute
 * @param {Set<string>} [found] receives the absolute paths of the modules that become separate files
 * @returns {import("esbuild").Plugin}
 */
export function lazyImports(folder, found = new Set()) {
	return {
		name: "lazy-imports",
		setup(build) {
			build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
				if (kind !== "dynamic-import") {
					return undefined;
				}
				found.add(`${join(resolveDir, path)}.ts`);
				return { path: `${folder}/${basename(path)}.js`, external: true };
			});
		},
	};
}

/**
 * Makes each bundle load what is outside it only once, because every `require` takes a fifth of a millisecond in the
 * extension host. VS Code's API is outside every bundle, and the shared modules are outside all but the extension's.
 * @param {readonly string[]} [modules] those that `dist/extension.js` has
 * @returns {import("esbuild").Plugin}
 */
function outsideOnce(modules = []) {
	const namespace = "outside";
	const names = modules.map((path) => basename(path)).join("|");
	return {
		name: "outside-once",
		setup(build) {
			build.onResolve({ filter: /./, namespace }, ({ path }) => ({ path, external: true }));
			build.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace }));
			if (modules.length > 0) {
				build.onResolve({ filter: new RegExp(`/(${names})$`) }, ({ kind }) =>
					kind === "import-statement" ? { path: "./extension.js", namespace } : undefined,
				);
			}
			build.onLoad({ filter: /./, namespace }, ({ path }) => ({ contents: `export * from "${path}";` }));
		},
	};
}

/** @param {boolean} production @returns {import("esbuild").BuildOptions} */
function common(production) {
	return { bundle: true, minify: production, sourcemap: !production, absWorkingDir: root, logLevel: "warning" };
}

/** What all bundles of the extension host have in common. @type {import("esbuild").BuildOptions} */
const host = { platform: "node", target: "node20", format: "cjs", mainFields: ["module", "main"] };

/** @param {boolean} production @param {string[]} entryPoints @param {Set<string>} [found] @returns {import("esbuild").BuildOptions} */
function hostBundle(production, entryPoints, found) {
	return {
		...common(production),
		...host,
		entryPoints,
		outdir: "dist",
		entryNames: "[name]",
		plugins: [outsideOnce(shared), lazyImports(".", found)],
	};
}

/** @param {boolean} production @param {Set<string>} [found] @returns {import("esbuild").BuildOptions} */
function extensionBundle(production, found) {
	const contents = ["./src/extension", ...shared].map((path) => `export * from "${path}";`).join("\n");
	return {
		...common(production),
		...host,
		stdin: { contents, resolveDir: root, sourcefile: "extension.ts" },
		outfile: "dist/extension.js",
		plugins: [outsideOnce(), lazyImports(".", found)],
		// The package's other build reads tables of texts from files, and Dunder's table doesn't come from a file.
		alias: { "@vscode/l10n": "@vscode/l10n/dist/browser.js" },
	};
}

/** @param {boolean} production @returns {import("esbuild").BuildOptions} */
function webviewBundle(production) {
	return {
		...common(production),
		entryPoints: ["webview/question/panel.ts", "webview/question/panel.css"],
		outdir: "dist/webview",
		entryNames: "[name]",
		platform: "browser",
		target: "chrome132",
		format: "iife",
	};
}

/**
 * Fails if two bundles have a module that remembers something between calls, as each would have a memory of its own.
 * @param {readonly string[]} modules those of all bundles, by their paths below the root
 */
async function requireSharedState(modules) {
	const copied = new Set(modules.filter((path, index) => path.startsWith("src/") && modules.indexOf(path) !== index));
	for (const path of copied) {
		const text = await readFile(join(root, path), "utf8");
		if (/^(export )?(let |const \w+(: [^=]+)? = new (Weak)?(Map|Set)(<.*>)?\(\))/m.test(text)) {
			throw new Error(`${path} has a state, and two bundles have a copy of it. Add it to the shared ones.`);
		}
	}
}

/**
 * Bundles the extension and all modules that it and its parts import lazily, each as a separate file.
 * @param {boolean} production
 * @returns {Promise<string[]>} the lazily imported modules
 */
async function bundleHost(production) {
	/** @type {Set<string>} */
	const found = new Set();
	/** @type {string[]} */
	const done = [];
	/** @type {string[]} */
	const modules = [];
	const extension = await esbuild.build({ ...extensionBundle(production, found), metafile: true });
	modules.push(...Object.values(extension.metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs)));
	for (let left = [...found]; left.length > 0; left = [...found].filter((path) => !done.includes(path))) {
		const { metafile } = await esbuild.build({ ...hostBundle(production, left, found), metafile: true });
		modules.push(...Object.values(metafile?.outputs ?? {}).flatMap(({ inputs }) => Object.keys(inputs)));
		done.push(...left);
	}
	await requireSharedState(modules);
	const names = done.map((path) => basename(path));
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice) {
		throw new Error(`Two lazily imported modules are called ${twice}. Rename one: their files would be the same.`);
	}
	return done;
}

/**
 * Compiles the bank: an index of the questions, an index for the search, and for each question a file with its parts,
 * their rendering for the panel, and the versions on which `npm run verify` has found that its experiments hold.
 * @returns {Promise<string[]>} the bank's problems, each with file and line
 */
export async function buildBank() {
	const parsed = await readBank();
	const { pack, index, questions, problems } = parsed;
	const { renderQuestion } = await importTypeScript("src/core/bank/renderQuestion.ts");
	const { compileSearch } = await importTypeScript("src/core/bank/search.ts");
	const { questionKey } = await importTypeScript("src/core/bank/questionKey.ts");
	const keyOf = (/** @type {string} */ id) => questionKey(pack, id);
	const topicTitles = new Map(index.topics.map(({ key, title }) => [key, title]));
	const titles = new Map(index.questions.map(({ key, title }) => [key, title]));
	const record = await openRecord();
	const folder = join(dist, "bank");
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, "index.json"), JSON.stringify(index));
	await writeFile(join(folder, "search.json"), JSON.stringify(compileSearch(parsed)));
	for (const question of questions) {
		const path = join(folder, pack, `${question.id}.json`);
		await mkdir(dirname(path), { recursive: true });
		const dependencies = {
			topicTitle: topicTitles.get(keyOf(question.topic)),
			keyOf,
			titleOf: (/** @type {string} */ id) => titles.get(index.renamed[keyOf(id)] ?? keyOf(id)),
		};
		const verified = question.experiments.map(
			(/** @type {import("../../src/core/bank/question").Experiment} */ experiment) =>
				record.versions(question, experiment),
		);
		const { title, experiments } = question;
		const rendered = renderQuestion(question, dependencies, verified);
		await writeFile(
			path,
			JSON.stringify({ question: { key: keyOf(question.id), title, experiments }, rendered, verified }),
		);
	}
	return problems.map(({ file, line, message }) => `questions/${file}:${line}: ${message}`);
}

/**
 * Builds everything that the extension loads into `dist/`.
 * @param {{ production?: boolean }} [options]
 * @returns {Promise<string[]>} the bank's problems
 */
export async function build({ production = false } = {}) {
	await rm(dist, { recursive: true, force: true });
	await Promise.all([bundleHost(production), esbuild.build(webviewBundle(production))]);
	return buildBank();
}

/** Builds, then rebuilds the code on every change until it is stopped. @returns {Promise<void>} */
export async function watch() {
	await build();
	const bundles = [extensionBundle(false), hostBundle(false, await bundleHost(false)), webviewBundle(false)];
	for (const options of bundles) {
		const context = await esbuild.context({ ...options, logLevel: "info" });
		await context.watch();
	}
}
