import * as l10n from "@vscode/l10n";
import { reasonOf } from "../core/text/reason";
import { late } from "./patience";
import type { Command, Interpreter, Probe, ProbeFailure } from "./pythonRuntime";

/** The places where a Python is looked for. */
export interface SearchPlaces {
	/** The setting `dunder.pythonPath`; empty if the person has not set it. */
	readonly named: string;
	/** The path that is selected in the Python extension, if there is one. */
	selected(): Promise<string | undefined | typeof late>;
	readonly defaultCommands: readonly Command[];
}

/**
 * `isLate` means that the Python extension did not answer in time, so the Python is one of the default commands.
 * `refusal` is a sentence for the person.
 */
export type SearchResult =
	| { readonly interpreter: Interpreter; readonly isLate: boolean }
	| { readonly refusal: string };

/**
 * The interpreter that the setting names, or else the one that is selected in the Python extension, or else the first
 * of the default commands that is usable.
 */
export async function searchInterpreter(
	{ named, selected, defaultCommands }: SearchPlaces,
	probe: Probe,
): Promise<SearchResult> {
	if (named !== "") {
		const found = await probe(named);
		return "failure" in found
			? {
					refusal: l10n.t({
						message: "The setting dunder.pythonPath names {0}, but {1}.",
						args: [named, describeFailure(found)],
						comment: "{0} is a path or a command. {1} is a clause, such as: no such program is there",
					}),
				}
			: { interpreter: found, isLate: false };
	}
	const looked = [l10n.t("dunder.pythonPath (not set)")];
	const candidates: Command[] = [...defaultCommands];
	const answer = await selected().catch((error: unknown) => {
		looked.push(l10n.t("the Python extension (it failed: {0})", reasonOf(error)));
	});
	if (typeof answer === "string") {
		candidates.unshift([answer]);
	} else if (answer === late) {
		looked.push(l10n.t("the Python extension (it did not answer)"));
	} else if (looked.length === 1) {
		looked.push(l10n.t("the Python extension (no interpreter selected there)"));
	}
	for (const candidate of candidates) {
		const found = await probe(...candidate);
		if (!("failure" in found)) {
			return { interpreter: found, isLate: answer === late };
		}
		looked.push(`${candidate.join(" ")} (${describeFailure(found)})`);
	}
	return {
		refusal: l10n.t({
			message: "No Python 3.9 or newer was found. Looked for: {0}. Install Python or choose an interpreter.",
			args: [looked.join(", ")],
			comment: "{0} is a list of commands and other places",
		}),
	};
}

/** Why a command is not a usable Python, as the end of a sentence. */
export function describeFailure(found: ProbeFailure): string {
	switch (found.failure) {
		case "missing":
			return l10n.t("no such program is there");
		case "not-python":
			return l10n.t("it did not answer as Python does");
		case "broken-environment":
			return l10n.t("its virtual environment is broken and must be made anew");
		case "store-alias":
			return l10n.t("that is only the alias that opens the Microsoft Store");
		case "too-old":
			return l10n.t("it is Python {0}, and Dunder needs 3.9 or newer", found.version);
	}
}
