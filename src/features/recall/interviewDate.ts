import * as vscode from "vscode";
import { isoDay, parseIsoDay } from "../../core/schedule/day";
import { describePace, type InterviewPace, paceLabels } from "../../core/session/interviewPace";
import type { CommandId } from "../../platform/contributions";
import { everything, type QuestionFilter } from "../../platform/questionFilter";
import { newPerDay, setNewPerDay } from "../../platform/settings";
import { UserError } from "../../platform/userError";
import type { Study } from "./study";

/** Asks for the day of the interview. Every question that has been begun comes back before that day. */
export async function chooseInterviewDate(study: Study): Promise<void> {
	const { store } = study;
	const { day: today } = store.today;
	const { interviewDay } = store.state;
	const chosen = await vscode.window.showInputBox({
		title: vscode.l10n.t("Interview Date"),
		prompt: vscode.l10n.t("You'll review every started question before this date (YYYY-MM-DD). Leave empty to clear."),
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
		tellPlan(day, study.sessions.scope.pace);
	}
}

/** Sets the number of new questions a day to what it takes to begin all of them before the interview. */
export async function keepPace(study: Study): Promise<void> {
	const { pace } = study.sessions.scope;
	if (!pace) {
		throw new UserError(vscode.l10n.t("You already begin enough new questions a day for your interview date."), [
			{ title: vscode.l10n.t("Set Interview Date…"), command: "dunder.setInterviewDate" },
		]);
	}
	const before = newPerDay();
	await setNewPerDay(pace.perDay);
	if (newPerDay() !== pace.perDay) {
		throw new UserError(
			vscode.l10n.t("The settings of this machine keep dunder.newPerDay at {0}. Change it there.", newPerDay()),
			[
				{
					title: vscode.l10n.t("Open Settings"),
					command: "workbench.action.openSettings",
					arguments: ["dunder.newPerDay"],
				},
			],
		);
	}
	const [studyNow, changeBack] = [vscode.l10n.t("Study Now"), vscode.l10n.t("Change Back")];
	const text = vscode.l10n.t("From now on, {0} new questions come a day; until now, {1} came.", pace.perDay, before);
	const chosen = await vscode.window.showInformationMessage(text, studyNow, changeBack);
	if (chosen === studyNow) {
		await vscode.commands.executeCommand("dunder.studyNow");
	} else if (chosen === changeBack) {
		await setNewPerDay(before);
	}
}

/** Sets the filter to the level `senior`. */
export async function chooseSenior(filter: QuestionFilter): Promise<void> {
	await filter.set({ ...everything, levels: ["senior"] });
	const [studyNow, clear] = [vscode.l10n.t("Study Now"), vscode.l10n.t("Clear Filter")];
	const text = vscode.l10n.t("From now on, only senior questions come, until you clear the filter.");
	const chosen = await vscode.window.showInformationMessage(text, studyNow, clear);
	if (chosen !== undefined) {
		const command: CommandId = chosen === clear ? "dunder.clearFilter" : "dunder.studyNow";
		await vscode.commands.executeCommand(command);
	}
}

/** Confirms the day and, if the questions that are not started don't fit before it, offers what to do. */
function tellPlan(day: string | null, pace: InterviewPace | undefined): void {
	const text =
		day === null
			? vscode.l10n.t("Interview date removed.")
			: vscode.l10n.t("Interview on {0}: you'll review every started question before this date.", day);
	const labels = day === null || !pace ? undefined : paceLabels(pace);
	const said = labels && pace ? `${text} ${describePace(pace)}` : text;
	const buttons = labels ? [labels.pace, labels.senior].filter((label) => label !== "") : [];
	void vscode.window.showInformationMessage(said, ...buttons).then((chosen) => {
		if (chosen !== undefined) {
			void vscode.commands.executeCommand(
				(chosen === labels?.pace ? "dunder.studyPace" : "dunder.studySenior") satisfies CommandId,
			);
		}
	});
}
