import * as vscode from "vscode";
import { keyOfState } from "../../core/protocol/panelState";
import { panelType } from "../../platform/contributions";
import type { QuestionPanel } from "./questionPanel";

/** Makes VS Code restore the panel that was open when the window was reloaded. */
export function registerPanelRestoring(panel: QuestionPanel): vscode.Disposable {
	return vscode.window.registerWebviewPanelSerializer(panelType, {
		deserializeWebviewPanel: (restored, state) => panel.restore(restored, keyOfState(state)),
	});
}
