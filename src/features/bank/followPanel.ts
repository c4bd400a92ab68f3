import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import { log } from "../../platform/log";
import type { QuestionPanel } from "../panel/questionPanel";
import type { QuestionTree, TreeNode } from "./questionTree";

/** What is needed of the view of the tree. */
export type RevealingView = Pick<
	vscode.TreeView<TreeNode>,
	"visible" | "selection" | "reveal" | "onDidChangeVisibility"
>;

/**
 * Selects the question of the panel in the tree. Revealing would open the side bar or switch it to this view, so it happens
 * only while the view is visible.
 */
export function followPanel(
	tree: Pick<QuestionTree, "find" | "edition">,
	panel: Pick<QuestionPanel, "current" | "onDidChange">,
	view: RevealingView,
): vscode.Disposable {
	const select = async (): Promise<void> => {
		const { current } = panel;
		const node = current && (await tree.find(current.key));
		if (!node || !view.visible || panel.current !== current || view.selection[0] === node) {
			return;
		}
		const { edition } = tree;
		// VS Code finds no node while the whole tree is made anew; then it is looked for once more, in the new one.
		const failure = await reveal(view, node);
		if (panel.current !== current || tree.edition !== edition) {
			await select();
		} else if (failure) {
			tell(current.short, failure);
		}
	};
	const follow = () => void select().catch((error: unknown) => tell(panel.current?.short ?? "", error));
	return vscode.Disposable.from(panel.onDidChange(follow), view.onDidChangeVisibility(follow));
}

/** Gives what kept VS Code from selecting a node. */
async function reveal(view: RevealingView, node: TreeNode): Promise<unknown> {
	try {
		await view.reveal(node, { select: true, focus: false });
		return undefined;
	} catch (error) {
		return error;
	}
}

/** In passing: only the selection is missing, and the question is open. */
function tell(question: string, error: unknown): void {
	const reason = reasonOf(error);
	log.warn(`The tree cannot select "${question}" (${reason})`);
	vscode.window.setStatusBarMessage(
		vscode.l10n.t({
			message: 'The tree cannot select "{0}" ({1}). Run Dunder: Refresh.',
			args: [question, reason],
			comment: "{0} is the short title of a question, {1} the reason",
		}),
		6_000,
	);
}
