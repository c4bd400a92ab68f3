import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type EventPayload, subjectOf } from "../../core/journal/events";
import type { CardState, Undoable } from "../../core/journal/state";
import { startOfDay } from "../../core/schedule/day";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";
import type { Study } from "./study";

type QuestionAction = "suspend" | "star" | "bury" | "forget";

/** Suspends, stars, or buries a question, or ends that state; or forgets the question. Each action can be undone. */
export async function act(study: Study, key: QuestionKey, action: QuestionAction): Promise<void> {
	const { store } = study;
	const card = study.card(key);
	const subject = subjectOf(key);
	const { now, day, rolloverHour, calendar } = store.today;
	const isBuried = (card?.buriedUntil ?? 0) > now;
	const happenings: Record<QuestionAction, EventPayload> = {
		suspend: { kind: "suspended", ...subject, on: !card?.suspended },
		star: { kind: "starred", ...subject, on: !card?.starred },
		bury: { kind: "buried", ...subject, until: isBuried ? now : startOfDay(day + 1, rolloverHour, calendar) },
		forget: { kind: "forgotten", ...subject },
	};
	if (action === "forget" && !card?.schedule) {
		throw new UserError(
			vscode.l10n.t("This question is still new, so there is nothing to forget. Suspend it if it is not to come up."),
			[{ title: vscode.l10n.t("Suspend"), command: "dunder.suspend", arguments: [{ question: key }] }],
		);
	}
	const isPutAway = (action === "suspend" && !card?.suspended) || (action === "bury" && !isBuried);
	if (await store.record(happenings[action])) {
		vscode.window.setStatusBarMessage(describeAction(action, card, now), 4_000);
		if (isPutAway) {
			await study.skip(key);
		}
	}
}

function describeAction(action: QuestionAction, card: CardState | undefined, now: number): string {
	switch (action) {
		case "suspend":
			return card?.suspended
				? vscode.l10n.t("Resumed: the question comes up again.")
				: vscode.l10n.t("Suspended: the question does not come up until you resume it.");
		case "star":
			return card?.starred ? vscode.l10n.t("Star removed.") : vscode.l10n.t("Starred.");
		case "bury":
			return (card?.buriedUntil ?? 0) > now
				? vscode.l10n.t("No longer hidden.")
				: vscode.l10n.t("Hidden until tomorrow.");
		case "forget":
			return vscode.l10n.t("Forgotten: the question is new again.");
	}
}

/**
 * Undoes the last thing that was done and shows its question. After a rating is undone, also shows the answer, because
 * another rating is to follow.
 */
export async function undo(study: Study, panel: QuestionPanel): Promise<void> {
	const last = study.store.state.undoable.at(-1);
	if (!last) {
		throw new UserError(vscode.l10n.t("There is nothing to undo."));
	}
	const question = study.questions.find(({ key }) => key === last.key);
	const what = describeUndoable(last, question && study.card(question.key), study.store.today.now);
	if (!(await study.store.record({ kind: "undone", target: last.id }))) {
		return;
	}
	vscode.window.setStatusBarMessage(describeUndone(what, question?.title), 6_000);
	if (question) {
		await panel.open(question.key, { again: true, reveal: last.kind === "reviewed" });
	}
}

function describeUndone(what: string, question: string | undefined): string {
	return question === undefined
		? vscode.l10n.t({ message: "Undone: {0}.", args: [what], comment: "{0} is what was undone, such as: the rating" })
		: vscode.l10n.t({
				message: 'Undone: {0} of "{1}".',
				args: [what, question],
				comment: "{0} is what was undone, such as: the rating; {1} is the title of a question",
			});
}

/** `card` is the question in the state in which the event left it, because no later event of its kind changed that. */
function describeUndoable({ kind }: Undoable, card: CardState | undefined, now: number): string {
	switch (kind) {
		case "reviewed":
			return vscode.l10n.t({ message: "the rating", comment: "What was undone" });
		case "suspended":
			return card?.suspended
				? vscode.l10n.t({ message: "the suspension", comment: "What was undone" })
				: vscode.l10n.t({ message: "the resumption", comment: "What was undone" });
		case "starred":
			return card?.starred
				? vscode.l10n.t({ message: "the star", comment: "What was undone" })
				: vscode.l10n.t({ message: "the removal of the star", comment: "What was undone" });
		case "buried":
			return (card?.buriedUntil ?? 0) > now
				? vscode.l10n.t({ message: "the hiding", comment: "What was undone" })
				: vscode.l10n.t({ message: "the end of the hiding", comment: "What was undone" });
		case "forgotten":
			return vscode.l10n.t({ message: "the forgetting", comment: "What was undone" });
		case "noted":
			return vscode.l10n.t({ message: "the change of the note", comment: "What was undone" });
		case "planned":
			return vscode.l10n.t({ message: "the interview date", comment: "What was undone" });
		case "reset":
			return vscode.l10n.t({ message: "the reset", comment: "What was undone" });
	}
}
