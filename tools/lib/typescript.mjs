import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { cache, root } from "./paths.mjs";

/**
 * Imports a TypeScript module into a tool, on any version of Node.
 * @param {string} path relative to the checkout
 * @returns {Promise<any>} its exports
 */
export async function importTypeScript(path) {
	const outfile = join(cache, "tools", `${basename(path, ".ts")}-${process.pid}.mjs`);
	await mkdir(join(cache, "tools"), { recursive: true });
	await build({
		entryPoints: [join(root, path)],
		outfile,
		bundle: true,
		platform: "node",
		format: "esm",
		packages: "external",
		logLevel: "warning",
	});
	const module = await import(pathToFileURL(outfile).href);
	await rm(outfile);
	return module;
}
