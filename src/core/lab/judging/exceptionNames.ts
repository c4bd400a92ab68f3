import type { RaisedError } from "../runReport";
import { aliasesOf } from "./exceptionAliases";
import { longestLine } from "./wordings";

/** What is known about an exception that was raised. `module` and `qualname` are empty if they are not known. */
export type Raised = Pick<RaisedError, "name" | "module" | "qualname" | "message">;

/** Words that may precede a class, as in `it raises a TypeError` or `fails with: TypeError`. */
const introductionPattern = new RegExp(
	[
		"(?:it'(?:ll|d)|it|this|that|i|you|we|python|which|then|and|will|would|should|just|an?|the|uncaught|unhandled|with|in|get|gets|gives?",
		"|raises?|raised|raising|throws?|threw|thrown|throwing|fails?|failed|crash(?:es|ed)?|dies|ends|stops|blows|up|leads|to|results?|errors?",
		"|exceptions?|traceback(?: \\(most recent call last\\))?)(?![\\p{L}\\p{N}_.])\\s*(?:[:,…(-]|\\.{3})?\\s*",
	].join(""),
	"iuy",
);
const dottedPattern = /[\p{L}_][\p{L}\p{N}_]*(?:\.(?:<locals>|[\p{L}_][\p{L}\p{N}_]*))+/uy;
/** Words in lower case that are themselves names of classes: `socket.timeout`, `struct.error`. */
const lowerCaseClasses: readonly string[] = ["error", "timeout", "herror", "gaierror", "itimer_error"];
const simpleClass = "(?:\\w+(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)|Exception)\\b";
const someClass = `(?:\\w+\\.)*${simpleClass}`;

/**
 * Whether a line says that this exception is raised on CPython `version`, in any usual wording: its class, with or
 * without its module, and perhaps a message, which doesn't count. A line that leaves a choice doesn't say so.
 */
export function namesException(line: string, raised: Raised, version: string): boolean {
	const text = line
		.slice(0, longestLine)
		.replace(/^[\s?]*(?:#\s*)?(?:!!|[=-]>)?\s*/, "")
		.replace(/\s#.*$/, "")
		.replace(/[`*]/g, "")
		.trim()
		.replace(/^(?:<class '|["'([{<])(.*?)["')\]}>]+$/, "$1");
	const names = simpleNames(raised, version);
	let at = 0;
	while (at < text.length) {
		const end = classAt(text, at, raised, names, version);
		if (end !== undefined) {
			return isNoHedge(text.slice(end), raised);
		}
		introductionPattern.lastIndex = at;
		const introduction = introductionPattern.exec(text);
		if (!introduction) {
			return false;
		}
		at += introduction[0].length;
	}
	return false;
}

/** Where the class that begins at `at` ends, or `undefined` if it is not the one that was raised. */
function classAt(
	text: string,
	at: number,
	raised: Raised,
	names: readonly RegExp[],
	version: string,
): number | undefined {
	dottedPattern.lastIndex = at;
	const dotted = dottedPattern.exec(text)?.[0];
	if (dotted !== undefined) {
		return isQualifiedName(dotted, raised, version) ? at + dotted.length : undefined;
	}
	for (const name of names) {
		name.lastIndex = at;
		const found = name.exec(text);
		if (found) {
			return at + found[0].length;
		}
	}
	return undefined;
}

/** Patterns for the class without a module: `TypeError`, `Type Error`, `Type error`, `typeerror`. */
function simpleNames({ name, module, qualname }: Raised, version: string): RegExp[] {
	const aliases = aliasesOf(module, qualname || name, version).filter((alias) => !alias.includes("."));
	return [name, ...aliases].flatMap((simple) => {
		const [first = "", ...others] = simple.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[^\p{Lu}]+/gu) ?? [simple];
		const lower = [first, ...others].map((word) => word.toLowerCase());
		const apart = others.map((word) => `(?:[\\s-]?${word}|[\\s-]${word.toLowerCase()})`);
		const isClass = lowerCaseClasses.includes(lower.join(""));
		const forms = [`${first}${apart.join("")}`, ...(isClass ? [] : [lower.join("[\\s-]?")])];
		return forms.map((form) => new RegExp(`${form}(?![\\p{L}\\p{N}_])`, "uy"));
	});
}

/**
 * Whether a name with a dot means the class. The module may be complete, only its last parts, or a package around it.
 * The name may also include the classes around the class.
 */
function isQualifiedName(dotted: string, { name, module, qualname }: Raised, version: string): boolean {
	const own = qualname || name;
	const inFunction = own.split(".<locals>.").at(-1) ?? own;
	const full = module === "" ? [own, inFunction] : modulesOf(module).map((one) => `${one}.${own}`);
	const aliases = aliasesOf(module, own, version);
	return (
		[...full, inFunction].some((known) => known === dotted || known.endsWith(`.${dotted}`)) || aliases.includes(dotted)
	);
}

/**
 * A module and the packages around it, which often export its classes: `json` for `json.decoder`, `pickle` for
 * `_pickle`.
 */
function modulesOf(module: string): string[] {
	const parts = module.split(".");
	const around = parts.map((_, index) => parts.slice(0, index + 1).join("."));
	return [...new Set(around.flatMap((one) => [one, one.replace(/(^|\.)_+/g, "$1")]))];
}

/** Whether the text after a class is a message, a reason, or empty, and leaves no choice between classes. */
function isNoHedge(text: string, { name, message }: Raised): boolean {
	const rest = text
		.replace(/^\?+/, "")
		.replace(
			/^(?:\s+(?:is|gets|will be|was|being|raised|thrown|exception|error|occurs|happens|here|at run ?time)\b)+/i,
			"",
		);
	const said = rest.replace(/^\W+/, "");
	if (said === "" || isMessage(rest, message)) {
		return true;
	}
	const isAbout = /^\s*[:(,;.–—-]|^\s+(?:because|since|as)\b/i.test(rest);
	const choices = [
		/^\W*(?:(?:or|and|either|never|not (?:raised|thrown))\b|(?:maybe|perhaps|possibly)\s+\w)|[,;(/]\s*or\b|\bor (?:none|nothing|no )/i,
		new RegExp(`\\b(?:or|maybe|perhaps|possibly)\\b.*\\b${simpleClass}`, "i"),
		new RegExp(`[/|,;&+(]\\s*(?:an?\\s+)?${someClass}`, "i"),
	];
	const [only] = new RegExp(`^${someClass}(?=\\W*$)`, "i").exec(said) ?? [];
	return isAbout && !choices.some((choice) => choice.test(rest)) && (only ?? name) === name;
}

/** Whether the text after a class is the message that Python wrote, or as much of the message as was read. */
function isMessage(rest: string, message: string): boolean {
	const text = rest.replace(/^\s*[:(]\s*["']?/, "").replace(/["')\s.]+$/, "");
	const known = message
		.slice(0, longestLine / 2)
		.replace(/^["']/, "")
		.replace(/["')\s.]+$/, "");
	return (
		known !== "" && (text === known || (message.length > known.length + longestLine / 4 && text.startsWith(known)))
	);
}
