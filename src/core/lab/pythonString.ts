const [newline, backslash, openBrace, closeBrace, colon] = [..."\n\\{}:"].map((sign) => sign.charCodeAt(0));
/**
 * How deep f-strings are read within f-strings. Deeper nesting is unusual, and each level may have to be read twice.
 */
const deepest = 4;

/** A string literal that is being read. */
interface Literal {
	readonly quote: number;
	/** The number of quotes that end it. */
	readonly size: 1 | 3;
	/** The number of f-strings around it. */
	readonly depth: number;
}

/**
 * Where the string literal ends whose first quote is at an offset, or `undefined` if nothing closes it. In an f-string
 * or a t-string, the text in braces is code, which may contain the same quotes as of Python 3.12. Before 3.12, such a
 * string ended at the first such quote, and it is read like that if its braces are not closed.
 */
export function stringEnd(code: string, from: number, depth = 0): number | undefined {
	const quote = code.charCodeAt(from);
	const size = code.charCodeAt(from + 1) === quote && code.charCodeAt(from + 2) === quote ? 3 : 1;
	const literal: Literal = { quote, size, depth };
	const [, prefix = ""] = /(?:^|[^\w\u0080-\uffff])([a-z]{1,2})$/i.exec(code.slice(Math.max(0, from - 3), from)) ?? [];
	const isFormatted = /[ft]/i.test(prefix) && depth < deepest;
	const formatted = isFormatted ? literalEnd(code, from + size, literal, !/r/i.test(prefix)) : undefined;
	return formatted ?? literalEnd(code, from + size, literal);
}

/** `hasNames` is whether `\N{…}` is a character in an f-string; `undefined` for other strings. */
function literalEnd(code: string, from: number, literal: Literal, hasNames?: boolean): number | undefined {
	for (let at: number | undefined = from; at !== undefined && at < code.length; ) {
		const character = code.charCodeAt(at);
		if (endsAt(code, at, literal)) {
			return at + literal.size;
		}
		if (character === newline && literal.size === 1) {
			return undefined;
		}
		if (character === backslash) {
			at = behindEscape(code, at, hasNames);
		} else {
			at = character === openBrace && hasNames !== undefined ? behindBrace(code, at, literal) : at + 1;
		}
	}
	return undefined;
}

/** Two opening braces stand for one in the text. */
function behindBrace(code: string, at: number, literal: Literal): number | undefined {
	return code.charCodeAt(at + 1) === openBrace ? at + 2 : fieldEnd(code, at + 1, literal);
}

function endsAt(code: string, at: number, { quote, size }: Literal): boolean {
	return (
		code.charCodeAt(at) === quote &&
		(size === 1 || (code.charCodeAt(at + 1) === quote && code.charCodeAt(at + 2) === quote))
	);
}

function behindEscape(code: string, at: number, hasNames: boolean | undefined): number {
	if (hasNames && code.startsWith("N{", at + 1)) {
		return at + 3;
	}
	if (hasNames !== undefined && code.charCodeAt(at + 1) === openBrace) {
		return at + 1;
	}
	return code.startsWith("\r\n", at + 1) ? at + 3 : at + 2;
}

/** The end of the replacement field whose code begins at an offset, after its closing brace. */
function fieldEnd(code: string, from: number, literal: Literal): number | undefined {
	let brackets = 0;
	for (let at: number | undefined = from; at !== undefined && at < code.length; ) {
		const character = code.charCodeAt(at);
		if (brackets === 0 && character === closeBrace) {
			return at + 1;
		}
		if (brackets === 0 && character === colon) {
			return specificationEnd(code, at + 1, literal);
		}
		brackets += bracketStep(code.charAt(at));
		at = behindToken(code, at, literal);
	}
	return undefined;
}

function bracketStep(character: string): number {
	return "([{".includes(character) ? 1 : ")]}".includes(character) ? -1 : 0;
}

/**
 * The end of the token that begins at an offset in a field's code, or `undefined` for a string or comment that doesn't
 * end.
 */
function behindToken(code: string, at: number, { depth }: Literal): number | undefined {
	switch (code.charAt(at)) {
		case "'":
		case '"':
			return stringEnd(code, at, depth + 1);
		case "#": {
			const end = code.indexOf("\n", at);
			return end === -1 ? undefined : end;
		}
		default:
			return at + 1;
	}
}

/** The end of the field whose format specification begins at an offset. The specification may contain fields. */
function specificationEnd(code: string, from: number, literal: Literal): number | undefined {
	for (let at: number | undefined = from; at !== undefined && at < code.length; ) {
		const character = code.charCodeAt(at);
		if (character === closeBrace) {
			return at + 1;
		}
		if (endsAt(code, at, literal) || (character === newline && literal.size === 1)) {
			return undefined;
		}
		at = character === openBrace ? fieldEnd(code, at + 1, literal) : at + 1;
	}
	return undefined;
}
