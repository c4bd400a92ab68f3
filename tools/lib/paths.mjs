import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** What tools download or make for themselves; ignored by git and safe to delete. */
export const cache = join(root, ".cache");
