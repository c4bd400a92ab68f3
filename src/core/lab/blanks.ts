import { Lines } from "../text/lines";
import { scanPython } from "./pythonScan";
import { readTokens, type Token } from "./pythonTokens";

/** A top-level statement that a person is asked about. Statements on one line, separated by semicolons, count as one. */
export interface AskedStatement {
	/** 1-based. */
	readonly startLine: number;
	/** 1-based. The blank stands on the line below. */
	readonly endLine: number;
}

const keyword =
	/^(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;
const block = /^(?:if|while|for|try|with|async|match)$/;

/**
 * The statements that have a blank, from the one that starts on line `first` on: all but undecorated functions, imports,
 * `pass`, and the first binding of a plain name to a constant, a name, a lambda, or a literal display. Comments decide
 * nothing, and neither does what a statement prints, so that the blanks do not tell which statements print.
 */
export function askedStatements(code: string, first: number): AskedStatement[] {
	const lines = new Lines(code);
	const bound = new Set<string>();
	const asked: AskedStatement[] = [];
	for (const { from, to } of scanPython(code).statements) {
		const tokens = readTokens(code.slice(from, to));
		const isPlain = isQuiet(tokens) || bindsFirst(tokens, bound);
		for (const name of boundBy(tokens)) {
			bound.add(name);
		}
		const [startLine, endLine] = [lines.at(from), lines.at(to - 1)];
		if (isPlain || startLine < first) {
			continue;
		}
		const last = asked.at(-1);
		if (last?.startLine === startLine) {
			asked[asked.length - 1] = { startLine, endLine };
		} else {
			asked.push({ startLine, endLine });
		}
	}
	return asked;
}

/** Whether a statement is an undecorated function, an import, or `pass`. */
function isQuiet(tokens: readonly Token[]): boolean {
	const [start, next] = tokens.map(({ text }) => text);
	return (
		start === "def" ||
		(start === "async" && next === "def") ||
		start === "import" ||
		start === "from" ||
		(start === "pass" && next === undefined)
	);
}

/** Whether a statement binds a plain name that nothing has bound before, and its value is plain too. */
function bindsFirst(tokens: readonly Token[], bound: ReadonlySet<string>): boolean {
	const [name] = tokens;
	const equals = tokens.findIndex(({ text }) => text === "=");
	const isAnnotated = tokens[1]?.text === ":" && equals > 1;
	if (name?.kind !== "name" || bound.has(name.text) || (equals !== 1 && !isAnnotated)) {
		return false;
	}
	const value = tokens.slice(equals + 1);
	return value[0]?.text === "lambda" || new PlainValue(value).isWhole();
}

/** The names that a statement may bind. More than it binds, rather than fewer. */
function boundBy(tokens: readonly Token[]): string[] {
	const words = tokens.map(({ text }) => text);
	const globals = words.flatMap((word, index) => (word === "global" ? namesIn(tokens.slice(index + 1)) : []));
	const start = words.find((word) => word !== "async") ?? "";
	if (start === "def" || start === "class") {
		return [words[words.indexOf(start) + 1] ?? "", ...globals];
	}
	if (start === "@" || block.test(words[0] ?? "") || start === "import" || start === "from") {
		return namesIn(tokens);
	}
	const targets = words.lastIndexOf("=");
	const assigned = words.flatMap((word, index) => (word === ":=" ? [words[index - 1] ?? ""] : []));
	return [...namesIn(tokens.slice(0, Math.max(targets, 0))), ...assigned];
}

function namesIn(tokens: readonly Token[]): string[] {
	return tokens.filter(({ kind }) => kind === "name").map(({ text }) => text);
}

/** Reads tokens as constants, names, and displays of such. */
class PlainValue {
	#at = 0;

	constructor(private readonly tokens: readonly Token[]) {}

	isWhole(): boolean {
		return this.tokens.length > 0 && this.#readItems() && this.#at === this.tokens.length;
	}

	/** Items that commas or colons separate, until the end or a closing bracket. */
	#readItems(): boolean {
		while (this.#at < this.tokens.length && !this.#isNext(/^[)\]}]$/)) {
			if (!this.#readItem()) {
				return false;
			}
			if (!this.#takes(/^[,:]$/)) {
				break;
			}
		}
		return true;
	}

	#readItem(): boolean {
		if (this.#takes(/^[([{]$/)) {
			return this.#readItems() && this.#takes(/^[)\]}]$/);
		}
		this.#takes(/^-$/);
		const token = this.tokens[this.#at++];
		if (token?.kind === "string") {
			while (this.tokens[this.#at]?.kind === "string") {
				this.#at++;
			}
			return true;
		}
		return token?.kind === "number" || (token?.kind === "name" && !keyword.test(token.text)) || token?.text === "...";
	}

	#isNext(pattern: RegExp): boolean {
		return pattern.test(this.tokens[this.#at]?.text ?? "");
	}

	#takes(pattern: RegExp): boolean {
		const takes = this.#isNext(pattern);
		this.#at += Number(takes);
		return takes;
	}
}
