import type { FromPanel } from "../../src/core/protocol/messages";
import type { PanelState } from "../../src/core/protocol/panelState";

interface VSCodeApi {
	postMessage(message: FromPanel): void;
	getState(): PanelState | undefined;
	setState(state: PanelState): void;
}

/** The document has already acquired the API, which is possible only once. */
declare const vscode: VSCodeApi;

export const api = vscode;
