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

/** Seconds that an experiment may take. */
export function timeLimit(): number {
	return ownNumber("timeLimit");
}

/** Megabytes that an experiment may print. */
export function outputLimit(): number {
	return ownNumber("outputLimit");
}

export function setPythonPath(path: string): Thenable<void> {
	return vscode.workspace.getConfiguration(section).update("pythonPath", path, vscode.ConfigurationTarget.Global);
}

function ownNumber(name: string): number {
	const { globalValue, defaultValue } = vscode.workspace.getConfiguration(section).inspect<number>(name) ?? {};
	return Math.max(globalValue ?? defaultValue ?? 0, 0.1);
}

function ownValue(name: string): string {
	return vscode.workspace.getConfiguration(section).inspect<string>(name)?.globalValue?.trim() ?? "";
}
