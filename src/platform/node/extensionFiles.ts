import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ReadExtensionFile } from "../extensionFiles";

/**
 * Reads from the disk. `vscode.workspace.fs` would ask the window first, which takes 5 ms when the window is idle and
 * 200 ms while it makes a panel.
 */
export function extensionFilesAt(folder: string): ReadExtensionFile {
	return (path) => readFile(join(folder, path), "utf8");
}
