import * as vscode from "vscode";
import { log } from "./log";
import { UserError } from "./userError";

/** Whether a document is read and saved as UTF-8, with a byte order mark or without. */
export function isUtf8({ encoding }: vscode.TextDocument): boolean {
	return encoding === "utf8" || encoding === "utf8bom";
}

/** Opens a file that Dunder has written: as UTF-8, whatever the setting `files.encoding` says. */
export async function openAsUtf8(uri: vscode.Uri): Promise<vscode.TextDocument> {
	return asUtf8(await vscode.workspace.openTextDocument(uri));
}

/**
 * The document, read again as UTF-8 if its file is UTF-8 and VS Code has read it as something else. A document with unsaved
 * changes stays as it is: they belong to the text that the person sees.
 */
export async function asUtf8(document: vscode.TextDocument): Promise<vscode.TextDocument> {
	const { uri } = document;
	if (isUtf8(document) || document.isUntitled || !(await isUtf8File(uri)) || document.isDirty || document.isClosed) {
		return document;
	}
	return vscode.workspace.openTextDocument(uri, { encoding: "utf8" });
}

/** Whether all bytes of a file are UTF-8. */
async function isUtf8File(uri: vscode.Uri): Promise<boolean> {
	const bytes = await vscode.workspace.fs.readFile(uri);
	try {
		new TextDecoder("utf-8", { fatal: true }).decode(bytes);
		return true;
	} catch (error) {
		log.caught(`${uri} is not UTF-8`)(error);
		return false;
	}
}

/**
 * Whether the text of a document is what its file holds, apart from the changes that are not saved. Otherwise, it would run as
 * something else, and to save it would put other bytes in place of good ones.
 */
export async function isFaithful(document: vscode.TextDocument): Promise<boolean> {
	const isWhole = !document.getText().includes("\uFFFD");
	if (document.isUntitled || (isWhole && isUtf8(document))) {
		return true;
	}
	return (await isUtf8File(document.uri)) ? isUtf8(document) : isWhole;
}

/** The document, read as UTF-8 if its file is UTF-8; refused if its text is not what its file holds. */
export async function faithful(document: vscode.TextDocument): Promise<vscode.TextDocument> {
	const read = await asUtf8(document);
	if (await isFaithful(read)) {
		return read;
	}
	const name = vscode.workspace.asRelativePath(read.uri);
	throw new UserError(
		(await isUtf8File(read.uri))
			? vscode.l10n.t(
					'{0} is UTF-8 but open as {1}, with changes that are not saved. Copy your changes, run "Revert File", and try again.',
					name,
					read.encoding,
				)
			: vscode.l10n.t(
					'{0} has bytes that are not {1}, so it is neither run nor changed. Run "Change File Encoding" and choose "Reopen with Encoding", or reset it: its old bytes are kept.',
					name,
					read.encoding,
				),
	);
}

/** Has documents that are Dunder's read as UTF-8, in whatever way they are opened. */
export function keepAsUtf8(isOurs: (document: vscode.TextDocument) => boolean): vscode.Disposable {
	const read = (document: vscode.TextDocument) => {
		if (isOurs(document)) {
			asUtf8(document).catch(log.caught(`${document.uri} was not read as UTF-8`));
		}
	};
	vscode.workspace.textDocuments.forEach(read);
	return vscode.workspace.onDidOpenTextDocument(read);
}
