import * as vscode from "vscode";
import { pack } from "./store";
import type { Study } from "./study";

const scheme = "dunder-note";

/** Private notes as Markdown files that can be edited: to save one is to note it. */
export class Notes implements vscode.FileSystemProvider, vscode.Disposable {
	readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	readonly #seen = new Map<string, { readonly text: string; readonly mtime: number }>();
	readonly #registration: vscode.Disposable;

	readonly onDidChangeFile = this.#changed.event;

	constructor(private readonly study: () => Study) {
		this.#registration = vscode.workspace.registerFileSystemProvider(scheme, this, { isCaseSensitive: true });
	}

	/** Opens the note of a question beside what is there. */
	async edit(id: string): Promise<void> {
		const uri = vscode.Uri.from({ scheme, path: `/${id}.md` });
		await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, preview: false });
	}

	watch(): vscode.Disposable {
		return new vscode.Disposable(() => {});
	}

	stat(uri: vscode.Uri): vscode.FileStat {
		const text = this.#text(uri);
		const seen = this.#seen.get(uri.path);
		// A time that changes with the text alone: VS Code takes any other for an edit by somebody else.
		const mtime = seen?.text === text ? seen.mtime : Date.now();
		this.#seen.set(uri.path, { text, mtime });
		return { type: vscode.FileType.File, ctime: 0, mtime, size: new TextEncoder().encode(text).length };
	}

	readFile(uri: vscode.Uri): Uint8Array {
		return new TextEncoder().encode(this.#text(uri));
	}

	async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
		const text = new TextDecoder().decode(content);
		if (
			text !== this.#text(uri) &&
			!(await this.study().store.record({ kind: "noted", pack, question: idOf(uri), text }))
		) {
			throw vscode.FileSystemError.Unavailable("The note is not saved yet.");
		}
	}

	readDirectory(): [string, vscode.FileType][] {
		return [];
	}

	createDirectory(uri: vscode.Uri): void {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	delete(uri: vscode.Uri): void {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	rename(uri: vscode.Uri): void {
		throw vscode.FileSystemError.NoPermissions(uri);
	}

	dispose(): void {
		vscode.Disposable.from(this.#registration, this.#changed).dispose();
	}

	#text(uri: vscode.Uri): string {
		return this.study().card(idOf(uri))?.note ?? "";
	}
}

function idOf({ path }: vscode.Uri): string {
	return path.replace(/^\//, "").replace(/\.md$/, "");
}
