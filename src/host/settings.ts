import * as vscode from "vscode";

const section = "dunder";

export function revealAtOnce(): boolean {
	return vscode.workspace.getConfiguration(section).get("revealAtOnce", false);
}

/** The interpreter that the person named, empty if none. Only their own settings count: a workspace must not choose a program. */
export function pythonPath(): string {
	return ownValue("pythonPath");
}

/** The folder for scratch files that the person named, empty if none. */
export function scratchFolder(): string {
	return ownValue("scratchFolder");
}

export function setPythonPath(path: string): Thenable<void> {
	return vscode.workspace.getConfiguration(section).update("pythonPath", path, vscode.ConfigurationTarget.Global);
}

function ownValue(name: string): string {
	return vscode.workspace.getConfiguration(section).inspect<string>(name)?.globalValue?.trim() ?? "";
}
