import * as vscode from "vscode";
import { isoDay, parseIsoDay } from "../../core/schedule/day";
import type { RecallStore } from "./store";

/** Asks for the day of the interview. Every question that has been begun comes back before that day. */
export async function chooseInterviewDate(store: RecallStore): Promise<void> {
	const { day: today } = store.today;
	const { interviewDay } = store.state;
	const chosen = await vscode.window.showInputBox({
		title: vscode.l10n.t("Interview Date"),
		prompt: vscode.l10n.t("YYYY-MM-DD. Every question that you have begun comes back before that day. Empty: no date."),
		placeHolder: isoDay(today + 30),
		value: interviewDay ?? "",
		validateInput: (text) => {
			const day = parseIsoDay(text.trim());
			if (text.trim() === "") {
				return undefined;
			}
			if (day === undefined) {
				return /^\d{4}-\d\d-\d\d$/.test(text.trim())
					? vscode.l10n.t("There is no such day as {0}.", text.trim())
					: vscode.l10n.t("Write a date as YYYY-MM-DD.");
			}
			return day <= today ? vscode.l10n.t("Choose a day after today.") : undefined;
		},
	});
	if (chosen === undefined || (chosen.trim() || undefined) === interviewDay) {
		return;
	}
	const day = chosen.trim() === "" ? null : chosen.trim();
	if (await store.record({ kind: "planned", day, setOn: today })) {
		const text =
			day === null
				? vscode.l10n.t("Interview date removed.")
				: vscode.l10n.t("Interview on {0}: every question that you have begun comes back before it.", day);
		void vscode.window.showInformationMessage(text);
	}
}
