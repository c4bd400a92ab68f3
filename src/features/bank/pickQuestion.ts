import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { Search } from "../../core/bank/search";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";

interface FoundItem extends vscode.QuickPickItem {
	/** `undefined` for the item that says that nothing was found. */
	readonly key?: QuestionKey;
}

/**
 * Shows a pick list of all questions, which searches their full text as soon as something is typed. Returns the key of
 * the chosen question.
 */
export async function pickQuestion(bank: QuestionBank, progress: Progress): Promise<QuestionKey | undefined> {
	const picker = vscode.window.createQuickPick<FoundItem>();
	picker.title = vscode.l10n.t("Find Question");
	picker.placeholder = vscode.l10n.t("Words of a question, its answer or its code; a topic, tag or level");
	picker.busy = true;
	// Otherwise, titles that contain the words would come first, in alphabetical order. No finalized API can prevent that
	// (microsoft/vscode#73904), and a VS Code that doesn't know this property ignores it.
	Object.assign(picker, { sortByLabel: false });
	// The list is shown before it has any items, so that it receives what is typed immediately.
	const chosen = choose(picker);
	try {
		const itemsFor = await loadItems(bank, progress);
		picker.onDidChangeValue((value) => {
			picker.items = itemsFor(value);
		});
		picker.items = itemsFor(picker.value);
		picker.busy = false;
		return await chosen;
	} finally {
		picker.dispose();
	}
}

/** Returns a function that gives the items for what was typed. */
async function loadItems(bank: QuestionBank, progress: Progress): Promise<(value: string) => readonly FoundItem[]> {
	const [{ topics, questions }, index] = await Promise.all([bank.index(), bank.searchIndex()]);
	const search = new Search(index);
	const titles = new Map(topics.map(({ key, title }) => [key, title]));
	const items = new Map(questions.map((one) => [one.key, itemOf(one, titles.get(one.topic), progress)]));
	return (value) => {
		const words = value.trim();
		if (words === "") {
			return [...items.values()];
		}
		const found = search.find(words).flatMap((key) => items.get(key) ?? []);
		return found.length > 0 ? found : [nothing(words)];
	};
}

function choose(picker: vscode.QuickPick<FoundItem>): Promise<QuestionKey | undefined> {
	return new Promise((resolve) => {
		picker.onDidAccept(() => {
			const [item] = picker.selectedItems;
			if (item?.key !== undefined) {
				resolve(item.key);
			}
		});
		picker.onDidHide(() => resolve(undefined));
		picker.show();
	});
}

function itemOf(
	{ key, title, level, tags }: QuestionSummary,
	topic: string | undefined,
	progress: Progress,
): FoundItem {
	const state = progress.of(key);
	// A long title pushes the end of this text out of sight.
	const parts = [level, topic, ...(state && state.status !== "new" ? [state.description] : [])];
	// VS Code matches only parts of an item. Without `alwaysShow`, it would hide items that the search found by other
	// text.
	return { label: title, description: parts.join(" · "), detail: tags.join(", "), alwaysShow: true, key };
}

function nothing(words: string): FoundItem {
	return {
		label: vscode.l10n.t('No question has "{0}"', words),
		detail: vscode.l10n.t("Try a shorter form, another word for it, or the name of a function or a module."),
		alwaysShow: true,
	};
}
