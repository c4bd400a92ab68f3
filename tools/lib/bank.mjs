import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { importTypeScript } from "./typescript.mjs";

/**
 * Reads and parses `questions/`.
 * @returns {Promise<import("../../src/core/bank/parseBank").ParsedBank>}
 */
export async function readBank() {
	const { parseBank } = await importTypeScript("src/core/bank/parseBank.ts");
	const { ownPack } = await importTypeScript("src/core/bank/questionKey.ts");
	const folder = join(root, "questions");
	const entries = await readdir(folder, { recursive: true });
	const paths = entries.map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".md"));
	const files = paths.sort().map(async (path) => ({ path, text: await readFile(join(folder, path), "utf8") }));
	return parseBank(ownPack, await Promise.all(files));
}
