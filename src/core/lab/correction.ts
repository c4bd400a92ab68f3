import * as l10n from "@vscode/l10n";
import { printable, shorten } from "../text/outputText";
import type { Judgement } from "./prediction";

type Outcome = Pick<Judgement, "verdict" | "predicted" | "actual" | "hasRaised">;

/** What a statement did, and what the person predicted instead if that was wrong, as one line of text. */
export function describeOutcome(judgement: Outcome, quote: (line: string) => string = printed): string {
	const { verdict, predicted, actual } = judgement;
	const did = actual === undefined ? l10n.t("Never reached") : describeActual({ ...judgement, actual }, quote);
	return verdict === "wrong" ? l10n.t("{0}; you predicted {1}", did, inOneLine(predicted, quote)) : did;
}

function describeActual(
	{ actual, hasRaised }: { readonly actual: readonly string[]; readonly hasRaised: boolean },
	quote: (line: string) => string,
): string {
	const output = hasRaised ? actual.slice(0, -1) : actual;
	const raised = hasRaised ? quote(actual.at(-1) ?? "") : "";
	if (output.length === 0) {
		return hasRaised ? l10n.t("Raised {0}", raised) : l10n.t("Printed nothing");
	}
	return hasRaised
		? l10n.t("Printed {0}, and then raised {1}", inOneLine(output, quote), raised)
		: l10n.t("Printed {0}", inOneLine(output, quote));
}

function inOneLine(lines: readonly string[], quote: (line: string) => string): string {
	return shorten(lines).map(quote).join(" ⏎ ");
}

/** A line as plain text. */
function printed(line: string): string {
	return printable(line) || l10n.t("(empty line)");
}

/** The difference between a prediction and what the statement did, line by line, as a unified diff shows it. */
export function diffOf({ predicted, actual = [] }: Pick<Judgement, "predicted" | "actual">): string[] {
	const numbers = Array.from({ length: Math.max(predicted.length, actual.length) }, (_, number) => number);
	return numbers.flatMap((number) => {
		const [said, was] = [predicted[number], actual[number]];
		return said === was
			? [` ${said}`]
			: [...(said === undefined ? [] : [`-${said}`]), ...(was === undefined ? [] : [`+${was}`])];
	});
}
