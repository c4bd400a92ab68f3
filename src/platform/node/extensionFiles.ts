import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Reads a text file that comes with the extension; the path is relative to it, with `/`. */
export type ReadExtensionFile = (path: string) => Promise<string>;

/**
 * Reads from the disk: `vscode.workspace.fs` asks the window first, which takes 5 ms when it is idle and 200 ms while it
 * makes a panel.
 */
export function extensionFilesAt(folder: string): ReadExtensionFile {
	return (path) => readFile(join(folder, path), "utf8");
}
