import * as vscode from "vscode";
import { plainTitle } from "../../core/question";
import { startOfDay } from "../../core/recall/day";
import type { Happening } from "../../core/recall/events";
import type { Undoable } from "../../core/recall/state";
import { Refusal } from "../../host/commands";
import type { QuestionPanel } from "../panel/questionPanel";
import { pack } from "./store";
import type { Study } from "./study";

type QuestionAction = "suspend" | "star" | "bury" | "forget";

/** What a person does with one question: suspend, star, bury, forget. Each can be taken back. */
export async function act(study: Study, id: string, action: QuestionAction): Promise<void> {
	const { store } = study;
	const card = study.card(id);
	const key = { pack, question: id };
	const { day, rolloverHour, calendar } = store.today;
	const happenings: Record<QuestionAction, Happening> = {
		suspend: { kind: "suspended", ...key, on: !card?.suspended },
		star: { kind: "starred", ...key, on: !card?.starred },
		bury: { kind: "buried", ...key, until: startOfDay(day + 1, rolloverHour, calendar) },
		forget: { kind: "forgotten", ...key },
	};
	if (action === "forget" && !card?.schedule) {
		throw new Refusal("New, so there is nothing to forget. Suspend the question if it is not to come.", [
			{ title: "Suspend", command: "dunder.suspend", arguments: [{ question: id }] },
		]);
	}
	if (await store.record(happenings[action])) {
		vscode.window.setStatusBarMessage(describeAction(action, card), 4_000);
	}
}

function describeAction(action: QuestionAction, card: { suspended: boolean; starred: boolean } | undefined): string {
	switch (action) {
		case "suspend":
			return card?.suspended
				? "Resumed: the question comes again."
				: "Suspended: the question does not come until it is resumed.";
		case "star":
			return card?.starred ? "The star is taken away." : "Starred.";
		case "bury":
			return "Hidden until tomorrow.";
		case "forget":
			return "Forgotten: the question is new again.";
	}
}

/** Takes the last thing back that was done, and shows the question. */
export async function undo(study: Study, panel: QuestionPanel): Promise<void> {
	const last = study.store.state.undoable.at(-1);
	if (!last) {
		throw new Refusal("There is nothing to take back.");
	}
	if (!(await study.store.record({ kind: "undone", target: last.id }))) {
		return;
	}
	const question = study.questions.find(({ id }) => last.key === `${pack}:${id}`);
	const title = question ? ` of "${plainTitle(question.title)}"` : "";
	vscode.window.setStatusBarMessage(`Taken back: ${describeUndoable(last)}${title}.`, 6_000);
	if (question) {
		await panel.open(question.id, { again: true });
	}
}

function describeUndoable({ kind }: Undoable): string {
	const names: Record<Undoable["kind"], string> = {
		reviewed: "the rating",
		suspended: "the suspension",
		starred: "the star",
		buried: "the hiding",
		forgotten: "the forgetting",
		noted: "the change of the note",
		planned: "the interview date",
		reset: "the reset",
	};
	return names[kind];
}
