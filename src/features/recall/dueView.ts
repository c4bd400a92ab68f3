import * as vscode from "vscode";
import { counts, type DueQuestion, dueList } from "../../core/schedule/queue";
import { describeDone, describeInterview, describeLeft } from "../../core/session/closing";
import { setContext } from "../../platform/contextKeys";
import type { ViewId } from "../../platform/contributions";
import { isDiscreet } from "../../platform/settings";
import { iconOf } from "../bank/treeItems";
import type { Study } from "./study";

/** The view of all that is due, the badge on the icon, and the status bar item. */
export class DueView implements vscode.TreeDataProvider<DueQuestion>, vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<undefined>();
	readonly #view: vscode.TreeView<DueQuestion>;
	readonly #statusBar = vscode.window.createStatusBarItem("dunder.due", vscode.StatusBarAlignment.Right, 50);

	readonly onDidChangeTreeData = this.#changed.event;

	constructor(private readonly study: () => Study) {
		this.#view = vscode.window.createTreeView("dunder.due" satisfies ViewId, { treeDataProvider: this });
		this.#statusBar.name = "Dunder: Due Questions";
		this.#statusBar.command = "dunder.studyNow";
		this.update();
	}

	getChildren(parent?: DueQuestion): DueQuestion[] {
		return parent ? [] : dueList(this.study().basis);
	}

	getTreeItem({ key, status, retrievability }: DueQuestion): vscode.TreeItem {
		const summary = this.study().questions.find((question) => question.key === key);
		const chance = `${Math.round(retrievability * 100)} %`;
		// A description after the label is out of sight in a side bar of the usual width.
		const label = `${status === "learning" ? "learning" : chance} · ${summary?.short ?? key}`;
		const item = new vscode.TreeItem(label);
		item.iconPath = iconOf({ status });
		// Or the tooltip would be read out.
		item.accessibilityInformation = { label };
		item.tooltip = `${summary?.title ?? key}\n\n${chance} likely to be remembered.`;
		item.command = { command: "dunder.openQuestion", title: "Open Question", arguments: [key] };
		item.contextValue = this.study().of(key).starred ? "due.starred" : "due";
		return item;
	}

	/** Shows what is due now; all of it stands in the view, and what is left for today everywhere else. */
	update(): void {
		const { basis } = this.study();
		const { due, new: fresh } = counts(basis);
		const left = describeLeft(basis);
		const now = left === "" ? describeDone(basis) : `${left}.`;
		const interview = describeInterview(basis);
		// VS Code offers what to do in an empty view only where there is no message.
		const isOffering = fresh > 0 && dueList(basis).length === 0;
		this.#view.message = isOffering ? "" : [interview, now].filter((part) => part !== "").join(" ");
		this.#view.description = isOffering ? [`${fresh} new`, interview].filter((part) => part !== "").join(" · ") : "";
		setContext("dunder.newLeft", fresh > 0);
		setContext("dunder.newcomer", basis.state.cards.size === 0);
		const shown = isDiscreet() ? 0 : due;
		const text = `${due} ${due === 1 ? "question is" : "questions are"} due`;
		this.#view.badge = shown === 0 ? undefined : { value: shown, tooltip: text };
		this.#statusBar.text = `$(mortar-board) ${due} due`;
		this.#statusBar.tooltip = `${text}. Study now.`;
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
