import { printable } from "./outputText";

/** A line of a table. */
export function tableLine(cells: readonly string[]): string {
	return `| ${cells.join(" | ")} |`;
}

/** Code for a table, in which a cell ends at a bar even within code. */
export function escapeBars(code: string): string {
	return code.replaceAll("|", "\\|");
}

/** Text that Markdown shows as it is. */
export function escapeMarkdown(text: string): string {
	return printable(text).replace(/[\\`*_[\]<>&|~$]/g, "\\$&");
}
