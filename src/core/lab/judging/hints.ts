import { inlineCode } from "../../text/outputText";
import type { Raised } from "./exceptionNames";
import { isLine, isOutput, type Outcome, outputBefore, type Prediction } from "./judging";
import { hintAtLine } from "./lineHints";
import { longestLine, saysEmptyLine, saysNothing, unfoldingsOf } from "./wordings";

const classPattern = /[\w.]*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)\b/g;
/** What was printed where nothing was predicted. */
const hintsAtNothing: ReadonlyMap<string, string> = new Map([
	["None", "`None` was printed, which is a value."],
	["", "An empty line was printed."],
]);
const numbers = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** What differs between a wrong prediction and what a statement did, in one phrase where there is one. Markdown. */
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
		return "No exception was raised.";
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
			return `The exception is right. ${hintBefore(before, output)}`;
		}
	}
	if (isOutput(lines, output, true)) {
		const what = output.length === 0 ? "Nothing was printed, but" : "The output is right, but then";
		return `${what} ${inlineCode(error.name)} was raised.`;
	}
	return hintAtClass(lines.findLast((line) => line.trim() !== "") ?? "", error);
}

function hintBefore(before: readonly string[], output: readonly string[]): string {
	if (output.length === 0) {
		return "Nothing was printed before it.";
	}
	if (before.every((line) => line.trim() === "" || saysNothing(line))) {
		return `Before it, ${count(output.length, "line")} ${output.length === 1 ? "was" : "were"} printed.`;
	}
	return `The output before it differs. ${hintAtOutput(before, output) ?? ""}`.trimEnd();
}

function hintAtClass(line: string, { name, module, qualname }: Raised): string | undefined {
	const named = classNames(line);
	if (named.length > 1 && named.includes(name)) {
		return "Predict one exception, without another to choose from.";
	}
	if (named.some((one) => one.endsWith(`.${name}`)) && module !== "") {
		return `Only the module differs: the class is ${inlineCode(`${module}.${qualname}`)}.`;
	}
	return line.trim() !== name && line.trim().toLowerCase() === name.toLowerCase()
		? "Only upper and lower case differ."
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
			? "Nothing was printed, not even an empty line."
			: text === "None"
				? "`None` is a value. Nothing was printed."
				: undefined;
	}
	if (text === "" || saysNothing(text)) {
		return output.length > 1 ? undefined : hintsAtNothing.get(output.join());
	}
	const end = Math.max(output.length, lines.findLastIndex((line) => line.trim() !== "") + 1);
	const [typed = [], joined, ...others] = unfoldingsOf(lines.slice(0, end));
	const said = [typed, joined ?? typed, ...others].find(({ length }) => length === output.length) ?? joined ?? typed;
	return said.length === output.length ? hintAtLines(said, output) : hintAtCount(said, output);
}

/** Of as many lines as were printed. */
function hintAtLines(said: readonly string[], output: readonly string[]): string | undefined {
	const different = output.flatMap((printed, index) => (isLine(said[index] ?? "", printed) ? [] : [index]));
	const hints = new Set(different.map((index) => hintAtLine(said[index] ?? "", output[index] ?? "")));
	const [hint] = hints;
	if (hints.size === 1 && hint !== undefined) {
		return hint;
	}
	if ([...said].sort().join("\n") === [...output].sort().join("\n")) {
		return "Only the order of the lines differs.";
	}
	return different.length === 1 && output.length > 1 ? `Only line ${(different[0] ?? 0) + 1} differs.` : undefined;
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
		return `Python prints ${count(output.length, "line")}, and you predicted ${numberOf(said.length)}.`;
	}
	const lines = count(Math.abs(missing), "line");
	const verb = Math.abs(missing) === 1 ? "is" : "are";
	return `${lines.charAt(0).toUpperCase()}${lines.slice(1)} ${verb} ${missing > 0 ? "missing" : "too many"}.`;
}

function numberOf(number: number): string {
	return numbers[number] ?? `${number}`;
}

function count(number: number, noun: string): string {
	return `${numberOf(number)} ${noun}${number === 1 ? "" : "s"}`;
}
