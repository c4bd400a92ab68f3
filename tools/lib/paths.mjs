import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout: the nearest folder above that has a package.json, so that compiled tests find it too. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** The folder for what the tools download or make. Git ignores it, and it is safe to delete. */
export const cache = join(root, ".cache");

/** The package that `npm run package` makes. */
export const vsix = join(root, "dunder.vsix");

/** @param {string} folder @returns {string} */
function findRoot(folder) {
	return existsSync(join(folder, "package.json")) ? folder : findRoot(dirname(folder));
}
