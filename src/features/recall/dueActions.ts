import * as vscode from "vscode";
import { dueSoon, leftByKind, moreToday, type StudyBasis } from "../../core/schedule/queue";
import { describeLeft } from "../../core/session/closing";
import { paceLabels } from "../../core/session/interviewPace";
import { describeComing, describeCounts } from "../../core/session/wording";
import type { CommandId } from "../../platform/contributions";
import type { StudyScope } from "./studyScope";

/**
 * A row of the Due view that does something. VS Code shows the buttons in the title of a view only while the mouse or the
 * keyboard is there, and offers no other place for buttons above rows.
 */
export interface DueAction {
	readonly label: string;
	readonly description: string;
	readonly icon: string;
	readonly command: CommandId;
}

/** What can be done now: first study, then what the interview date asks for, then clear the filter. */
export function dueActions(scope: StudyScope): DueAction[] {
	const { shown, pace } = scope;
	const filter = scope.activeFilter();
	const labels = pace && paceLabels(pace);
	const rows: readonly DueAction[] = [
		studyAction(shown),
		{ label: labels?.pace ?? "", description: "", icon: "calendar", command: "dunder.studyPace" },
		{ label: labels?.senior ?? "", description: "", icon: "calendar", command: "dunder.studySenior" },
		{
			label: filter ? vscode.l10n.t("Clear Filter") : "",
			description: filter?.name ?? "",
			icon: "filter-filled",
			command: "dunder.clearFilter",
		},
	];
	return rows.filter(({ label }) => label !== "");
}

export function actionItem({ label, description, icon, command }: DueAction): vscode.TreeItem {
	const item = new vscode.TreeItem(label);
	item.description = description;
	item.iconPath = new vscode.ThemeIcon(icon);
	item.tooltip = description === "" ? label : `${label}: ${description}`;
	item.accessibilityInformation = { label: item.tooltip };
	item.command = { command, title: label };
	return item;
}

/** The row that studies: what is left today, what can be had early, or what lies beyond the limits of the day. */
function studyAction(study: StudyBasis): DueAction {
	const row = (label: string, description: string, command: CommandId = "dunder.studyNow") => ({
		...{ label, description, command },
		icon: "mortar-board",
	});
	const [soon] = dueSoon(study);
	const more = moreToday(study);
	if (describeLeft(study) !== "") {
		return row(vscode.l10n.t("Study Now"), describeCounts(leftByKind(study)));
	}
	if (soon) {
		return row(vscode.l10n.t("Review Now"), describeComing(soon.due, study.today));
	}
	if (more.due > 0) {
		return row(vscode.l10n.t("{0} More Due", more.due), "", "dunder.studyMore");
	}
	return more.new > 0
		? row(vscode.l10n.t("{0} More New", more.new), "", "dunder.studyMore")
		: row(vscode.l10n.t("Study Now"), describeCounts(leftByKind(study)));
}
