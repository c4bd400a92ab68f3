import * as l10n from "@vscode/l10n";
import { inlineCode } from "../../text/outputText";
import type { Raised } from "./exceptionNames";
import { isLine, isOutput, type Outcome, outputBefore, type Prediction } from "./judging";
import { hintAtLine } from "./lineHints";
import { longestLine, saysEmptyLine, saysNothing, unfoldingsOf } from "./wordings";

const classPattern = /[\w.]*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)\b/g;

/**
 * What differs between a wrong prediction and what a statement did, or `undefined` if no one phrase says it. Markdown.
 */
export function hintAt(
	{ lines, hasException }: Prediction,
	{ output, error }: Outcome,
	version: string,
): string | undefined {
	if ([...lines, ...output].some(({ length }) => length > longestLine)) {
		return undefined;
	}
	if (error) {
		return hintAtException(lines, { output, error }, version);
	}
	if (hasException || classNames(lines.at(-1) ?? "").length > 0) {
		return l10n.t("No exception was raised.");
	}
	return hintAtOutput(lines, output);
}

function hintAtException(
	lines: readonly string[],
	{ output, error }: Outcome & { readonly error: Raised },
	version: string,
): string | undefined {
	for (const unfolded of unfoldingsOf(lines)) {
		const before = outputBefore(unfolded, error, version);
		if (before) {
			return `${l10n.t("The exception is right.")} ${hintBefore(before, output)}`;
		}
	}
	if (isOutput(lines, output, true)) {
		return output.length === 0
			? l10n.t("Nothing was printed, but {0} was raised.", inlineCode(error.name))
			: l10n.t("The output is right, but then {0} was raised.", inlineCode(error.name));
	}
	return hintAtClass(lines.findLast((line) => line.trim() !== "") ?? "", error);
}

function hintBefore(before: readonly string[], output: readonly string[]): string {
	if (output.length === 0) {
		return l10n.t("Nothing was printed before it.");
	}
	if (before.every((line) => line.trim() === "" || saysNothing(line))) {
		return output.length === 1
			? l10n.t("Before it, one line was printed.")
			: l10n.t("Before it, {0} lines were printed.", numberOf(output.length));
	}
	return `${l10n.t("The output before it differs.")} ${hintAtOutput(before, output) ?? ""}`.trimEnd();
}

function hintAtClass(line: string, { name, module, qualname }: Raised): string | undefined {
	const named = classNames(line);
	if (named.length > 1 && named.includes(name)) {
		return l10n.t("Predict one exception, without another to choose from.");
	}
	if (named.some((one) => one.endsWith(`.${name}`)) && module !== "") {
		return l10n.t("Only the module differs: the class is {0}.", inlineCode(`${module}.${qualname}`));
	}
	return line.trim() !== name && line.trim().toLowerCase() === name.toLowerCase()
		? l10n.t("Only upper and lower case differ.")
		: undefined;
}

function classNames(line: string): string[] {
	return [...line.matchAll(classPattern)].map(([name]) => name).filter((name) => !/^[a-z]*$/.test(name));
}

function hintAtOutput(lines: readonly string[], output: readonly string[]): string | undefined {
	const text = lines.join("").trim();
	if (output.length === 0) {
		const isEmptyLine = text !== "" && saysEmptyLine(text);
		return isEmptyLine
			? l10n.t("Nothing was printed, not even an empty line.")
			: text === "None"
				? l10n.t("`None` is a value. Nothing was printed.")
				: undefined;
	}
	if (text === "" || saysNothing(text)) {
		return output.length > 1 ? undefined : hintAtNothing(output.join());
	}
	const end = Math.max(output.length, lines.findLastIndex((line) => line.trim() !== "") + 1);
	const [typed = [], joined, ...others] = unfoldingsOf(lines.slice(0, end));
	const said = [typed, joined ?? typed, ...others].find(({ length }) => length === output.length) ?? joined ?? typed;
	return said.length === output.length ? hintAtLines(said, output) : hintAtCount(said, output);
}

/** The hint for a line that was printed although nothing was predicted. */
function hintAtNothing(printed: string): string | undefined {
	if (printed === "None") {
		return l10n.t("`None` was printed, which is a value.");
	}
	return printed === "" ? l10n.t("An empty line was printed.") : undefined;
}

/** The hint for a prediction that has as many lines as were printed. */
function hintAtLines(said: readonly string[], output: readonly string[]): string | undefined {
	const different = output.flatMap((printed, index) => (isLine(said[index] ?? "", printed) ? [] : [index]));
	const hints = new Set(different.map((index) => hintAtLine(said[index] ?? "", output[index] ?? "")));
	const [hint] = hints;
	if (hints.size === 1 && hint !== undefined) {
		return hint;
	}
	if ([...said].sort().join("\n") === [...output].sort().join("\n")) {
		return l10n.t("Only the order of the lines differs.");
	}
	return different.length === 1 && output.length > 1
		? l10n.t("Only line {0} differs.", (different[0] ?? 0) + 1)
		: undefined;
}

function hintAtCount(said: readonly string[], output: readonly string[]): string {
	const missing = output.length - said.length;
	const [long, short] = missing > 0 ? [output, said] : [said, output];
	const isPair = (one: string, other: string) => (missing > 0 ? isLine(one, other) : isLine(other, one));
	let found = 0;
	for (const line of long) {
		found += found < short.length && isPair(short[found] ?? "", line) ? 1 : 0;
	}
	if (found < short.length) {
		return output.length === 1
			? l10n.t("Python prints one line, and you predicted {0}.", numberOf(said.length))
			: l10n.t("Python prints {0} lines, and you predicted {1}.", numberOf(output.length), numberOf(said.length));
	}
	return missing > 0 ? hintAtMissing(missing) : hintAtSurplus(-missing);
}

function hintAtMissing(number: number): string {
	return number === 1
		? l10n.t("One line is missing.")
		: capitalized(l10n.t("{0} lines are missing.", numberOf(number)));
}

function hintAtSurplus(number: number): string {
	return number === 1
		? l10n.t("One line is too many.")
		: capitalized(l10n.t("{0} lines are too many.", numberOf(number)));
}

function capitalized(sentence: string): string {
	return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

function numberOf(number: number): string {
	const words = [
		...[l10n.t("no"), l10n.t("one"), l10n.t("two"), l10n.t("three"), l10n.t("four"), l10n.t("five")],
		...[l10n.t("six"), l10n.t("seven"), l10n.t("eight"), l10n.t("nine"), l10n.t("ten")],
	];
	return words[number] ?? `${number}`;
}
