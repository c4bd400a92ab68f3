import * as vscode from "vscode";
import { isoDay, parseIsoDay } from "../../core/schedule/day";
import type { RecallStore } from "./store";

/** Asks for the day of the interview; before it, every question that was begun comes back. */
export async function chooseInterviewDate(store: RecallStore): Promise<void> {
	const { day: today } = store.today;
	const { interviewDay } = store.state;
	const chosen = await vscode.window.showInputBox({
		title: "Interview Date",
		prompt: "YYYY-MM-DD. Every question that you have begun comes back before that day. Empty: no date.",
		placeHolder: isoDay(today + 30),
		value: interviewDay ?? "",
		validateInput: (text) => {
			const day = parseIsoDay(text.trim());
			if (text.trim() === "") {
				return undefined;
			}
			if (day === undefined) {
				return /^\d{4}-\d\d-\d\d$/.test(text.trim())
					? `There is no such day as ${text.trim()}.`
					: "Write a date as YYYY-MM-DD.";
			}
			return day <= today ? "Choose a day after today." : undefined;
		},
	});
	if (chosen === undefined || (chosen.trim() || undefined) === interviewDay) {
		return;
	}
	const day = chosen.trim() === "" ? null : chosen.trim();
	if (await store.record({ kind: "planned", day })) {
		const text =
			day === null
				? "Interview date removed."
				: `Interview on ${day}: every question that you have begun comes back before it.`;
		void vscode.window.showInformationMessage(text);
	}
}
