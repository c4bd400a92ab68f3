import { type Node, parseSync } from "oxc-parser";

/** A node with the nodes around it, the innermost first. */
export interface Placed {
	readonly node: Node;
	readonly parents: readonly Node[];
}

/** The TypeScript nodes that contain an expression. All others are types. */
const withExpression = ["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "TSParameterProperty"];
const functions = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

export function parse(file: string, source: string): Node {
	const { program, errors } = parseSync(file, source);
	if (errors.length > 0) {
		throw new Error(`${file}: ${errors[0]?.message}`);
	}
	return program;
}

/**
 * All nodes except types, each before the nodes that it contains. Nodes for which `enters` is false are left out,
 * together with what they contain.
 */
export function* nodesOf(
	node: Node,
	enters: (placed: Placed) => boolean = () => true,
	parents: readonly Node[] = [],
): Generator<Placed, void, undefined> {
	const placed = { node, parents };
	if ((node.type.startsWith("TS") && !withExpression.includes(node.type)) || !enters(placed)) {
		return;
	}
	yield placed;
	for (const child of Object.values(node).flat()) {
		if (isNode(child)) {
			yield* nodesOf(child, enters, [node, ...parents]);
		}
	}
}

/** Whether a node is evaluated when its module is loaded. */
export function isAtLoad({ parents }: Placed): boolean {
	return !parents.some(
		(parent) => functions.includes(parent.type) || (parent.type === "PropertyDefinition" && !parent.static),
	);
}

/** The last name in what is called, such as `t` in `vscode.l10n.t`. */
export function calledName(node: Node): string | undefined {
	if (node.type !== "CallExpression" && node.type !== "NewExpression") {
		return undefined;
	}
	const { callee } = node;
	if (callee.type === "MemberExpression") {
		return callee.property.type === "Identifier" ? callee.property.name : undefined;
	}
	return callee.type === "Identifier" ? callee.name : undefined;
}

function isNode(value: unknown): value is Node {
	return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
