/**
 * The kind of a node. `word` is a constant such as `True`. `other` is text in a set that only an object's own `repr`
 * can have written.
 */
type Kind =
	| "number"
	| "string"
	| "bytes"
	| "word"
	| "object"
	| "other"
	| "list"
	| "tuple"
	| "parentheses"
	| "set"
	| "dict"
	| "pair"
	| "call"
	| "keyword";

/** A part of what `repr` writes. Two parts are the same if their keys are the same. */
export interface ReprNode {
	readonly kind: Kind;
	/** The text of a leaf, in the form in which it is compared, or the name of a call or a keyword; otherwise empty. */
	readonly text: string;
	readonly items: readonly ReprNode[];
}

export function leaf(kind: Kind, text: string): ReprNode {
	return { kind, text, items: [] };
}

/**
 * The text by which nodes are compared. Only the order in sets doesn't affect it. `change` replaces nodes before that.
 */
export function keyOf(node: ReprNode, change: (node: ReprNode) => ReprNode = (same) => same): string {
	const { kind, text, items } = change(node);
	const keys = items.map((item) => keyOf(item, change));
	return `${kind} ${JSON.stringify(text)}[${(kind === "set" ? keys.sort() : keys).join()}]`;
}
