import { readdir } from "node:fs/promises";
import { join } from "node:path";
import esbuild from "esbuild";
import { dist, lazyImports } from "./build.mjs";
import { cache, root } from "./paths.mjs";

/** The folder for compiled tests. */
export const compiled = join(cache, "test");

/**
 * Compiles the tests of one suite, which are found by their names. Libraries are not bundled.
 * @param {"unit" | "vscode" | "ui" | "bench"} suite
 * @returns {Promise<string[]>} the compiled files, except for the index
 */
export async function compileTests(suite) {
	const files = await readdir(join(root, "test", suite), { recursive: true });
	const names = files.filter((name) => /(\.test|\.bench|^index)\.ts$/.test(name));
	const outdir = join(compiled, suite);
	const extension = suite === "vscode" || suite === "bench" ? ".js" : ".mjs";
	await esbuild.build({
		absWorkingDir: root,
		entryPoints: names.map((name) => join("test", suite, name)),
		outdir,
		outbase: join("test", suite),
		bundle: true,
		platform: "node",
		target: "node20",
		// VS Code loads its modules with `require`. The other suites import the tools, which are ES modules.
		format: extension === ".js" ? "cjs" : "esm",
		outExtension: { ".js": extension },
		packages: "external",
		sourcemap: "inline",
		external: ["vscode"],
		// The benchmark loads the same files as the extension, at the same moments.
		plugins: suite === "bench" ? [lazyImports(dist)] : [],
		logLevel: "warning",
	});
	return names.filter((name) => name !== "index.ts").map((name) => join(outdir, name.replace(/\.ts$/, extension)));
}
