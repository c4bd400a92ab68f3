import { stringEnd } from "./pythonString";

/** A token of a statement. Comments, spaces, and line ends are not among them. */
export interface Token {
	/** `string` is a literal without code in it; `formatted` is an f-string or a t-string. */
	readonly kind: "name" | "number" | "string" | "formatted" | "operator";
	readonly text: string;
}

const spaces = /[\s\\]+|#.*/y;
const number = /(?:\d|\.\d)(?:[eE][+-]?(?=\d)|[\w.])*/y;
const name = /[\p{L}_][\p{L}\p{N}_]*/uy;
const operator = /\.\.\.|:=|->|(?:\*\*|\/\/|<<|>>|[=!<>+\-*/%&|^@])=?|./suy;

/** The tokens of a statement. Never fails: a character that Python does not know is an operator. */
export function readTokens(code: string): Token[] {
	const tokens: Token[] = [];
	const take = (pattern: RegExp, at: number) => {
		pattern.lastIndex = at;
		return pattern.exec(code)?.[0];
	};
	for (let at = 0; at < code.length; ) {
		const skipped = take(spaces, at);
		if (skipped !== undefined) {
			at += skipped.length;
			continue;
		}
		const prefix = /^(?:[rbuft]|rb|br|rf|fr|rt|tr)(?=["'])/i.exec(code.slice(at, at + 3))?.[0] ?? "";
		const end = /["']/.test(code.charAt(at + prefix.length)) ? stringEnd(code, at + prefix.length) : undefined;
		if (end !== undefined) {
			tokens.push({ kind: /[ft]/i.test(prefix) ? "formatted" : "string", text: code.slice(at, end) });
			at = end;
			continue;
		}
		const [kind, text] = tokenAt(take, at);
		tokens.push({ kind, text });
		at += text.length;
	}
	return tokens;
}

function tokenAt(take: (pattern: RegExp, at: number) => string | undefined, at: number): [Token["kind"], string] {
	const digits = take(number, at);
	if (digits !== undefined) {
		return ["number", digits];
	}
	const word = take(name, at);
	return word === undefined ? ["operator", take(operator, at) ?? ""] : ["name", word];
}
