import * as l10n from "@vscode/l10n";

const mostLines = 100;
const longestLine = 1_000;

/** A line of output that stays one line of text: what would end it, or is not text, is escaped as Python escapes it. */
export function printable(line: string): string {
	return line.replace(/[^\P{Cc}\t]|[\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
		const code = character.charCodeAt(0);
		return code < 0x100 ? `\\x${hexadecimal(code, 2)}` : `\\u${hexadecimal(code, 4)}`;
	});
}

function hexadecimal(number: number, digits: number): string {
	return number.toString(16).padStart(digits, "0");
}

/**
 * Output that fits beside code: printable lines, none of them too long. Of too many lines, the first and the last ones
 * are kept, as they matter most in a traceback.
 */
export function shorten(output: readonly string[]): string[] {
	const lines = output.map((line) => {
		const text = printable(line.slice(0, longestLine));
		return line.length > longestLine ? l10n.t("{0}… {1} more characters", text, line.length - longestLine) : text;
	});
	const [missing, half] = [lines.length - mostLines, mostLines / 2];
	return missing > 0 ? [...lines.slice(0, half), l10n.t("… {0} more lines", missing), ...lines.slice(-half)] : lines;
}

/** A line as inline code in Markdown, even if it contains backticks. */
export function inlineCode(line: string): string {
	const text = printable(line);
	const fence = "`".repeat(longestRun(text) + 1);
	const padding = /^[ `]|[ `]$/.test(text) ? " " : "";
	return text === "" ? l10n.t("(empty line)") : `${fence}${padding}${text}${padding}${fence}`;
}

/** Output as a block of code in Markdown, even if it contains backticks. */
export function codeBlock(output: readonly string[], language = "text"): string {
	const text = shorten(output).join("\n");
	const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
	return `${fence}${language}\n${text}\n${fence}`;
}

/** The length of the longest run of backticks. */
function longestRun(text: string): number {
	return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
