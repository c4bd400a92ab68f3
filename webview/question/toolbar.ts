import * as l10n from "@vscode/l10n";
import { keyLabel } from "../../src/core/protocol/keys";
import type { PanelCommand, PanelWays } from "../../src/core/protocol/messages";
import { button, element } from "../shared/dom";

/** What stands above a question. */
export class Toolbar {
	#ways = "";

	constructor(
		private readonly node: HTMLElement,
		private readonly run: (command: PanelCommand) => void,
	) {}

	/** Shows where the buttons lead, and keeps the keyboard focus on the one that has it. */
	show(ways: PanelWays): void {
		const text = JSON.stringify(ways);
		if (text === this.#ways) {
			return;
		}
		this.#ways = text;
		const focused = this.node.querySelector("button:focus")?.className;
		const buttons = viewToolbar(ways, this.run);
		this.node.replaceChildren(...buttons);
		buttons.find(({ className }) => className === focused)?.focus({ preventScroll: true });
	}
}

/** The buttons above a question, and the name of the session. Each button says in its tooltip where it leads. */
function viewToolbar({ back, next, session, scope }: PanelWays, run: (command: PanelCommand) => void): HTMLElement[] {
	const isMac = navigator.platform.startsWith("Mac");
	const tool = (label: string, command: PanelCommand, leadsTo: string) => {
		const key = keyLabel(command, isMac);
		const made = button(label, `tool ${command}`, () => run(command), key);
		// For keys that a screen reader can't announce otherwise, the button has a title already.
		made.title = made.title === "" ? leadsTo : `${leadsTo} (${key})`;
		return made;
	};
	// Back is the last button, so that the others stay where they are when it appears.
	const last = back === "" ? [] : [tool(l10n.t("Back"), "back", l10n.t("Back to: {0}", back))];
	if (session !== "") {
		const goOn =
			next === "" ? l10n.t("No other question is left in the session") : l10n.t("{0}, next: {1}", session, next);
		return [
			tool(l10n.t("Next in Session"), "next", goOn),
			tool(l10n.t("Leave Session"), "leave", l10n.t("Leave: {0}", session)),
			...last,
			element("span", { class: "session" }, [session]),
		];
	}
	const random = scope === "" ? l10n.t("Random") : l10n.t("Random: {0}", scope);
	const drawn = scope === "" ? l10n.t("Any question, at random") : l10n.t("A question at random from: {0}", scope);
	return [
		...(next === "" ? [] : [tool(l10n.t("Next"), "next", l10n.t("Next in the list: {0}", next))]),
		tool(random, "random", drawn),
		...last,
	];
}
