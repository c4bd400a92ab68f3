import * as l10n from "@vscode/l10n";
import type { Conditions, Experiment, ScratchQuestion } from "../bank/question";
import type { Region } from "./regions";

/** The experiment of the bank that a region was made from, or `undefined` if no experiment has its title. */
export function experimentOf(
	{ experiments }: Pick<ScratchQuestion, "experiments">,
	{ title }: Region,
): Experiment | undefined {
	// The number distinguishes experiments with the same title. It can change when an experiment is added to the bank.
	const [, number, name] = /^(\d+)\. (.*)$/.exec(title) ?? [];
	const hasName = (experiment: Experiment | undefined) =>
		name !== undefined && experiment && withoutBackticks(experiment.title) === withoutBackticks(name);
	const numbered = experiments[Number(number) - 1];
	return hasName(numbered) ? numbered : experiments.find(hasName);
}

/** Markdown as a comment shows it. Earlier versions left the backticks in scratch files. */
export function withoutBackticks(markdown: string): string {
	return markdown.replaceAll("`", "");
}

/** What an experiment needs to run, as a sentence; empty if it runs anywhere. */
export function describeConditions(conditions: Conditions): string {
	const needs = describeNeeds(conditions);
	return needs === "" ? "" : l10n.t("Needs {0}.", needs);
}

/** What an experiment needs, such as `Python 3.12 or newer and the package numpy`; empty if it runs anywhere. */
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
