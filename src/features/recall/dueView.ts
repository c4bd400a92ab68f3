import * as vscode from "vscode";
import { counts, type DueQuestion, dueList, leftByKind } from "../../core/schedule/queue";
import { describeDone, describeFilter, describeLeft } from "../../core/session/closing";
import { describeInterview, describePace } from "../../core/session/interviewPace";
import { describeCounts } from "../../core/session/wording";
import { setContext } from "../../platform/contextKeys";
import type { ViewId } from "../../platform/contributions";
import { isDiscreet } from "../../platform/settings";
import { iconOf } from "../bank/treeItems";
import { actionItem, type DueAction, dueActions } from "./dueActions";
import type { Study } from "./study";

type DueRow = DueAction | DueQuestion;

/**
 * The view of the due questions that the filter shows, with what can be done above them; the badge on the icon; and the
 * status bar item.
 */
export class DueView implements vscode.TreeDataProvider<DueRow>, vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<undefined>();
	readonly #view: vscode.TreeView<DueRow>;
	readonly #statusBar = vscode.window.createStatusBarItem("dunder.due", vscode.StatusBarAlignment.Right, 50);

	readonly onDidChangeTreeData = this.#changed.event;

	constructor(private readonly study: () => Study) {
		this.#view = vscode.window.createTreeView("dunder.due" satisfies ViewId, { treeDataProvider: this });
		this.#statusBar.name = vscode.l10n.t("Dunder: Due Questions");
		this.#statusBar.command = "dunder.studyNow";
		this.update();
	}

	getChildren(parent?: DueRow): DueRow[] {
		if (parent || this.#isWelcoming) {
			return [];
		}
		const { scope } = this.study().sessions;
		return [...dueActions(scope), ...dueList(scope.shown)];
	}

	getTreeItem(row: DueRow): vscode.TreeItem {
		return "command" in row ? actionItem(row) : this.#questionItem(row);
	}

	/**
	 * Shows what is due now. The view shows all of it, and every other place only what is left within the day's limits.
	 */
	update(): void {
		const { scope } = this.study().sessions;
		const { shown, pace } = scope;
		const filter = scope.activeFilter();
		const { due, new: fresh } = counts(shown);
		const parts = [
			pace ? describePace(pace) : describeInterview(shown),
			// The row that studies says what is left.
			describeLeft(shown) === "" ? describeDone(shown) : "",
			filter ? describeFilter(filter) : "",
		];
		// VS Code shows the welcome content of an empty view only if the view has no message.
		this.#view.message = this.#isWelcoming ? "" : parts.filter((part) => part !== "").join(" ");
		this.#view.description = describeCounts(leftByKind(shown));
		setContext("dunder.newLeft", fresh > 0);
		setContext("dunder.newcomer", this.#isWelcoming);
		const badge = isDiscreet() ? 0 : due;
		const tooltip = due === 1 ? vscode.l10n.t("1 question is due") : vscode.l10n.t("{0} questions are due", due);
		this.#view.badge = badge === 0 ? undefined : { value: badge, tooltip };
		this.#statusBar.text = `$(mortar-board) ${vscode.l10n.t("{0} due", due)}`;
		const studies =
			due === 1
				? vscode.l10n.t("1 question is due. Study now.")
				: vscode.l10n.t("{0} questions are due. Study now.", due);
		this.#statusBar.tooltip = filter ? `${studies} ${describeFilter(filter)}` : studies;
		if (badge > 0) {
			this.#statusBar.show();
		} else {
			this.#statusBar.hide();
		}
		this.#changed.fire(undefined);
	}

	dispose(): void {
		vscode.Disposable.from(this.#changed, this.#view, this.#statusBar).dispose();
	}

	/** Whether the person has done nothing yet, so that the view's welcome content says how to begin. */
	get #isWelcoming(): boolean {
		const { scope } = this.study().sessions;
		const { shown, pace } = scope;
		return shown.state.cards.size === 0 && counts(shown).new > 0 && !scope.activeFilter() && !pace;
	}

	#questionItem({ key, status, retrievability }: DueQuestion): vscode.TreeItem {
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
}
