import type * as vscode from "vscode";

const texts = new WeakMap<vscode.TextDocument, { readonly version: number; readonly text: string }>();

/** The text of a document, put together once for all who listen to a change: VS Code joins its lines each time that it is asked. */
export function textOf(document: vscode.TextDocument): string {
	const known = texts.get(document);
	if (known?.version === document.version) {
		return known.text;
	}
	const text = document.getText();
	texts.set(document, { version: document.version, text });
	return text;
}
