import * as vscode from "vscode";
import { type QuestionKey, readKey } from "../../core/bank/questionKey";
import { subjectOf } from "../../core/journal/events";
import { noteScheme } from "../../platform/contributions";
import type { Study } from "./study";

interface SeenNote {
	readonly text: string;
	readonly mtime: number;
}

/** A person's private notes as Markdown files that can be edited. Saving a file records its note. */
export class Notes {
	/** For each address, the note that VS Code knows. */
	readonly #seen = new Map<string, SeenNote>();

	constructor(private readonly study: () => Study) {}

	/**
	 * Opens the note of a question beside the active editor. Its tab shows the name of the file, so the file is named
	 * after the question.
	 */
	async edit(key: QuestionKey): Promise<void> {
		const name = this.#question(key)?.short ?? key;
		const path = `/${name.replaceAll("/", "∕")}.md`;
		const uri = vscode.Uri.from({ scheme: noteScheme, path, query: key });
		await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: false });
		vscode.window.setStatusBarMessage(vscode.l10n.t("Your note, in Markdown. Saving the file saves the note."), 6_000);
	}

	stat(uri: vscode.Uri): vscode.FileStat {
		const { text, mtime } = this.#see(uri);
		return { type: vscode.FileType.File, ctime: 0, mtime, size: new TextEncoder().encode(text).length };
	}

	readFile(uri: vscode.Uri): Uint8Array {
		return new TextEncoder().encode(this.#text(uri));
	}

	async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
		const text = new TextDecoder().decode(content);
		const before = this.#see(uri);
		if (text === before.text) {
			return;
		}
		// This comes before the note is recorded. Otherwise, VS Code would take the change for an edit by another program.
		this.#seen.set(`${uri}`, { text, mtime: Date.now() });
		if (!(await this.study().store.record({ kind: "noted", ...subjectOf(readKey(uri.query)), text }))) {
			this.#seen.set(`${uri}`, before);
			throw vscode.FileSystemError.Unavailable(vscode.l10n.t("The note is not saved yet."));
		}
	}

	/** The notes that differ from what VS Code knows. An editor without unsaved changes then loads the new text. */
	changes(): vscode.FileChangeEvent[] {
		return [...this.#seen]
			.map(([address, { text }]) => ({ uri: vscode.Uri.parse(address), text }))
			.filter(({ uri, text }) => text !== this.#text(uri))
			.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri }));
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
