import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout: the nearest folder above with a manifest, so that it is also found from compiled tests. */
export const root = findRoot(dirname(fileURLToPath(import.meta.url)));

/** What tools download or make for themselves; ignored by git and safe to delete. */
export const cache = join(root, ".cache");

/** The package that `npm run package` makes. */
export const vsix = join(root, "dunder.vsix");

/** @param {string} folder @returns {string} */
function findRoot(folder) {
	return existsSync(join(folder, "package.json")) ? folder : findRoot(dirname(folder));
}
