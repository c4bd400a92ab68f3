import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { DunderApi } from "../../src/extension";

const extensionId = "dunder.dunder";

export function extension(): vscode.Extension<unknown> {
	const found = vscode.extensions.getExtension(extensionId);
	assert.ok(found, `${extensionId} is not there`);
	return found;
}

/**
 * Waits until `check` returns a result, and returns that. It waits longer than any machine takes, and less than a test
 * may take.
 */
export async function eventually<Result>(what: string, check: () => Result | undefined | false): Promise<Result> {
	for (let attempt = 0; attempt < 500; attempt++) {
		const result = check();
		if (result !== undefined && result !== false) {
			return result;
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`${what} did not happen within 50 seconds`);
}

/** Opens a question and waits until a person can read it. */
export async function openQuestion(id: string | undefined): Promise<void> {
	const { onDidShowQuestion } = (await extension().activate()) as DunderApi;
	let isShown = false;
	const subscription = onDidShowQuestion(() => {
		isShown = true;
	});
	await vscode.commands.executeCommand("dunder.openQuestion", id);
	await eventually(`${id} shows`, () => isShown);
	subscription.dispose();
}

/** The tab of the question panel, or `undefined`. */
export function panelTab(): vscode.Tab | undefined {
	const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
	return tabs.find(
		({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("dunder.question"),
	);
}

export async function closeAll(): Promise<void> {
	await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
	await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** A memento that a test can read. VS Code gives its own only to the extension. */
export function memento(): vscode.Memento {
	const values = new Map<string, unknown>();
	return {
		keys: () => [...values.keys()],
		get: <Value>(key: string, fallback?: Value) => (values.has(key) ? (values.get(key) as Value) : fallback),
		update: async (key: string, value: unknown) => {
			values.set(key, value);
		},
	} as vscode.Memento;
}

/** Sets the encoding of files: of all, or of those in a language. With UTF-16 for all, VS Code cannot read its own settings. */
export async function setEncoding(encoding: string | undefined, languageId?: string): Promise<void> {
	const configuration = vscode.workspace.getConfiguration(
		"files",
		languageId === undefined ? undefined : { languageId },
	);
	await configuration.update("encoding", encoding, vscode.ConfigurationTarget.Global, languageId !== undefined);
}
