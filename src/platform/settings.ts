import * as vscode from "vscode";
import { absolutePath } from "./node/home";

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
	return Math.max(ownNumber("timeLimit"), 0.1);
}

/** Megabytes that an experiment may print. */
export function outputLimit(): number {
	return Math.max(ownNumber("outputLimit"), 0.1);
}

/** The folder of the journal that the person named, empty for the extension's own. */
export function journalFolder(): string {
	return absolutePath(ownValue("journalFolder")) ?? "";
}

/** The chance to remember at which a question comes back, from 0.7 to 0.99. */
export function desiredRetention(): number {
	return Math.min(Math.max(ownNumber("desiredRetention"), 0.7), 0.99);
}

/** Questions that are due, at most, on a day. */
export function duePerDay(): number {
	return ownNumber("duePerDay");
}

/** Questions that are new, at most, on a day. */
export function newPerDay(): number {
	return ownNumber("newPerDay");
}

/** Questions, at most, in a session. */
export function sessionSize(): number {
	return Math.max(1, ownNumber("sessionSize"));
}

/** The hour, from 0 to 23, at which the next day of study begins. */
export function rolloverHour(): number {
	return Math.min(Math.max(Math.trunc(ownNumber("rolloverHour")), 0), 23);
}

/** Whether nothing about studying shows outside our own views. */
export function isDiscreet(): boolean {
	return vscode.workspace.getConfiguration(section).get("discreet", false);
}

/** Whether what is remembered must be read anew after a change of settings. */
export function changesRecall(event: vscode.ConfigurationChangeEvent): boolean {
	const names = [
		"journalFolder",
		"desiredRetention",
		"duePerDay",
		"newPerDay",
		"sessionSize",
		"rolloverHour",
		"discreet",
	];
	return names.some((name) => event.affectsConfiguration(`${section}.${name}`));
}

export function setJournalFolder(path: string): Thenable<void> {
	return vscode.workspace.getConfiguration(section).update("journalFolder", path, vscode.ConfigurationTarget.Global);
}

export function setPythonPath(path: string): Thenable<void> {
	return vscode.workspace.getConfiguration(section).update("pythonPath", path, vscode.ConfigurationTarget.Global);
}

function ownNumber(name: string): number {
	const { globalValue, defaultValue } = vscode.workspace.getConfiguration(section).inspect<number>(name) ?? {};
	return Math.max(globalValue ?? defaultValue ?? 0, 0);
}

function ownValue(name: string): string {
	return vscode.workspace.getConfiguration(section).inspect<string>(name)?.globalValue?.trim() ?? "";
}
