import * as vscode from "vscode";
import { noteScheme } from "../../platform/contributions";
import type { Progress } from "../../platform/progress";
import { keepAsUtf8 } from "../../platform/utf8Documents";
import type { Notes } from "./notes";

/**
 * Registers the file system of notes at the start, because VS Code reads notes that were left open before anything else
 * happens. The notes are loaded when they are first needed.
 */
export function registerNoteFiles(load: () => Promise<Notes>, progress: Progress): vscode.Disposable {
	const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
	const refuse = () => {
		throw vscode.FileSystemError.NoPermissions();
	};
	const files: vscode.FileSystemProvider = {
		onDidChangeFile: changed.event,
		watch: () => ({ dispose() {} }),
		stat: async (uri) => (await load()).stat(uri),
		readFile: async (uri) => (await load()).readFile(uri),
		writeFile: async (uri, content) => (await load()).writeFile(uri, content),
		readDirectory: () => [],
		createDirectory: refuse,
		delete: refuse,
		rename: refuse,
	};
	return vscode.Disposable.from(
		changed,
		vscode.workspace.registerFileSystemProvider(noteScheme, files, { isCaseSensitive: true }),
		// An editor that an earlier version left open has kept the encoding of the setting.
		keepAsUtf8(({ uri }) => uri.scheme === noteScheme),
		progress.onDidChange(async () => changed.fire((await load()).changes())),
	);
}
