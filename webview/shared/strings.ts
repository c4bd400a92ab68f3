import * as l10n from "@vscode/l10n";

/** Takes the table of strings that the document brings along where its language is not English. */
export function takeStrings(): void {
	const table = document.getElementById("strings")?.textContent;
	if (table) {
		l10n.config({ contents: table });
	}
}
