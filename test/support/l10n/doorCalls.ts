import type { Node } from "oxc-parser";
import { calledName, isAtLoad, nodesOf, type Placed } from "./syntax";

/** A call that translates a text: `l10n.t(…)` or `vscode.l10n.t(…)`. The exporter recognizes only these. */
export interface DoorCall {
	/** The key of the call's message in the table, or `undefined` if a translator would not see the message. */
	readonly key: string | undefined;
	/** What is wrong with the call, as a sentence; `undefined` if it is correct. */
	readonly problem: string | undefined;
}

export function isDoor(node: Node): boolean {
	if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression" || calledName(node) !== "t") {
		return false;
	}
	const { object } = node.callee;
	const name = object.type === "MemberExpression" ? object.property : object;
	return name.type === "Identifier" && name.name === "l10n";
}

export function doorCalls(program: Node): DoorCall[] {
	return [...nodesOf(program)].filter(({ node }) => isDoor(node)).map(readCall);
}

function readCall(placed: Placed): DoorCall {
	const { node } = placed;
	const [first, ...rest] = node.type === "CallExpression" ? node.arguments : [];
	const fields = first?.type === "ObjectExpression" ? first : undefined;
	const message = textOf(fields ? fieldOf(fields, "message") : first);
	const comment = fields ? textOf(fieldOf(fields, "comment")) : "";
	if (message === undefined || comment === undefined) {
		return {
			key: undefined,
			problem: "A message, and its comment, is one string: the exporter reads it in the source.",
		};
	}
	const key = comment === "" ? message : `${message}/${comment}`;
	if (isAtLoad(placed)) {
		return { key, problem: `${key}: this is read when the module is loaded, before the table of strings is there.` };
	}
	const given = fields ? elementsOf(fieldOf(fields, "args")) : rest;
	return { key, problem: given && problemOfArguments(message, given.length) };
}

function problemOfArguments(message: string, given: number): string | undefined {
	const used = new Set([...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
	const wanted = Array.from({ length: given }, (_, index) => `${index}`);
	return used.size === given && wanted.every((name) => used.has(name))
		? undefined
		: `${message}: it has {${[...used].join("}, {")}}, and ${given} arguments.`;
}

function textOf(node: Node | undefined): string | undefined {
	return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

function fieldOf(node: Extract<Node, { type: "ObjectExpression" }>, name: string): Node | undefined {
	const field = node.properties.find(
		(property) => property.type === "Property" && property.key.type === "Identifier" && property.key.name === name,
	);
	return field?.type === "Property" ? field.value : undefined;
}

/** The elements of an array literal, or `undefined` if they can't be counted. */
function elementsOf(node: Node | undefined): readonly unknown[] | undefined {
	return node === undefined ? [] : node.type === "ArrayExpression" ? node.elements : undefined;
}
