import * as l10n from "@vscode/l10n";
import { inlineCode } from "../../text/outputText";
import { keyOf, type ReprNode } from "./reprNode";
import { ReprReader } from "./reprReader";

const numberPattern = /(?<![\w.])[+-]?(?:0[xob][\da-f]+|[\d_]*\.?\d[\d_]*\.?(?:e[+-]?\d+)?)(?![\w.]*\w)/gi;
const bracketed: readonly ReprNode["kind"][] = ["list", "tuple", "set", "parentheses"];

/** What differs between a predicted line and the printed one, or `undefined` if no one phrase says it. Markdown. */
export function hintAtLine(predicted: string, printed: string): string | undefined {
	const [said, was] = [predicted.trim(), printed.trimEnd()];
	return (
		hintAtQuotes(said, was) ??
		hintAtText(predicted.trimEnd(), was) ??
		hintAtNodes(said, was) ??
		hintAtDigits(said, was) ??
		hintAtPunctuation(said, was)
	);
}

function hintAtQuotes(said: string, was: string): string | undefined {
	if (said === was || said.replace(/['"]/g, "") !== was.replace(/['"]/g, "")) {
		return undefined;
	}
	if (said.length === was.length && new ReprReader(was, "printed").whole) {
		return l10n.t("Only the quotes differ.");
	}
	if (said.length === was.length) {
		return l10n.t("Only the quotes differ. They count, because `repr()` does not write this line so.");
	}
	return said.length > was.length
		? l10n.t("Only the quotes differ: `print()` shows a `str` without them.")
		: l10n.t(
				"Only the quotes differ: the `repr()` of a `str` has them, and so has a `str` within a list, tuple or dict.",
			);
}

function hintAtText(said: string, was: string): string | undefined {
	if (said !== was && said.toLowerCase() === was.toLowerCase()) {
		return l10n.t("Only upper and lower case differ.");
	}
	if (/^[+-]?\d/.test(was) && said !== was && withoutSign(said) === withoutSign(was)) {
		return l10n.t("Only the sign differs: Python prints {0}.", inlineCode(was));
	}
	return said.replace(/\s/g, "") === was.replace(/\s/g, "") ? l10n.t("Only the spacing differs.") : undefined;
}

function withoutSign(text: string): string {
	return text.replace(/^[+-]/, "");
}

function hintAtNodes(said: string, was: string): string | undefined {
	const [left, right] = [said, was].map((text) => new ReprReader(text.trim(), "predicted").whole);
	if (!left || !right) {
		const words = (text: string) =>
			text
				.match(/[\p{L}\p{N}_.'"]+/gu)
				?.sort()
				.join(" ");
		return words(said) !== undefined && words(said) === words(was) && !isSameText(said, was)
			? l10n.t("Only the order differs.")
			: undefined;
	}
	const isSame = (change: (node: ReprNode) => ReprNode) => keyOf(left, change) === keyOf(right, change);
	if (isSame(inAnyOrder)) {
		return l10n.t("Only the order differs.");
	}
	if (isSame(withoutRepetition)) {
		return right.kind === "dict"
			? l10n.t("A `dict` shows each key once.")
			: l10n.t("A `set` shows equal elements once.");
	}
	if (isSame(withValues)) {
		return isSame(withTypes)
			? l10n.t("The digits differ: Python prints {0}.", inlineCode(was))
			: l10n.t("Only the type differs: Python prints {0}.", inlineCode(was));
	}
	if (isSame(withoutEscapes)) {
		return l10n.t("Only the escapes in the string differ.");
	}
	return isSame(inAnyBrackets) ? hintAtType(left, right) : hintAtClass(left, right);
}

function hintAtType(left: ReprNode, right: ReprNode): string {
	if ([left, right].some(({ kind }) => kind === "parentheses")) {
		return right.kind === "tuple"
			? l10n.t("A tuple of one element has a comma.")
			: l10n.t("Only the parentheses differ.");
	}
	return bracketed.includes(right.kind) && left.kind !== right.kind
		? l10n.t("Only the type differs: it is a {0}, not a {1}.", right.kind, left.kind)
		: l10n.t("Only the type differs.");
}

/** The hint for a prediction without the name of the class that Python prints around it. */
function hintAtClass(left: ReprNode, { kind, text, items }: ReprNode): string | undefined {
	const [only, second] = items;
	const isInside = kind === "call" && only !== undefined && !second && keyOf(left) === keyOf(only);
	return isInside ? l10n.t("Python prints {0} around it.", inlineCode(`${text}(…)`)) : undefined;
}

/** Whether two texts have the same letters and digits in the same order. */
function isSameText(left: string, right: string): boolean {
	const [one, other] = [left, right].map((text) => text.replace(/[^\p{L}\p{N}]/gu, ""));
	return one === other;
}

/** The hint for numbers within text, such as `2.5 EUR`. */
function hintAtDigits(said: string, was: string): string | undefined {
	const valued = (text: string) => text.replace(numberPattern, (number) => `${Number(number.replaceAll("_", ""))}`);
	return valued(said) === valued(was) ? l10n.t("The digits differ: Python prints {0}.", inlineCode(was)) : undefined;
}

function hintAtPunctuation(said: string, was: string): string | undefined {
	const inside = (text: string) => text.replace(/^\((.*?),?\)$/, "$1").replace(/\s/g, "");
	if (inside(said) === inside(was)) {
		return was.startsWith("(")
			? l10n.t("Python prints it with parentheses.")
			: l10n.t("Python prints it without parentheses.");
	}
	return /[\p{L}\p{N}]/u.test(was) && isSameText(said, was) ? l10n.t("Only the punctuation differs.") : undefined;
}

function inAnyOrder(node: ReprNode): ReprNode {
	const isKept = node.kind === "pair" || node.kind === "keyword";
	const items = [...node.items].sort((a, b) => (keyOf(a, inAnyOrder) < keyOf(b, inAnyOrder) ? -1 : 1));
	return isKept ? node : { ...node, items };
}

/** Keeps the first of equal elements. Of equal keys, keeps the first key with the last value, as a dict does. */
function withoutRepetition(node: ReprNode): ReprNode {
	const isPair = node.kind === "dict";
	if (!isPair && node.kind !== "set") {
		return node;
	}
	const kept = new Map<string, ReprNode>();
	for (const item of node.items) {
		const [key = item, ...value] = item.items;
		const id = keyOf(isPair ? key : item, withValues);
		const first = kept.get(id);
		kept.set(id, first && isPair ? { ...first, items: [...first.items.slice(0, 1), ...value] } : (first ?? item));
	}
	return { ...node, items: [...kept.values()] };
}

/** Replaces numbers and truth values by their values, so that equal ones are the same. */
function withValues(node: ReprNode): ReprNode {
	const truth = node.text === "True" ? 1 : node.text === "False" ? 0 : Number.NaN;
	const value =
		node.kind === "number" ? Number(node.text.replaceAll("_", "")) : node.kind === "word" ? truth : Number.NaN;
	return Number.isNaN(value) ? node : { ...node, kind: "number", text: `${value}` };
}

/** Replaces numbers and truth values by their types and values, so that equal ones of one type are the same. */
function withTypes(node: ReprNode): ReprNode {
	const type = node.kind === "word" ? "bool" : /[.e]/i.test(node.text) && !/^0x/i.test(node.text) ? "float" : "int";
	const valued = withValues(node);
	return valued === node ? node : { ...valued, text: `${type} ${valued.text}` };
}

function inAnyBrackets(node: ReprNode): ReprNode {
	return bracketed.includes(node.kind)
		? { ...node, kind: "list" }
		: { ...node, kind: node.kind === "bytes" ? "string" : node.kind };
}

/** Replaces the escape sequences in strings by the characters that they stand for. */
function withoutEscapes(node: ReprNode): ReprNode {
	const isText = node.kind === "string" || node.kind === "bytes";
	return isText ? { ...node, text: node.text.replace(/\\(?:x(..)|u(.{4})|U(.{8})|(.))/g, unescaped) } : node;
}

function unescaped(_: string, short = "", middle = "", long = "", sign = ""): string {
	const code = short || middle || long;
	const controls: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };
	const number = Number.parseInt(code, 16);
	return code === "" ? (controls[sign] ?? sign) : number <= 0x10ffff ? String.fromCodePoint(number) : code;
}
