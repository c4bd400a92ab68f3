import * as vscode from "vscode";
import { type QuestionKey, questionKey, splitKey } from "../../core/bank/questionKey";
import type { QuestionBank } from "../../platform/questionBank";
import type { Study } from "./study";

/** Resets all progress of the open question, of a topic, or of everything, after asking. A backup is kept. */
export async function resetProgress(study: Study, bank: QuestionBank, current: QuestionKey | undefined): Promise<void> {
	const { topics, questions } = await bank.index();
	const open = questions.find(({ key }) => key === current);
	const packs = [...new Set(topics.map(({ key }) => splitKey(key).pack))];
	const items = [
		...(open ? [{ label: vscode.l10n.t("This question"), description: open.title, starts: [open.key] }] : []),
		...topics.map(({ key, title }) => ({
			label: title,
			description: vscode.l10n.t("topic"),
			starts: [`${key}/` as const],
		})),
		{
			label: vscode.l10n.t("Everything"),
			description: vscode.l10n.t("all questions of the bank"),
			starts: packs.map((pack) => questionKey(pack, "")),
		},
	];
	const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t("Reset Progress") });
	if (!chosen || !(await isConfirmed(chosen.label, chosen === items.at(-1)))) {
		return;
	}
	const { store } = study;
	await store.backUpBefore("reset");
	const resets = chosen.starts.map(splitKey).map(({ pack, id }) => ({ kind: "reset", pack, prefix: id }) as const);
	const done = await store.recordAll(resets);
	const undo = vscode.l10n.t("Undo");
	const text = vscode.l10n.t("Reset: {0}. A backup keeps what was there.", chosen.label);
	if (
		done.length > 0 &&
		(await vscode.window.showInformationMessage(text, undo)) === undo &&
		// Only the reset is undone, because other things may have been done since.
		(await store.recordAll(done.map(({ id }) => ({ kind: "undone", target: id })))).length > 0
	) {
		vscode.window.setStatusBarMessage(vscode.l10n.t("Undid: the reset."), 6_000);
	}
}

/**
 * Asks for a button to be pressed. If everything is to be reset, also asks for a word to be typed, because Enter is
 * easily pressed twice.
 */
async function isConfirmed(what: string, isEverything: boolean): Promise<boolean> {
	const reset = { title: vscode.l10n.t("Reset") };
	const detail = vscode.l10n.t("Ratings, notes, stars and predictions are forgotten. A backup is kept.");
	const question = vscode.l10n.t("Reset progress: {0}?", what);
	if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, reset)) !== reset) {
		return false;
	}
	return !isEverything || (await isTyped());
}

async function isTyped(): Promise<boolean> {
	const word = vscode.l10n.t({
		message: "everything",
		comment: "A person types this word to confirm that all progress is to be reset",
	});
	const typed = await vscode.window.showInputBox({
		title: vscode.l10n.t("Reset Everything"),
		prompt: vscode.l10n.t('Type "{0}" to reset all progress. A backup is kept.', word),
		ignoreFocusOut: true,
		validateInput: (text) =>
			text.trim().toLowerCase() === word.toLowerCase()
				? undefined
				: vscode.l10n.t('Type "{0}", or press Escape.', word),
	});
	return typed !== undefined;
}
