import * as vscode from "vscode";
import type { QuestionKey } from "../../core/bank/questionKey";
import { type EventPayload, subjectOf } from "../../core/journal/events";
import type { CardState, Undoable } from "../../core/journal/state";
import { startOfDay } from "../../core/schedule/day";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";
import type { Study } from "./study";

type QuestionAction = "suspend" | "star" | "bury" | "forget";

/** What a person does with one question: suspend, star, bury, forget. Each can be taken back. */
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
			"This question is still new, so there is nothing to forget. Suspend it if it is not to come up.",
			[{ title: "Suspend", command: "dunder.suspend", arguments: [{ question: key }] }],
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
				? "Resumed: the question comes up again."
				: "Suspended: the question does not come up until you resume it.";
		case "star":
			return card?.starred ? "Star removed." : "Starred.";
		case "bury":
			return (card?.buriedUntil ?? 0) > now ? "No longer hidden." : "Hidden until tomorrow.";
		case "forget":
			return "Forgotten: the question is new again.";
	}
}

/** Takes the last thing back that was done, and shows the question; its answer too where another rating is to follow. */
export async function undo(study: Study, panel: QuestionPanel): Promise<void> {
	const last = study.store.state.undoable.at(-1);
	if (!last) {
		throw new UserError("There is nothing to undo.");
	}
	const question = study.questions.find(({ key }) => key === last.key);
	const what = describeUndoable(last, question && study.card(question.key), study.store.today.now);
	if (!(await study.store.record({ kind: "undone", target: last.id }))) {
		return;
	}
	const title = question ? ` of "${question.title}"` : "";
	vscode.window.setStatusBarMessage(`Undone: ${what}${title}.`, 6_000);
	if (question) {
		await panel.open(question.key, { again: true, reveal: last.kind === "reviewed" });
	}
}

/** `card` is the question as the event left it, which was the last of its kind. */
function describeUndoable({ kind }: Undoable, card: CardState | undefined, now: number): string {
	const names: Record<Undoable["kind"], string> = {
		reviewed: "the rating",
		suspended: card?.suspended ? "the suspension" : "the resumption",
		starred: card?.starred ? "the star" : "the removal of the star",
		buried: (card?.buriedUntil ?? 0) > now ? "the hiding" : "the end of the hiding",
		forgotten: "the forgetting",
		noted: "the change of the note",
		planned: "the interview date",
		reset: "the reset",
	};
	return names[kind];
}
