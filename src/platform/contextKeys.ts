import * as vscode from "vscode";
import type { ContextKey } from "./contributions";

export function setContext(key: ContextKey, value: boolean | number): void {
	void vscode.commands.executeCommand("setContext", key, value);
}
