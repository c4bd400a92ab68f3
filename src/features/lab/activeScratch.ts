import * as vscode from "vscode";
import type { ScratchFiles } from "../../platform/scratchFiles";
import { panelType } from "../panel/webviewPanel";

/**
 * The scratch file that a person is in. While the panel is the active tab it is none, though VS Code still names the text
 * editor that was active before it: what a person does there is about the question that it shows.
 */
export function activeScratch(files: ScratchFiles): vscode.TextDocument | undefined {
	const { activeTextEditor, tabGroups } = vscode.window;
	const tab = tabGroups.activeTabGroup.activeTab?.input;
	const isInPanel = tab instanceof vscode.TabInputWebview && tab.viewType.endsWith(panelType);
	const document = isInPanel ? undefined : activeTextEditor?.document;
	return document && files.questionOf(document) !== undefined ? document : undefined;
}

/** Calls back whenever the person may be in another scratch file, or in none any more. */
export function onDidChangeActiveScratch(callback: () => void): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.window.onDidChangeActiveTextEditor(callback),
		vscode.window.tabGroups.onDidChangeTabs(callback),
		vscode.window.tabGroups.onDidChangeTabGroups(callback),
	);
}
