import * as vscode from "vscode";
import { counts, type DueQuestion, dueList } from "../../core/schedule/queue";
import { describeDone, describeInterview, describeLeft } from "../../core/session/closing";
import { setContext } from "../../platform/contextKeys";
import type { ViewId } from "../../platform/contributions";
import { isDiscreet } from "../../platform/settings";
import { iconOf } from "../bank/treeItems";
import type { Study } from "./study";

/** The view of all due questions, the badge on the icon, and the status bar item. */
export class DueView implements vscode.TreeDataProvider<DueQuestion>, vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<undefined>();
	readonly #view: vscode.TreeView<DueQuestion>;
	readonly #statusBar = vscode.window.createStatusBarItem("dunder.due", vscode.StatusBarAlignment.Right, 50);

	readonly onDidChangeTreeData = this.#changed.event;

	constructor(private readonly study: () => Study) {
		this.#view = vscode.window.createTreeView("dunder.due" satisfies ViewId, { treeDataProvider: this });
		this.#statusBar.name = vscode.l10n.t("Dunder: Due Questions");
		this.#statusBar.command = "dunder.studyNow";
		this.update();
	}

	getChildren(parent?: DueQuestion): DueQuestion[] {
		return parent ? [] : dueList(this.study().basis);
	}

	getTreeItem({ key, status, retrievability }: DueQuestion): vscode.TreeItem {
		const summary = this.study().questions.find((question) => question.key === key);
		const percent = Math.round(retrievability * 100);
		const standing =
			status === "learning"
				? vscode.l10n.t({ message: "learning", comment: "The state of a question, in front of its short title" })
				: vscode.l10n.t({
						message: "{0} %",
						args: [percent],
						comment: "How likely a question is to be remembered, in front of its short title",
					});
		// In a side bar of the usual width, a description after the label would be out of sight.
		const label = `${standing} · ${summary?.short ?? key}`;
		const item = new vscode.TreeItem(label);
		item.iconPath = iconOf({ status });
		// Otherwise, a screen reader would read the tooltip.
		item.accessibilityInformation = { label };
		item.tooltip = `${summary?.title ?? key}\n\n${vscode.l10n.t("{0} % likely to be remembered.", percent)}`;
		item.command = { command: "dunder.openQuestion", title: vscode.l10n.t("Open Question"), arguments: [key] };
		item.contextValue = this.study().of(key).starred ? "due.starred" : "due";
		return item;
	}

	/**
	 * Shows what is due now. The view shows all of it, and every other place only what is left within the day's limits.
	 */
	update(): void {
		const { basis } = this.study();
		const { due, new: fresh } = counts(basis);
		const left = describeLeft(basis);
		const now = left === "" ? describeDone(basis) : asSentence(left);
		const interview = describeInterview(basis);
		// VS Code shows the welcome content of an empty view only if the view has no message.
		const isOffering = fresh > 0 && dueList(basis).length === 0;
		this.#view.message = isOffering ? "" : [interview, now].filter((part) => part !== "").join(" ");
		this.#view.description = isOffering
			? [vscode.l10n.t("{0} new", fresh), interview].filter((part) => part !== "").join(" · ")
			: "";
		setContext("dunder.newLeft", fresh > 0);
		setContext("dunder.newcomer", basis.state.cards.size === 0);
		const shown = isDiscreet() ? 0 : due;
		const tooltip = due === 1 ? vscode.l10n.t("1 question is due") : vscode.l10n.t("{0} questions are due", due);
		this.#view.badge = shown === 0 ? undefined : { value: shown, tooltip };
		this.#statusBar.text = `$(mortar-board) ${vscode.l10n.t("{0} due", due)}`;
		this.#statusBar.tooltip =
			due === 1
				? vscode.l10n.t("1 question is due. Study now.")
				: vscode.l10n.t("{0} questions are due. Study now.", due);
		if (shown > 0) {
			this.#statusBar.show();
		} else {
			this.#statusBar.hide();
		}
		this.#changed.fire(undefined);
	}

	dispose(): void {
		vscode.Disposable.from(this.#changed, this.#view, this.#statusBar).dispose();
	}
}

function asSentence(left: string): string {
	return vscode.l10n.t({
		message: "{0}.",
		args: [left],
		comment: "A sentence of what is left to do now, such as: 3 due, 5 new left today",
	});
}
