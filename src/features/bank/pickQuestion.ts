import * as vscode from "vscode";
import type { QuestionSummary } from "../../core/bank/question";
import type { QuestionKey } from "../../core/bank/questionKey";
import { Search } from "../../core/bank/search";
import type { Progress } from "../../platform/progress";
import type { QuestionBank } from "../../platform/questionBank";

interface FoundItem extends vscode.QuickPickItem {
	/** None where nothing was found. */
	readonly key?: QuestionKey;
}

/** A pick list of all questions that becomes a full-text search with the first word; gives its key. */
export async function pickQuestion(bank: QuestionBank, progress: Progress): Promise<QuestionKey | undefined> {
	const picker = vscode.window.createQuickPick<FoundItem>();
	picker.title = vscode.l10n.t("Find Question");
	picker.placeholder = vscode.l10n.t("Words of a question, its answer or its code; a topic, tag or level");
	picker.busy = true;
	// Else titles with the words in them come first, by the alphabet. No API that is final can prevent that
	// (microsoft/vscode#73904); a VS Code that does not know this property ignores it.
	Object.assign(picker, { sortByLabel: false });
	// Shown before there is anything in it, so that what is typed at once goes there.
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

/** What the list has for what was typed. */
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
	// What a long title pushes out is at the end.
	const parts = [level, topic, ...(state && state.status !== "new" ? [state.description] : [])];
	// What was found by its text need not match what VS Code looks at.
	return { label: title, description: parts.join(" · "), detail: tags.join(", "), alwaysShow: true, key };
}

function nothing(words: string): FoundItem {
	return {
		label: vscode.l10n.t('No question has "{0}"', words),
		detail: vscode.l10n.t("Try a shorter form, another word for it, or the name of a function or a module."),
		alwaysShow: true,
	};
}
