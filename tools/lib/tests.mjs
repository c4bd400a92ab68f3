import { readdir } from "node:fs/promises";
import { join } from "node:path";
import esbuild from "esbuild";
import { cache, root } from "./paths.mjs";

/** Where compiled tests go. */
export const compiled = join(cache, "test");

/**
 * Compiles the tests of one suite, found by their names; libraries stay outside.
 * @param {"unit" | "vscode" | "ui"} suite
 * @returns {Promise<string[]>} the compiled files
 */
export async function compileTests(suite) {
	const names = (await readdir(join(root, "test", suite))).filter((name) => name.endsWith(".test.ts"));
	const outdir = join(compiled, suite);
	await esbuild.build({
		absWorkingDir: root,
		entryPoints: names.map((name) => join("test", suite, name)),
		outdir,
		bundle: true,
		platform: "node",
		target: "node20",
		format: "cjs",
		packages: "external",
		sourcemap: "inline",
		external: ["vscode"],
		logLevel: "warning",
	});
	return names.map((name) => join(outdir, name.replace(/\.ts$/, ".js")));
}
