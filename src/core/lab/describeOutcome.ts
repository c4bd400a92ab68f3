import * as l10n from "@vscode/l10n";
import { inlineCode, shorten } from "../text/outputText";
import type { Judgement } from "./prediction";
import { describeError, type StatementReport } from "./runReport";

/**
 * What a statement did, and what a person predicted instead if that was wrong, as a sentence in Markdown. `report` is
 * `undefined` if the statement was never reached.
 */
export function describeOutcome(
	report: Pick<StatementReport, "output" | "error"> | undefined,
	{ verdict, predicted }: Pick<Judgement, "verdict" | "predicted">,
): string {
	const did = report ? describeReport(report) : l10n.t("Never reached");
	return verdict === "wrong" ? l10n.t("{0}; you predicted {1}.", did, code(predicted)) : `${did}.`;
}

function describeReport({ output, error }: Pick<StatementReport, "output" | "error">): string {
	if (!error) {
		return output.length === 0 ? l10n.t("Printed nothing") : l10n.t("Printed {0}", code(output));
	}
	const raised = inlineCode(describeError(error));
	return output.length === 0
		? l10n.t("Raised {0}", raised)
		: l10n.t("Printed {0}, and then raised {1}", code(output), raised);
}

function code(lines: readonly string[]): string {
	return shorten(lines).map(inlineCode).join(" ⏎ ");
}
