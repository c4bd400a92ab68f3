import * as vscode from "vscode";
import { type QuestionKey, readKey } from "../../core/bank/questionKey";
import { subjectOf } from "../../core/journal/events";
import { noteScheme } from "../../platform/contributions";
import { log } from "../../platform/log";
import { isUtf8, openAsUtf8 } from "../../platform/utf8Documents";
import type { Study } from "./study";

interface SeenNote {
	readonly text: string;
	readonly mtime: number;
}

/** A person's private notes as Markdown files that can be edited. Saving a file records its note. */
export class Notes implements vscode.Disposable {
	/** For each address, the note that VS Code knows. */
	readonly #seen = new Map<string, SeenNote>();
	/** By address: the last event of an editing, which lasts until the editor is closed. Undo takes all of it back. */
	readonly #editings = new Map<string, string>();
	readonly #subscription: vscode.Disposable;

	constructor(private readonly study: () => Study) {
		this.#subscription = vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
			for (const { input } of closed) {
				if (input instanceof vscode.TabInputText) {
					this.#editings.delete(`${input.uri}`);
				}
			}
		});
	}

	/**
	 * Opens the note of a question beside the active editor. Its tab shows the name of the file, so the file is named
	 * after the question.
	 */
	async edit(key: QuestionKey): Promise<void> {
		const name = this.#question(key)?.short ?? key;
		const path = `/${name.replaceAll("/", "∕")}.md`;
		const uri = vscode.Uri.from({ scheme: noteScheme, path, query: key });
		const document = await openAsUtf8(uri);
		await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
		vscode.window.setStatusBarMessage(vscode.l10n.t("Your note, in Markdown. Saving the file saves the note."), 6_000);
	}

	stat(uri: vscode.Uri): vscode.FileStat {
		const { text, mtime } = this.#see(uri);
		return { type: vscode.FileType.File, ctime: 0, mtime, size: encode(text).length };
	}

	readFile(uri: vscode.Uri): Uint8Array {
		return encode(this.#text(uri));
	}

	async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
		const text = decode(uri, content);
		const before = this.#see(uri);
		if (text === before.text) {
			return;
		}
		// This comes before the note is recorded. Otherwise, VS Code would take the change for an edit by another program.
		this.#seen.set(`${uri}`, { text, mtime: Date.now() });
		const continues = this.#editings.get(`${uri}`);
		const happening = { kind: "noted", ...subjectOf(readKey(uri.query)), text } as const;
		const event = await this.study().store.record({ ...happening, ...(continues !== undefined && { continues }) });
		if (!event) {
			this.#seen.set(`${uri}`, before);
			throw vscode.FileSystemError.Unavailable(vscode.l10n.t("The note is not saved yet."));
		}
		this.#editings.set(`${uri}`, event.id);
	}

	/** The notes that differ from what VS Code knows. An editor without unsaved changes then loads the new text. */
	changes(): vscode.FileChangeEvent[] {
		return [...this.#seen]
			.map(([address, { text }]) => ({ uri: vscode.Uri.parse(address), text }))
			.filter(({ uri, text }) => text !== this.#text(uri))
			.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri }));
	}

	dispose(): void {
		this.#subscription.dispose();
	}

	/** Remembers what VS Code gets to know. Its time changes only with the text. */
	#see(uri: vscode.Uri): SeenNote {
		const text = this.#text(uri);
		const seen = this.#seen.get(`${uri}`);
		const now = seen?.text === text ? seen : { text, mtime: Date.now() };
		this.#seen.set(`${uri}`, now);
		return now;
	}

	#text(uri: vscode.Uri): string {
		if (!this.#question(readKey(uri.query))) {
			throw vscode.FileSystemError.FileNotFound(uri);
		}
		return this.study().card(readKey(uri.query))?.note ?? "";
	}

	#question(key: QuestionKey) {
		return this.study().questions.find((question) => question.key === key);
	}
}

/** With a byte order mark, for which VS Code reads and saves the note as UTF-8, whatever the setting `files.encoding` says. */
function encode(text: string): Uint8Array {
	return new TextEncoder().encode(`\uFEFF${text}`);
}

/** The text of a note that VS Code saves, or a refusal: in another encoding, characters would be lost or become others. */
function decode(uri: vscode.Uri, content: Uint8Array): string {
	const document = vscode.workspace.textDocuments.find((open) => `${open.uri}` === `${uri}`);
	if (document && !isUtf8(document)) {
		throw vscode.FileSystemError.Unavailable(
			vscode.l10n.t(
				'The note is not saved, because this editor writes it as {0}. Run "Change File Encoding", and choose "Save with Encoding" and "UTF-8".',
				document.encoding,
			),
		);
	}
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(content);
	} catch (error) {
		log.caught("A note is not UTF-8")(error);
		throw vscode.FileSystemError.Unavailable(vscode.l10n.t("The note is not saved, because it is not UTF-8."));
	}
}
