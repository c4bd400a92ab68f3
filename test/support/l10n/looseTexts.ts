import type { Node } from "oxc-parser";
import { isDoor } from "./doorCalls";
import { placeholder, readsLikeText } from "./readsLikeText";
import { calledName, nodesOf, type Placed } from "./syntax";

/** Methods that compare something to their arguments. */
const comparing = [
	...["closest", "endsWith", "getElementById", "has", "includes", "indexOf", "querySelector", "querySelectorAll"],
	...["RegExp", "split", "startsWith"],
];
/** Methods that compare something to their first argument. */
const replacing = ["replace", "replaceAll"];

/**
 * Texts that seem to be for a person and are not translated. Each is as in the source, with a placeholder for each
 * `${…}`.
 */
export function looseTexts(program: Node): string[] {
	return [...nodesOf(program, mayShow)].map(({ node }) => textOf(node)).filter(readsLikeText);
}

function textOf(node: Node): string {
	if (node.type === "TemplateLiteral") {
		return node.quasis.map(({ value }) => value.cooked ?? value.raw).join(placeholder);
	}
	return node.type === "Literal" && typeof node.value === "string" ? node.value : "";
}

/** Whether a person may see the texts in a node. */
function mayShow({ node, parents: [parent] }: Placed): boolean {
	switch (node.type) {
		case "ImportDeclaration":
		case "ExportAllDeclaration":
			return false;
		case "ThrowStatement":
			return !(node.argument.type === "NewExpression" && calledName(node.argument) === "Error");
		case "TaggedTemplateExpression":
			return false;
		default:
			return !isDoor(node) && !isLogging(node) && !(parent && isCompared(node, parent));
	}
}

/** Whether a node writes to the log, which is in English so that everyone who gets it can read it. */
function isLogging(node: Node): boolean {
	if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") {
		return false;
	}
	const { object } = node.callee;
	return object.type === "Identifier" && object.name === "log";
}

/** Whether a node is only compared to something, or is a name. */
function isCompared(node: Node, parent: Node): boolean {
	switch (parent.type) {
		case "BinaryExpression":
			return parent.operator !== "+";
		case "SwitchCase":
			return parent.test === node;
		case "Property":
		case "PropertyDefinition":
		case "MethodDefinition":
			return parent.key === node;
		case "MemberExpression":
			return parent.property === node || (node.type !== "CallExpression" && isSplit(parent));
		case "ExpressionStatement":
			return "directive" in parent && typeof parent.directive === "string";
		case "CallExpression":
		case "NewExpression": {
			const name = calledName(parent) ?? "";
			const place = parent.arguments.findIndex(({ start }) => start === node.start);
			return place >= 0 && (comparing.includes(name) || (place === 0 && replacing.includes(name)));
		}
		default:
			return false;
	}
}

/** Whether a property is `split`: the text in `"one two".split(" ")` is a list of ids. */
function isSplit({ property }: Extract<Node, { type: "MemberExpression" }>): boolean {
	return property.type === "Identifier" && property.name === "split";
}
