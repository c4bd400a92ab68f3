import { leaf, type ReprNode } from "./reprNode";
import { complexAt, numberAt, objectAt, type Style, stringAt, textUpToComma } from "./reprTokens";

interface Reading {
	readonly node: ReprNode;
	/** Where the text continues. */
	readonly end: number;
}

/** How deep groups may be nested. Each level uses some of the stack, and people don't predict deeper ones. */
const deepest = 60;
const wordPattern = /(?:True|False|None|Ellipsis|NotImplemented|\.{3}|…)(?![\p{L}\p{N}_(.])/uy;
const namePattern = /[\p{L}_][\p{L}\p{N}_]*(?:\.(?:<locals>|[\p{L}_][\p{L}\p{N}_]*))*/uy;
const keywordPattern = /([\p{L}_][\p{L}\p{N}_]*)(\s*=\s*)(?!=)/uy;

/**
 * Reads what `repr` writes, from any place of a text. Never fails: the result is `undefined` for text that `repr`
 * doesn't write.
 */
export class ReprReader {
	#at = 0;
	#depth = 0;
	/** What was read at each place, so that each place is read only once. */
	readonly #known = new Map<number, Reading | undefined>();

	constructor(
		readonly text: string,
		private readonly style: Style,
	) {}

	/** A bracketed group, with the name of what is called if there is one in front of it. */
	groupAt(at: number): Reading | undefined {
		const isBracket = /[([{]/.test(this.text.charAt(at));
		const reading = isBracket || this.#match(namePattern, at) ? this.#read(at) : undefined;
		return isBracket || reading?.node.kind === "call" ? reading : undefined;
	}

	/** The node of the whole text, if it is one string. */
	get wholeString(): ReprNode | undefined {
		const reading = stringAt(this.text, 0, this.style);
		return reading?.end === this.text.length ? reading.node : undefined;
	}

	/** The node of the whole text, whatever its kind. */
	get whole(): ReprNode | undefined {
		const reading = this.#read(0);
		return reading?.end === this.text.length ? reading.node : undefined;
	}

	#read(at: number): Reading | undefined {
		if (this.#known.has(at)) {
			return this.#known.get(at);
		}
		const before = this.#at;
		this.#at = at;
		this.#depth++;
		const node = this.#depth > deepest ? undefined : this.#value();
		const reading = node && { node, end: this.#at };
		this.#depth--;
		this.#at = before;
		this.#known.set(at, reading);
		return reading;
	}

	/** Reads a value and moves to the place after it. */
	#next(): ReprNode | undefined {
		const reading = this.#read(this.#at);
		this.#at = reading?.end ?? this.#at;
		return reading?.node;
	}

	#value(): ReprNode | undefined {
		switch (this.text[this.#at]) {
			case "[":
				return this.#list();
			case "(":
				return this.#token(complexAt) ?? this.#tuple();
			case "{":
				return this.#braces();
			case "<":
				return this.#token(objectAt);
			default:
				return this.#token(stringAt) ?? this.#token(numberAt) ?? this.#word() ?? this.#call();
		}
	}

	#token(read: (text: string, at: number, style: Style) => Reading | undefined): ReprNode | undefined {
		const token = read(this.text, this.#at, this.style);
		this.#at = token?.end ?? this.#at;
		return token?.node;
	}

	#word(): ReprNode | undefined {
		const word = this.#match(wordPattern, this.#at)?.[0];
		this.#at += word?.length ?? 0;
		return word === undefined ? undefined : leaf("word", word === "..." ? "…" : word);
	}

	#list(): ReprNode | undefined {
		const items = this.#items("[", "]", () => this.#next());
		return items && !this.#isOddComma(items) ? { kind: "list", text: "", items: items.nodes } : undefined;
	}

	#tuple(): ReprNode | undefined {
		const items = this.#items("(", ")", () => this.#next());
		if (!items) {
			return undefined;
		}
		const [only, second] = items.nodes;
		if (only && !second && !items.endsWithComma) {
			// The recursive `repr` of a tuple writes `(...)`.
			const isTuple = this.style === "predicted" || only.text === "…";
			return isTuple ? { kind: "parentheses", text: "", items: [only] } : undefined;
		}
		return second && this.#isOddComma(items) ? undefined : { kind: "tuple", text: "", items: items.nodes };
	}

	#braces(): ReprNode | undefined {
		const items = this.#items("{", "}", () => this.#entry());
		if (!items || this.#isOddComma(items)) {
			return undefined;
		}
		const { nodes } = items;
		const pairs = nodes.filter(({ kind }) => kind === "pair").length;
		if (pairs === nodes.length) {
			return { kind: "dict", text: "", items: nodes };
		}
		// Braces around one word are a placeholder in a template, or text.
		const isText = this.style === "printed" && nodes.length === 1 && nodes[0]?.kind === "other";
		return pairs > 0 || isText ? undefined : { kind: "set", text: "", items: nodes };
	}

	/** Reads `key: value` of a dict, or an element of a set. */
	#entry(): ReprNode | undefined {
		const start = this.#at;
		const key = this.#next();
		if (key) {
			const colon = this.#match(this.style === "printed" ? /: (?! )/y : /\s*:\s*/y, this.#at);
			if (colon) {
				this.#at += colon[0].length;
				const value = this.#next();
				return value && { kind: "pair", text: "", items: [key, value] };
			}
			if (this.#match(/\s*[,}]/y, this.#at)) {
				return key;
			}
		}
		this.#at = start;
		return this.#other();
	}

	/** Reads text up to the next comma or closing brace, which an object's own `repr` may have written. */
	#other(): ReprNode | undefined {
		const text = textUpToComma(this.text.slice(this.#at));
		const isOwn = text !== undefined && (this.style === "predicted" || text === text.trim());
		this.#at += isOwn ? text.length : 0;
		return isOwn ? leaf("other", text.trim()) : undefined;
	}

	#call(): ReprNode | undefined {
		const name = this.#match(namePattern, this.#at)?.[0];
		if (name === undefined) {
			return undefined;
		}
		this.#at += name.length;
		this.#space();
		const items = this.#items("(", ")", () => this.#argument());
		return items && !this.#isOddComma(items) ? { kind: "call", text: name, items: items.nodes } : undefined;
	}

	#argument(): ReprNode | undefined {
		const [all = "", name = "", sign] = this.#match(keywordPattern, this.#at) ?? [];
		if (all === "") {
			return this.#next();
		}
		this.#at += all.length;
		const value = this.style === "printed" && sign !== "=" ? undefined : this.#next();
		return value && { kind: "keyword", text: name, items: [value] };
	}

	#items(open: string, close: string, item: () => ReprNode | undefined) {
		if (!this.#take(open)) {
			return undefined;
		}
		const nodes: ReprNode[] = [];
		let endsWithComma = false;
		this.#space();
		while (!this.#take(close)) {
			const node = nodes.length === 0 || endsWithComma ? item() : undefined;
			if (!node) {
				return undefined;
			}
			nodes.push(node);
			endsWithComma = this.#comma(close);
		}
		return { nodes, endsWithComma };
	}

	/** Whether there is a comma after the last element, where `repr` writes none. */
	#isOddComma({ endsWithComma }: { readonly endsWithComma: boolean }): boolean {
		return endsWithComma && this.style === "printed";
	}

	#comma(close: string): boolean {
		this.#space();
		if (!this.#take(",")) {
			return false;
		}
		const isSpaced = this.text[this.#at] === " " && this.text[this.#at + 1] !== " ";
		if (this.style === "printed" && !isSpaced) {
			return this.text[this.#at] === close;
		}
		this.#at += this.style === "printed" ? 1 : 0;
		this.#space();
		return true;
	}

	#take(sign: string): boolean {
		const isThere = this.text[this.#at] === sign;
		this.#at += isThere ? 1 : 0;
		return isThere;
	}

	#space(): void {
		this.#at += this.style === "predicted" ? (this.#match(/\s*/y, this.#at)?.[0].length ?? 0) : 0;
	}

	#match(pattern: RegExp, at: number): RegExpExecArray | undefined {
		pattern.lastIndex = at;
		return pattern.exec(this.text) ?? undefined;
	}
}
