import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type EventPayload, subjectOf } from "../../core/journal/events";
import type { CardState } from "../../core/journal/state";
import { startOfDay } from "../../core/schedule/day";
import { isBuried } from "../../core/schedule/status";
import { UserError } from "../../platform/userError";
import type { Study } from "./study";

type QuestionAction = "suspend" | "star" | "bury" | "forget";

/** Suspends, stars, or buries a question, or ends that state; or forgets the question. Each action can be undone. */
export async function act(study: Study, key: QuestionKey, action: QuestionAction): Promise<void> {
	const { store } = study;
	const card = study.card(key);
	const subject = subjectOf(key);
	const { today } = store;
	const { now, day, rolloverHour, calendar } = today;
	const isHidden = isBuried(card, today);
	const [until, untilDay] = isHidden ? [now, day - 1] : [startOfDay(day + 1, rolloverHour, calendar), day + 1];
	const happenings: Record<QuestionAction, EventPayload> = {
		suspend: { kind: "suspended", ...subject, on: !card?.suspended },
		star: { kind: "starred", ...subject, on: !card?.starred },
		bury: { kind: "buried", ...subject, until, untilDay },
		forget: { kind: "forgotten", ...subject },
	};
	if (action === "forget" && !card?.schedule) {
		throw new UserError(
			vscode.l10n.t("This question is still new, so there is nothing to forget. Suspend it if it is not to come up."),
			[{ title: vscode.l10n.t("Suspend"), command: "dunder.suspend", arguments: [{ question: key }] }],
		);
	}
	const isPutAway = (action === "suspend" && !card?.suspended) || (action === "bury" && !isHidden);
	if (await store.record(happenings[action])) {
		vscode.window.setStatusBarMessage(describeAction(action, card, isHidden), 4_000);
		if (isPutAway) {
			await study.skip(key);
		}
	}
}

function describeAction(action: QuestionAction, card: CardState | undefined, isHidden: boolean): string {
	switch (action) {
		case "suspend":
			return card?.suspended
				? vscode.l10n.t("Resumed: the question comes up again.")
				: vscode.l10n.t("Suspended: the question does not come up until you resume it.");
		case "star":
			return card?.starred ? vscode.l10n.t("Star removed.") : vscode.l10n.t("Starred.");
		case "bury":
			return isHidden ? vscode.l10n.t("No longer hidden.") : vscode.l10n.t("Hidden until tomorrow.");
		case "forget":
			return vscode.l10n.t("Forgotten: the question is new again.");
	}
}
