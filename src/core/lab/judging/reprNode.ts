/** What a node is. `word` is a constant such as `True`, `other` text in a set that only its object's own `repr` can write. */
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

/** A part of what `repr` writes. Two parts are the same if their keys are. */
export interface ReprNode {
	readonly kind: Kind;
	/** A leaf as it is compared, or the name of a call or a keyword; else empty. */
	readonly text: string;
	readonly items: readonly ReprNode[];
}

export function leaf(kind: Kind, text: string): ReprNode {
	return { kind, text, items: [] };
}

/** What makes two nodes the same: everything but the order in sets. `change` replaces nodes before they are compared. */
export function keyOf(node: ReprNode, change: (node: ReprNode) => ReprNode = (same) => same): string {
	const { kind, text, items } = change(node);
	const keys = items.map((item) => keyOf(item, change));
	return `${kind} ${JSON.stringify(text)}[${(kind === "set" ? keys.sort() : keys).join()}]`;
}
