import { leaf, type ReprNode } from "./reprNode";

/**
 * `printed` text must have the spaces, the quotes, and the notation of `repr`. `predicted` text may be any Python with
 * the same tokens.
 */
export type Style = "printed" | "predicted";

interface Token {
	readonly node: ReprNode;
	readonly end: number;
}

interface Patterns {
	readonly number: RegExp;
	readonly complex: RegExp;
	readonly string: RegExp;
}

const ownNumber = "(?:(?:0|[1-9]\\d*)(?:\\.(?:0|\\d*[1-9]))?(?:e[+-]\\d{2,})?|inf|nan)";
const anyNumber = "(?:(?:\\d|\\.\\d)(?:e[+-]\\d|[\\w.])*|inf\\b|nan\\b|infj\\b|nanj\\b)";
const escapeSequence = String.raw`\\(?:[\\nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})`;

const patterns: Readonly<Record<Style, Patterns>> = {
	printed: {
		number: new RegExp(`-?${ownNumber}j?(?![\\w.])`, "y"),
		complex: new RegExp(`\\(-?${ownNumber}[+-]${ownNumber}j\\)`, "y"),
		// `repr` writes double quotes only around text that contains single quotes and no double quotes.
		string: new RegExp(
			String.raw`b?(?:'(?:[^'\\\p{Cc}]|${escapeSequence})*'|"(?:[^"\\\p{Cc}]|${escapeSequence})*"|'(?:[^'\\\p{Cc}]|${escapeSequence}|\\')*')`,
			"uy",
		),
	},
	predicted: {
		number: new RegExp(`[+-]?\\s*${anyNumber}`, "iy"),
		complex: new RegExp(`\\(\\s*[+-]?\\s*${anyNumber}\\s*[+-]\\s*${anyNumber}\\s*\\)`, "iy"),
		string: /b?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/iy,
	},
};

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0];
}

/** A number with its sign. Its digits are compared as they are written. */
export function numberAt(text: string, at: number, style: Style): Token | undefined {
	const found = matchAt(patterns[style].number, text, at);
	return found === undefined ? undefined : { node: leaf("number", withoutSpaces(found)), end: at + found.length };
}

/** A complex number, which has parentheses of its own. */
export function complexAt(text: string, at: number, style: Style): Token | undefined {
	const found = matchAt(patterns[style].complex, text, at);
	const isComplex = found !== undefined && /j\s*\)$/i.test(found);
	return isComplex ? { node: leaf("number", withoutSpaces(found)), end: at + found.length } : undefined;
}

function withoutSpaces(text: string): string {
	return text.replace(/\s/g, "");
}

/** A string or bytes. Neither the kind of its quotes nor whether quotes in it are escaped makes a difference. */
export function stringAt(text: string, at: number, style: Style): Token | undefined {
	const found = matchAt(patterns[style].string, text, at);
	if (found === undefined || (style === "printed" && !isQuotedAsRepr(found))) {
		return undefined;
	}
	const isBytes = /^b/i.test(found);
	const body = found
		.slice(isBytes ? 2 : 1, -1)
		.replace(/\\(.)/gsu, (escaped, next) => (/['"]/.test(next) ? next : escaped));
	return { node: leaf(isBytes ? "bytes" : "string", body), end: at + found.length };
}

function isQuotedAsRepr(text: string): boolean {
	const body = text.replace(/^b?./, "").slice(0, -1);
	const hasSingle = body.includes("'");
	return text.endsWith('"') ? hasSingle : !hasSingle || body.includes('"');
}

/** An object whose `repr` is in angle brackets, such as `<class 'list'>`. */
export function objectAt(text: string, at: number): Token | undefined {
	if (!/^<[\p{L}_<]/u.test(text.slice(at, at + 3))) {
		return undefined;
	}
	let depth = 0;
	for (let end = at; end < text.length; end++) {
		const isArrow = text[end] === ">" && /[-=]/.test(text.charAt(end - 1));
		depth += text[end] === "<" ? 1 : text[end] === ">" && !isArrow ? -1 : 0;
		if (depth === 0) {
			const inside = text.slice(at, end + 1).replaceAll('"', "'");
			const spaced = inside.replace(/\s*([:,=()[\]{}])\s*/g, "$1");
			return { node: leaf("object", spaced), end: end + 1 };
		}
	}
	return undefined;
}

const nestings: Readonly<Record<string, number>> = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/**
 * The text up to a comma or closing bracket that is not within brackets of the text's own. `undefined` if that text is
 * empty, or contains a double quote or a colon outside its own brackets.
 */
export function textUpToComma(text: string): string | undefined {
	let depth = 0;
	for (const { 0: sign, index } of text.matchAll(/[",:()[\]{}]/g)) {
		const nesting = nestings[sign] ?? 0;
		if (sign === '"' || (depth === 0 && sign === ":")) {
			return undefined;
		}
		if (depth === 0 && nesting < 1) {
			return text.slice(0, index) || undefined;
		}
		depth += nesting;
	}
	return undefined;
}
