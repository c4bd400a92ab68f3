import * as l10n from "@vscode/l10n";
import type { Conditions, Experiment, ScratchQuestion } from "../bank/question";
import { ownPack, type QuestionKey, questionKey, splitKey } from "../bank/questionKey";
import type { Region } from "./regions";

/**
 * The path of a question's scratch file below the scratch folder. No Python module can have its name, so it shadows none.
 * Our own pack has no folder of its own; that of another begins with `_`, as no topic does.
 */
export function scratchPath(key: QuestionKey): string {
	const { pack, id } = splitKey(key);
	const [topic, slug] = id.split("/");
	return `${pack === ownPack ? "" : `_${pack}/`}${topic}/${slug}/scratch-${slug}.py`;
}

/** The question whose scratch file has this path below the scratch folder, or nothing. */
export function questionOfScratch(path: string): QuestionKey | undefined {
	const match = /^(?:_([a-z0-9-]+)\/)?([a-z0-9-]+)\/([a-z0-9-]+)\/scratch-\3\.py$/.exec(path);
	return match ? questionKey(match[1] ?? ownPack, `${match[2]}/${match[3]}`) : undefined;
}

/** The experiment of the bank that a region was made from; nothing where its title is another. */
export function experimentOf(
	{ experiments }: Pick<ScratchQuestion, "experiments">,
	{ title }: Region,
): Experiment | undefined {
	// The number tells apart those with one title; it is another once the bank has an experiment more.
	const [, number, name] = /^(\d+)\. (.*)$/.exec(title) ?? [];
	const numbered = experiments[Number(number) - 1];
	return numbered?.title === name ? numbered : experiments.find((experiment) => experiment.title === name);
}

/** What an experiment needs to run, as a sentence; empty where it runs anywhere. */
export function describeConditions(conditions: Conditions): string {
	const needs = describeNeeds(conditions);
	return needs === "" ? "" : l10n.t("Needs {0}.", needs);
}

/** `Python 3.12 or newer and the package numpy`; empty where an experiment runs anywhere. */
export function describeNeeds({ requires, packages }: Pick<Conditions, "requires" | "packages">): string {
	const needs = [...requires.map(describeRequirement), ...packages.map((name) => l10n.t("the package {0}", name))];
	return needs.length === 0 ? "" : needs.reduce((one, other) => l10n.t("{0} and {1}", one, other));
}

function describeRequirement(requirement: string): string {
	const [, operator, bound] = /^(>=|<)(.+)$/.exec(requirement) ?? [];
	if (bound !== undefined) {
		return operator === ">=" ? l10n.t("Python {0} or newer", bound) : l10n.t("a Python before {0}", bound);
	}
	return requirement === "native"
		? l10n.t("a Python that is no WebAssembly build")
		: l10n.t("a free-threaded build of Python");
}
