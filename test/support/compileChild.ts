import { resolve } from "node:path";
import { build } from "esbuild";

/** Compiles a module of this folder so that `node` can run it. Returns the path of the compiled file. */
export async function compileChild(name: string): Promise<string> {
	const outfile = resolve(".cache", "test", `${name}.mjs`);
	const entryPoints = [resolve("test", "support", `${name}.ts`)];
	await build({ entryPoints, outfile, bundle: true, platform: "node", format: "esm", packages: "external" });
	return outfile;
}
