import { rm, stat } from "node:fs/promises";
import vsce from "@vscode/vsce";
import { build } from "./build.mjs";
import { root, vsix } from "./paths.mjs";

/**
 * Builds for production and packages the extension.
 * @returns {Promise<{ path: string, bytes: number }>} the `.vsix`
 */
export async function packageExtension() {
	const problems = await build({ production: true });
	if (problems.length > 0) {
		throw new Error(`The bank has problems:\n${problems.join("\n")}`);
	}
	await rm(vsix, { force: true });
	await vsce.createVSIX({
		cwd: root,
		packagePath: vsix,
		dependencies: false,
		allowMissingRepository: true,
		rewriteRelativeLinks: false,
	});
	return { path: vsix, bytes: (await stat(vsix)).size };
}
