import * as vscode from "vscode";
import type { PanelClosing } from "../../core/protocol/messages";
import { asSentence } from "../../core/session/wording";
import { panelCommands } from "../panel/panelRequests";

/** Shows a message with the text and the buttons that the panel would show at the end of a session. */
export function tellClosing({ title, lines, offers }: PanelClosing): void {
	const text = [title, ...lines].map(asSentence).join(" ");
	void vscode.window.showInformationMessage(text, ...offers.map(({ label }) => label)).then((chosen) => {
		const offer = offers.find(({ label }) => label === chosen);
		if (offer) {
			void vscode.commands.executeCommand(panelCommands[offer.command]);
		}
	});
}
