import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getL10nPseudoLocalized } from "@vscode/l10n-dev";
import strings from "../../../package.nls.json";
import { exportedTable } from "./sources";

/** A text in the pseudo-language, which spells every word with accents and keeps `{0}`. */
export function pseudo(text: string): string {
	return `${getL10nPseudoLocalized({ text }).text}`;
}

/** The table of all messages, in the pseudo-language. */
export async function pseudoTable(): Promise<Record<string, string>> {
	const table = getL10nPseudoLocalized(await exportedTable());
	return Object.fromEntries(Object.entries(table).map(([key, text]) => [key, `${text}`]));
}

/**
 * Adds the pseudo-language to an installed Dunder, in place of a language that VS Code knows. The extension keeps its
 * name.
 */
export async function addPseudoLanguage(extensions: string, language: string): Promise<void> {
	const name = (await readdir(extensions)).find((folder) => folder.startsWith("dunder.dunder-"));
	if (name === undefined) {
		throw new Error(`Dunder is not installed in ${extensions}.`);
	}
	const folder = join(extensions, name);
	const manifest = { ...getL10nPseudoLocalized(strings), "extension.name": "Dunder" };
	await mkdir(join(folder, "l10n"), { recursive: true });
	await writeFile(join(folder, "l10n", `bundle.l10n.${language}.json`), JSON.stringify(await pseudoTable()));
	await writeFile(join(folder, `package.nls.${language}.json`), JSON.stringify(manifest));
}
