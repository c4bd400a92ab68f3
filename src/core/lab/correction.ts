import * as l10n from "@vscode/l10n";
import { printable, shorten } from "../text/outputText";
import type { Judgement } from "./prediction";

/** What a statement did, and what the person predicted instead, as one line of text. */
export function correctionOf({ predicted, actual, hasRaised }: Judgement): string {
	const line = (lines: readonly string[]) => shorten(lines).map(printable).join(" ⏎ ") || l10n.t("(empty line)");
	const said = line(predicted);
	if (actual === undefined) {
		return l10n.t("Never reached; you predicted {0}", said);
	}
	if (actual.length === 0) {
		return l10n.t("Printed nothing; you predicted {0}", said);
	}
	return hasRaised && actual.length === 1
		? l10n.t("Raised {0}; you predicted {1}", line(actual), said)
		: l10n.t("Printed {0}; you predicted {1}", line(actual), said);
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
