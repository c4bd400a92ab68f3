import { stringEnd } from "./pythonString";

/** A part of the source. Offsets are in UTF-16 code units, and the end is exclusive. */
interface Span {
	readonly from: number;
	readonly to: number;
}

export interface PythonScan {
	/** Top-level statements in order, with their decorators. Statements that a semicolon separates are separate. */
	readonly statements: readonly Span[];
	/** Comments, each from `#` to the end of its line. */
	readonly comments: readonly Span[];
	/** String literals that span several lines. */
	readonly longStrings: readonly Span[];
	/** The starts of triple-quoted strings that nothing closes. Each is read as if it ended with its line. */
	readonly unclosedStrings: readonly number[];
}

const [plain, space, newline, hash, quote, opening, closing, semicolon, backslash] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const kinds = new Uint8Array(128);
for (const [characters, kind] of [
	[" \t\r\f", space],
	["\n", newline],
	["#", hash],
	["'\"", quote],
	["([{", opening],
	[")]}", closing],
	[";", semicolon],
	["\\", backslash],
] as const) {
	for (const character of characters) {
		kinds[character.charCodeAt(0)] = kind;
	}
}

/** Clauses, which continue a statement although they begin in the first column. */
const clausePattern = /(?:elif|else|except|finally)(?![\w\u0080-\uffff])/y;
/** Statements with a block. What follows a semicolon on their line continues that block. */
const compoundPattern = /(?:if|while|for|try|with|def|class|async|elif|else|except|finally)(?![\w\u0080-\uffff])/y;

/**
 * Reads Python source by its tokens, without its grammar. A statement begins in the first column, outside of brackets
 * and strings, or after a semicolon. So the result is the same for the syntax of every version. Broken code is read as
 * well as possible: a bracket that nothing closes, or a string that is in `broken`, is read as if it were not there.
 */
export function scanPython(code: string, broken: ReadonlySet<number> = new Set()): PythonScan {
	const scanner = new Scanner(code, broken);
	const open = scanner.scan();
	return open.length === 0 ? scanner : scanPython(code, new Set([...broken, ...open]));
}

class Scanner implements PythonScan {
	readonly statements: { from: number; to: number }[] = [];
	readonly comments: Span[] = [];
	readonly longStrings: Span[] = [];
	readonly unclosedStrings: number[] = [];
	/** The starts of the brackets that are open. */
	readonly #open: number[] = [];
	/** Whether the next code begins a logical line, and whether it follows a semicolon. */
	#isLineStart = true;
	#isAfterSemicolon = false;
	/** Whether the logical line begins in the first column and consists of simple statements. */
	#isSimple = false;
	#isDecorator = false;

	constructor(
		private readonly code: string,
		private readonly broken: ReadonlySet<number>,
	) {}

	/**
	 * Returns the starts of brackets that nothing closes. If there are any, the statements are not those that a person
	 * sees.
	 */
	scan(): readonly number[] {
		// A byte order mark is not code.
		for (let at = this.code.startsWith("\uFEFF") ? 1 : 0; at < this.code.length; ) {
			at = this.#read(at);
		}
		return this.#open;
	}

	#kindAt(at: number): number {
		return kinds[this.code.charCodeAt(at)] ?? plain;
	}

	/** Reads what begins at an offset and returns where it ends. */
	#read(at: number): number {
		switch (this.#kindAt(at)) {
			case plain:
				return this.#readText(at);
			case newline:
				this.#isLineStart ||= this.#open.length === 0;
				return at + 1;
			case hash:
				return this.#readComment(at);
			case quote:
				return this.#readString(at);
			case opening:
				this.#addCode(at, at + 1);
				if (!this.broken.has(at)) {
					this.#open.push(at);
				}
				return at + 1;
			case closing:
				this.#addCode(at, at + 1);
				this.#open.pop();
				return at + 1;
			case semicolon:
				this.#isAfterSemicolon ||= this.#isSimple && this.#open.length === 0;
				return at + 1;
			case backslash:
				return this.#readBackslash(at);
			default:
				return at + 1;
		}
	}

	#readText(from: number): number {
		const { code } = this;
		let at = from;
		let end = from;
		for (; at < code.length; at++) {
			const kind = kinds[code.charCodeAt(at)] ?? plain;
			if (kind === plain) {
				end = at;
			} else if (kind !== space) {
				break;
			}
		}
		this.#addCode(from, end + 1);
		return at;
	}

	#readComment(from: number): number {
		const to = this.#lineEnd(from);
		this.comments.push({ from, to });
		return to;
	}

	#readString(from: number): number {
		let to = this.broken.has(from) ? undefined : stringEnd(this.code, from);
		if (to === undefined) {
			if (this.code.startsWith(this.code.charAt(from).repeat(3), from)) {
				this.unclosedStrings.push(from);
			}
			to = this.#lineEnd(from);
		} else if (to > this.#lineEnd(from)) {
			this.longStrings.push({ from, to });
		}
		this.#addCode(from, to);
		return to;
	}

	/** Reads a backslash. At the end of a line, it joins the next line to this one. */
	#readBackslash(from: number): number {
		const at = this.code.charAt(from + 1) === "\r" ? from + 2 : from + 1;
		if (this.code.charAt(at) === "\n") {
			return at + 1;
		}
		this.#addCode(from, from + 1);
		return from + 1;
	}

	#lineEnd(from: number): number {
		const end = this.code.indexOf("\n", from);
		const to = end === -1 ? this.code.length : end;
		return this.code.charAt(to - 1) === "\r" ? to - 1 : to;
	}

	/** Adds some code to the statement that it belongs to. */
	#addCode(from: number, to: number): void {
		const current = this.statements.at(-1);
		const isNew = this.#isLineStart ? this.#beginLine(from) : this.#isAfterSemicolon;
		this.#isLineStart = false;
		this.#isAfterSemicolon = false;
		if (isNew || !current) {
			this.statements.push({ from, to });
		} else {
			current.to = to;
		}
	}

	/** Whether the logical line that begins here begins a statement. */
	#beginLine(from: number): boolean {
		if (!this.#isAtMargin(from)) {
			this.#isSimple = false;
			return false;
		}
		const goesOn = this.#isDecorator || matchesAt(clausePattern, this.code, from);
		this.#isDecorator = this.code.charAt(from) === "@";
		this.#isSimple = !this.#isDecorator && !matchesAt(compoundPattern, this.code, from);
		return !goesOn;
	}

	/** Whether an offset is in the first column. As in Python, a form feed moves the line back to it. */
	#isAtMargin(from: number): boolean {
		const before = from === 0 ? "\n" : this.code.charAt(from - 1);
		return before === "\n" || before === "\f" || before === "\uFEFF";
	}
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
	pattern.lastIndex = at;
	return pattern.test(text);
}
