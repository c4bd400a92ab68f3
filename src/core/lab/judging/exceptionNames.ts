import type { RaisedError } from "../runReport";
import { aliasesOf } from "./exceptionAliases";
import { longestLine } from "./wordings";

/** What is known of an exception that was raised. `module` and `qualname` are empty where they are not. */
export type Raised = Pick<RaisedError, "name" | "module" | "qualname" | "message">;

/** Words in front of a class: `it raises a TypeError`, `fails with: TypeError`. */
const introductionPattern = new RegExp(
	[
		"(?:it'(?:ll|d)|it|this|that|i|you|we|python|which|then|and|will|would|should|just|an?|the|uncaught|unhandled|with|in|get|gets|gives?",
		"|raises?|raised|raising|throws?|threw|thrown|throwing|fails?|failed|crash(?:es|ed)?|dies|ends|stops|blows|up|leads|to|results?|errors?",
		"|exceptions?|traceback(?: \\(most recent call last\\))?)(?![\\p{L}\\p{N}_.])\\s*(?:[:,…(-]|\\.{3})?\\s*",
	].join(""),
	"iuy",
);
const dottedPattern = /[\p{L}_][\p{L}\p{N}_]*(?:\.(?:<locals>|[\p{L}_][\p{L}\p{N}_]*))+/uy;
/** Lower-case words that are classes themselves: `socket.timeout`, `struct.error`. */
const lowerCaseClasses: readonly string[] = ["error", "timeout", "herror", "gaierror", "itimer_error"];
const simpleClass = "(?:\\w+(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)|Exception)\\b";
const someClass = `(?:\\w+\\.)*${simpleClass}`;

/**
 * Whether a line says that this exception is raised on CPython `version`, in any usual wording: its class, with or without
 * its module, and perhaps a message, which does not count. A line that leaves a choice does not say so.
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

/** Where the class ends that stands at a place, if it is the one that was raised. */
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

/** The names of the class without a module, as patterns: `TypeError`, `Type Error`, `Type error`, `typeerror`. */
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

/** Whether a name with a dot is the class's: with its module, one around it, or the end of that, or with classes around it. */
function isQualifiedName(dotted: string, { name, module, qualname }: Raised, version: string): boolean {
	const own = qualname || name;
	const inFunction = own.split(".<locals>.").at(-1) ?? own;
	const full = module === "" ? [own, inFunction] : modulesOf(module).map((one) => `${one}.${own}`);
	const aliases = aliasesOf(module, own, version);
	return (
		[...full, inFunction].some((known) => known === dotted || known.endsWith(`.${dotted}`)) || aliases.includes(dotted)
	);
}

/** A module and those around it, which often export its classes: `json` for `json.decoder`, `pickle` for `_pickle`. */
function modulesOf(module: string): string[] {
	const parts = module.split(".");
	const around = parts.map((_, index) => parts.slice(0, index + 1).join("."));
	return [...new Set(around.flatMap((one) => [one, one.replace(/(^|\.)_+/g, "$1")]))];
}

/** Whether what stands behind a class goes on about it: a message, a reason, or nothing. */
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

/** Whether what stands behind a class is the message that Python wrote, as far as that was read. */
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
