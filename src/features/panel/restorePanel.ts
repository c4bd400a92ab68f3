import * as vscode from "vscode";
import { idOfState } from "../../core/protocol/messages";
import type { QuestionPanel } from "./questionPanel";
import { panelType } from "./webviewPanel";

/** Has VS Code hand over the panel that was open when the window was reloaded. */
export function registerPanelRestoring(panel: QuestionPanel): vscode.Disposable {
	return vscode.window.registerWebviewPanelSerializer(panelType, {
		deserializeWebviewPanel: (restored, state) => panel.restore(restored, idOfState(state)),
	});
}
