import * as vscode from "vscode";
import { panelType } from "../../platform/contributions";
import type { ScratchFolder } from "../../platform/scratchFolder";

/**
 * The scratch file in which the person is. There is none while the panel is the active tab, although VS Code still
 * reports the text editor that was active before: what the person does in the panel is about the question that it
 * shows.
 */
export function activeScratch(folder: ScratchFolder): vscode.TextDocument | undefined {
	const { activeTextEditor, tabGroups } = vscode.window;
	const tab = tabGroups.activeTabGroup.activeTab?.input;
	const isInPanel = tab instanceof vscode.TabInputWebview && tab.viewType.endsWith(panelType);
	const document = isInPanel ? undefined : activeTextEditor?.document;
	return document && folder.questionOf(document) !== undefined ? document : undefined;
}

/** Calls back whenever the person may have moved to another scratch file, or to none. */
export function onDidChangeActiveScratch(callback: () => void): vscode.Disposable {
	return vscode.Disposable.from(
		vscode.window.onDidChangeActiveTextEditor(callback),
		vscode.window.tabGroups.onDidChangeTabs(callback),
		vscode.window.tabGroups.onDidChangeTabGroups(callback),
	);
}
