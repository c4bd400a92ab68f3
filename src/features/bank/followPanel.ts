import * as vscode from "vscode";
import { reasonOf } from "../../core/text/reason";
import { log } from "../../platform/log";
import type { QuestionPanel } from "../panel/questionPanel";
import type { QuestionTree, TreeNode } from "./questionTree";

/** The part of the tree's view that `followPanel` needs. */
export type RevealingView = Pick<
	vscode.TreeView<TreeNode>,
	"visible" | "selection" | "reveal" | "onDidChangeVisibility"
>;

/**
 * Selects the panel's question in the tree. Only a visible view is changed, because revealing a node would open the
 * side bar or switch it to this view.
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
		// VS Code doesn't find the node while the whole tree is being rebuilt. In that case, this tries again with the new
		// tree.
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

/** Returns the error that kept VS Code from selecting a node, or `undefined`. */
async function reveal(view: RevealingView, node: TreeNode): Promise<unknown> {
	try {
		await view.reveal(node, { select: true, focus: false });
		return undefined;
	} catch (error) {
		return error;
	}
}

/** Reports the failure in the status bar, because only the selection is missing and the question is open. */
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
