import { readdir } from "node:fs/promises";
import { join } from "node:path";
import esbuild from "esbuild";
import { cache, root } from "./paths.mjs";

/** Where compiled tests go. */
export const compiled = join(cache, "test");

/**
 * Compiles the tests of one suite, found by their names; libraries stay outside.
 * @param {"unit" | "vscode" | "ui"} suite
 * @returns {Promise<string[]>} the compiled test files
 */
export async function compileTests(suite) {
	const names = (await readdir(join(root, "test", suite))).filter((name) => /(\.test|^index)\.ts$/.test(name));
	const outdir = join(compiled, suite);
	const extension = suite === "vscode" ? ".js" : ".mjs";
	await esbuild.build({
		absWorkingDir: root,
		entryPoints: names.map((name) => join("test", suite, name)),
		outdir,
		bundle: true,
		platform: "node",
		target: "node20",
		// VS Code loads its suite with require; the others import the tools, which are modules.
		format: suite === "vscode" ? "cjs" : "esm",
		outExtension: { ".js": extension },
		packages: "external",
		sourcemap: "inline",
		external: ["vscode"],
		logLevel: "warning",
	});
	return names
		.filter((name) => name.endsWith(".test.ts"))
		.map((name) => join(outdir, name.replace(/\.ts$/, extension)));
}
