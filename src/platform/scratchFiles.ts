import * as vscode from "vscode";
import type { ScratchQuestion } from "../core/bank/question";
import type { QuestionKey } from "../core/bank/questionKey";
import { composeScratch } from "../core/lab/composeScratch";
import { reasonOf } from "../core/text/reason";
import { openScratchSettings, type ScratchFolder } from "./scratchFolder";
import { UserError } from "./userError";
import { asUtf8, isFaithful, isUtf8, openAsUtf8 } from "./utf8Documents";

/** Each question's `.py` file. It is UTF-8, as Python reads it, whatever the setting `files.encoding` says. */
export class ScratchFiles {
	constructor(private readonly folder: ScratchFolder) {}

	/**
	 * Opens a question's file with whatever the person left in it, and creates the file if it doesn't exist. If that
	 * fails, the original text opens unsaved.
	 */
	async open(question: ScratchQuestion): Promise<vscode.TextDocument> {
		const uri = this.folder.uri(question.key);
		const text = composeScratch(question);
		try {
			if (!(await exists(uri))) {
				await write(uri, text);
			}
		} catch (error) {
			return openUnsaved(text, uri, error);
		}
		return openAsUtf8(uri);
	}

	/** Puts the original text back, and keeps the old text in a file beside it. Returns the place of that file. */
	async reset(question: ScratchQuestion): Promise<vscode.Uri> {
		const document = await openAsUtf8(this.folder.uri(question.key));
		const text = composeScratch(question);
		let kept: vscode.Uri;
		try {
			kept = await keepBeside(document);
		} catch (error) {
			const reason = withoutPeriod(error);
			throw new UserError(
				vscode.l10n.t("The scratch file was not reset, for its old text could not be kept: {0}.", reason),
				[openScratchSettings],
			);
		}
		const edit = new vscode.WorkspaceEdit();
		const everything = new vscode.Range(0, 0, document.lineCount, 0);
		edit.replace(document.uri, everything, text);
		await vscode.workspace.applyEdit(edit);
		await document.save();
		if (!isUtf8(document)) {
			await write(document.uri, text);
			await asUtf8(document);
		}
		return kept;
	}

	async exists(key: QuestionKey): Promise<boolean> {
		const uri = this.folder.uri(key);
		try {
			return await exists(uri);
		} catch (error) {
			throw new UserError(
				vscode.l10n.t("The scratch file {0} cannot be read: {1}.", uri.fsPath, withoutPeriod(error)),
				[openScratchSettings],
			);
		}
	}

	/**
	 * Notes, beside the scratch file of a question, that its marks are made blank for a round. Returns false if any
	 * window has noted that before. Notes of earlier rounds stay, because a rating that is undone brings an earlier
	 * round back.
	 */
	async beginRound(key: QuestionKey, round: string): Promise<boolean> {
		// The name of a round may come from an export from anywhere, so it may contain characters that a file name
		// can't.
		const note = vscode.Uri.joinPath(this.folder.uri(key), "..", `.blanked-${round.replace(/[^\w.-]/g, "_")}`);
		try {
			if (await exists(note)) {
				return false;
			}
			await write(note, roundNote());
			return true;
		} catch (error) {
			const reason = withoutPeriod(error);
			throw new UserError(
				vscode.l10n.t("Marks were not made blank, for {0} cannot be written: {1}.", note.fsPath, reason),
				[openScratchSettings],
			);
		}
	}
}

/** The text of the file that keeps Dunder from making the same marks blank again. */
function roundNote(): string {
	const note = vscode.l10n.t(
		"Dunder made the marks of the scratch file in this folder blank when its question came back. Without this file, it does so again.",
	);
	return `${note}\n`;
}

async function openUnsaved(content: string, uri: vscode.Uri, error: unknown): Promise<vscode.TextDocument> {
	const document = await vscode.workspace.openTextDocument({ language: "python", content, encoding: "utf8" });
	const message = vscode.l10n.t({
		message:
			"Dunder cannot write {0} ({1}). The scratch file is open unsaved: save it elsewhere, or change dunder.scratchFolder.",
		args: [uri.fsPath, withoutPeriod(error)],
		comment: "{0} is a path, {1} the reason",
	});
	void vscode.window.showWarningMessage(message, openScratchSettings.title).then((chosen) => {
		if (chosen) {
			void vscode.commands.executeCommand(openScratchSettings.command, ...openScratchSettings.arguments);
		}
	});
	return document;
}

async function write(uri: vscode.Uri, text: string): Promise<void> {
	await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, ".."));
	await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

/** Copies a document to a file beside it, including its unsaved changes. Returns the address of the copy. */
async function keepBeside(document: vscode.TextDocument): Promise<vscode.Uri> {
	const kept = await freeName(document.uri);
	if (document.isDirty) {
		await write(kept, document.getText());
	}
	if (!document.isDirty || !(await isFaithful(document))) {
		// Only the file has the bytes that the document shows as other characters.
		await vscode.workspace.fs.copy(document.uri, await freeName(document.uri));
	}
	return kept;
}

/** `scratch-x.1.py`, or the same name with the next number that isn't taken. */
async function freeName(uri: vscode.Uri): Promise<vscode.Uri> {
	for (let number = 1; ; number++) {
		const candidate = uri.with({ path: uri.path.replace(/\.py$/, `.${number}.py`) });
		if (!(await exists(candidate))) {
			return candidate;
		}
	}
}

/**
 * Whether a file exists. Rejects with any error that doesn't answer this, so that no file is overwritten by mistake.
 */
async function exists(uri: vscode.Uri): Promise<boolean> {
	try {
		await vscode.workspace.fs.stat(uri);
		return true;
	} catch (error) {
		if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") {
			return false;
		}
		throw error;
	}
}

/**
 * The reason of an error without a final period, because VS Code ends some of its messages with one, and our messages
 * continue.
 */
function withoutPeriod(error: unknown): string {
	return reasonOf(error).replace(/\.$/, "");
}
