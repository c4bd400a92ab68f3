import * as vscode from "vscode";
import { type SettingName, settingSection } from "./contributions";

export function revealAtOnce(): boolean {
	return isOn("revealAtOnce");
}

/**
 * The interpreter that the person named, or an empty string. Only the person's own settings count, because a workspace
 * must not choose a program.
 */
export function pythonPath(): string {
	return ownValue("pythonPath");
}

/** The folder for scratch files that the person named, or an empty string. */
export function scratchFolder(): string {
	return ownValue("scratchFolder");
}

/** How long an experiment may run, in seconds. */
export function timeLimit(): number {
	return Math.max(ownNumber("timeLimit"), 0.1);
}

/** How much an experiment may print, in megabytes. */
export function outputLimit(): number {
	return Math.max(ownNumber("outputLimit"), 0.1);
}

/** The folder of the journal that the person named, or an empty string. */
export function journalFolder(): string {
	return ownValue("journalFolder");
}

/** The probability of remembering a question at which it comes back, from 0.7 to 0.99. */
export function desiredRetention(): number {
	return Math.min(Math.max(ownNumber("desiredRetention"), 0.7), 0.99);
}

/** The limit of due questions on a study day. */
export function duePerDay(): number {
	return ownNumber("duePerDay");
}

/** The limit of new questions on a study day. */
export function newPerDay(): number {
	return ownNumber("newPerDay");
}

/** The limit of questions in a session. */
export function sessionSize(): number {
	return Math.max(1, ownNumber("sessionSize"));
}

/** The hour, from 0 to 23, at which the next study day begins. */
export function rolloverHour(): number {
	return Math.min(Math.max(Math.trunc(ownNumber("rolloverHour")), 0), 23);
}

/** Whether nothing about studying is shown outside Dunder's own views. */
export function isDiscreet(): boolean {
	return isOn("discreet");
}

/** Whether progress must be read again after a change of settings. */
export function changesRecall(event: vscode.ConfigurationChangeEvent): boolean {
	const names: readonly SettingName[] = [
		"journalFolder",
		"desiredRetention",
		"duePerDay",
		"newPerDay",
		"sessionSize",
		"rolloverHour",
		"discreet",
	];
	return names.some((name) => event.affectsConfiguration(`${settingSection}.${name}`));
}

export function setNewPerDay(count: number): Thenable<void> {
	return setOwn("newPerDay", count);
}

export function setJournalFolder(path: string): Thenable<void> {
	return setOwn("journalFolder", path);
}

export function setPythonPath(path: string): Thenable<void> {
	return setOwn("pythonPath", path);
}

function ownNumber(name: SettingName): number {
	const { globalValue, defaultValue } = vscode.workspace.getConfiguration(settingSection).inspect<number>(name) ?? {};
	return Math.max(globalValue ?? defaultValue ?? 0, 0);
}

function ownValue(name: SettingName): string {
	return vscode.workspace.getConfiguration(settingSection).inspect<string>(name)?.globalValue?.trim() ?? "";
}

function isOn(name: SettingName): boolean {
	return vscode.workspace.getConfiguration(settingSection).get(name, false);
}

function setOwn(name: SettingName, value: string | number): Thenable<void> {
	return vscode.workspace.getConfiguration(settingSection).update(name, value, vscode.ConfigurationTarget.Global);
}
