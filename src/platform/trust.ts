import * as vscode from "vscode";
import { UserError } from "./userError";

/** Throws a `UserError` if the workspace isn't trusted, because Python runs only in trusted workspaces. */
export function requireTrust(): void {
	if (!vscode.workspace.isTrusted) {
		throw new UserError(vscode.l10n.t("Dunder runs code in trusted workspaces only."), [
			{ title: vscode.l10n.t("Manage Workspace Trust"), command: "workbench.trust.manage" },
		]);
	}
}
