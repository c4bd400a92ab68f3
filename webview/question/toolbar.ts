import * as l10n from "@vscode/l10n";
import { keyLabel } from "../../src/core/protocol/keys";
import type { PanelCommand } from "../../src/core/protocol/messages";
import { button } from "../shared/dom";

/**
 * The buttons above a question, which open other questions. `scope` is what a random draw chooses from; empty for
 * everything.
 */
export function viewToolbar(
	scope: string,
	canGoBack: boolean,
	run: (command: PanelCommand) => void,
): HTMLButtonElement[] {
	const isMac = navigator.platform.startsWith("Mac");
	const tool = (label: string, command: PanelCommand) =>
		button(label, `tool ${command}`, () => run(command), keyLabel(command, isMac));
	const random = tool(scope === "" ? l10n.t("Random") : l10n.t("Random: {0}", scope), "random");
	// Back is the last button, so that the others stay where they are when it appears.
	const back = canGoBack ? [tool(l10n.t("Back"), "back")] : [];
	return [tool(l10n.t("Previous"), "previous"), tool(l10n.t("Next"), "next"), random, ...back];
}
