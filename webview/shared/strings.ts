import * as l10n from "@vscode/l10n";

/** Loads the table of texts, which the document contains if the language is not English. */
export function takeStrings(): void {
	const table = document.getElementById("strings")?.textContent;
	if (table) {
		l10n.config({ contents: table });
	}
}
