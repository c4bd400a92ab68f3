import * as vscode from "vscode";
import type { Undoable } from "../../core/journal/state";
import { proposeUndo } from "../../core/journal/undo";
import { UserError } from "../../platform/userError";
import type { QuestionPanel } from "../panel/questionPanel";
import type { Study } from "./study";

/**
 * Takes back what the person did last, and shows its question, with the answer if another rating is to follow. What was done on
 * another machine is taken back only after the person has confirmed it by name.
 */
export async function undo(study: Study, panel: QuestionPanel): Promise<void> {
	const { store, windows } = study;
	const proposal = proposeUndo(store.state.undoable, windows);
	if (!proposal) {
		throw new UserError(vscode.l10n.t("There is nothing to undo."));
	}
	const { step, isElsewhere, here } = proposal;
	const chosen = isElsewhere ? await choose(step, here, study) : step;
	if (!chosen) {
		return;
	}
	// The latest is undone first, so that a state in between is one that there was.
	const targets = chosen.ids.toReversed();
	const undone = await store.recordAll(targets.map((target) => ({ kind: "undone" as const, target })));
	if (undone.length === 0) {
		return;
	}
	const text = vscode.l10n.t({
		message: "Undid: {0}.",
		args: [nameOf(chosen, study)],
		comment: '{0} is what was undone, such as: the rating of "What is the GIL?"',
	});
	vscode.window.setStatusBarMessage(text, 6_000);
	const question = questionOf(chosen, study);
	if (question) {
		await panel.open(question.key, { again: true, reveal: chosen.kind === "reviewed" });
	}
}

/** Asks whether to undo what another machine did or, if there is something, what was done last on this one. */
async function choose(step: Undoable, here: Undoable | undefined, study: Study): Promise<Undoable | undefined> {
	const message = vscode.l10n.t({
		message: "The last change was made on another machine: {0}. Undo it?",
		args: [nameOf(step, study)],
		comment: '{0} is what would be undone, such as: the rating of "What is the GIL?"',
	});
	const detail =
		here &&
		vscode.l10n.t({
			message: "The last change on this machine: {0}.",
			args: [nameOf(here, study)],
			comment: '{0} is what could be undone instead, such as: the rating of "What is the GIL?"',
		});
	const answers = [
		{ title: vscode.l10n.t("Undo It"), chosen: step },
		...(here ? [{ title: vscode.l10n.t("Undo the Last Change Here"), chosen: here }] : []),
	];
	const options = { modal: true, ...(detail !== undefined && { detail }) };
	return (await vscode.window.showInformationMessage(message, options, ...answers))?.chosen;
}

function questionOf({ key }: Undoable, { questions }: Study) {
	return questions.find((question) => question.key === key);
}

function nameOf(step: Undoable, study: Study): string {
	const question = questionOf(step, study);
	const what = describe(step);
	return question === undefined
		? what
		: vscode.l10n.t({
				message: '{0} of "{1}"',
				args: [what, question.title],
				comment: "{0} is what was undone, such as: the rating; {1} is the title of a question",
			});
}

function describe({ kind, on }: Undoable): string {
	switch (kind) {
		case "reviewed":
			return vscode.l10n.t({ message: "the rating", comment: "What was undone" });
		case "suspended":
			return on
				? vscode.l10n.t({ message: "the suspension", comment: "What was undone" })
				: vscode.l10n.t({ message: "the resumption", comment: "What was undone" });
		case "starred":
			return on
				? vscode.l10n.t({ message: "the star", comment: "What was undone" })
				: vscode.l10n.t({ message: "the removal of the star", comment: "What was undone" });
		case "buried":
			return on
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
