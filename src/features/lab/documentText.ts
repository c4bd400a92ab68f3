import type * as vscode from "vscode";

const texts = new WeakMap<vscode.TextDocument, { readonly version: number; readonly text: string }>();

/**
 * The text of a document. It is cached, because VS Code joins the lines on every call of `getText`, and a change has
 * several listeners that need the text.
 */
export function textOf(document: vscode.TextDocument): string {
	const known = texts.get(document);
	if (known?.version === document.version) {
		return known.text;
	}
	const text = document.getText();
	texts.set(document, { version: document.version, text });
	return text;
}
