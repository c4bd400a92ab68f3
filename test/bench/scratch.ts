import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";

/** Sets a new folder for scratch files, and the limits of experiments. Returns the folder. */
export async function useScratchFolder(seconds: number, megabytes: number): Promise<string> {
	const folder = mkdtempSync(join(tmpdir(), "dunder-bench-"));
	const settings = vscode.workspace.getConfiguration("dunder");
	for (const [name, value] of Object.entries({ scratchFolder: folder, timeLimit: seconds, outputLimit: megabytes })) {
		await settings.update(name, value, vscode.ConfigurationTarget.Global);
	}
	return folder;
}

/** Writes the scratch file of a question, counted from 0 in the bank. */
export function writeScratch(folder: string, question: number, code: string): vscode.Uri {
	const extension = vscode.extensions.getExtension("dunder.dunder");
	const index = readFileSync(join(extension?.extensionPath ?? "", "dist", "bank", "index.json"), "utf8");
	const [topic = "", slug = ""] = JSON.parse(index).questions[question].key.split(":").at(-1).split("/");
	const path = join(folder, topic, slug, `scratch-${slug}.py`);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, `# region 1\n${code}\n# endregion\n`);
	return vscode.Uri.file(path);
}

export async function runScratch(uri: vscode.Uri): Promise<void> {
	await vscode.commands.executeCommand("dunder.runScratch", { uri });
}
