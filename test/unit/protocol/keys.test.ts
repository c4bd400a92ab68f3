import assert from "node:assert/strict";
import { ariaShortcut, keyLabel } from "../../../src/core/protocol/keys";
import { panelCommands } from "../../../src/core/protocol/messages";

describe("the key of a button for a screen reader", () => {
	for (const [label, expected] of [
		["P", "P"],
		["1", "1"],
		["Space", "Space"],
		["Alt+Left", "Alt+ArrowLeft"],
		["Ctrl+K", "Control+K"],
		["⌘K", "Meta+K"],
		["⌃-", "Control+-"],
		["Ctrl+K Q", undefined],
		["⌘K Q", undefined],
	] as const) {
		it(`is ${expected ?? "nothing"} for ${label}`, () => assert.equal(ariaShortcut(label), expected));
	}

	it("is valid for every command that has one, or nothing where keys follow each other", () => {
		const modifiers = /^((Alt|Control|Meta|Shift)\+)*([A-Z0-9-]|Space|Arrow(Left|Right|Up|Down))$/;
		for (const command of panelCommands) {
			for (const isMac of [false, true]) {
				const label = keyLabel(command, isMac);
				if (label === "") {
					continue;
				}
				assert.match(ariaShortcut(label) ?? "Space", modifiers, label);
				assert.equal(ariaShortcut(label) === undefined, label.includes(" "), label);
			}
		}
	});
});
