import type { PanelCommand } from "./messages";

/**
 * Default keys, as the panel's buttons show them, or empty for a button without a key. package.json binds the same keys.
 * `Mod` is Ctrl, or Cmd on a Mac.
 */
const defaultKeys: Record<PanelCommand, string> = {
	previous: "P",
	next: "N",
	back: "Alt+Left",
	random: "Mod+K Q",
	scratch: "S",
	undo: "U",
	star: "T",
	suspend: "X",
	bury: "B",
	forget: "F",
	note: "E",
	study: "G",
	more: "M",
	cram: "C",
	leave: "L",
	pace: "",
	senior: "",
	clearFilter: "",
};
/** The key of the page itself, which VS Code does not bind. */
export const revealKey = "Space";
/** The default keys that are different on a Mac. */
const macKeys: Partial<Record<PanelCommand, string>> = { back: "⌃-" };

export function keyLabel(command: PanelCommand, isMac: boolean): string {
	const key = (isMac ? macKeys[command] : undefined) ?? defaultKeys[command];
	return key.replace("Mod+", isMac ? "⌘" : "Ctrl+");
}

const ariaNames: Readonly<Record<string, string>> = {
	Ctrl: "Control",
	"⌃": "Control",
	"⌘": "Meta",
	"⌥": "Alt",
	"⇧": "Shift",
	Left: "ArrowLeft",
	Right: "ArrowRight",
};

/**
 * The value of `aria-keyshortcuts` for a key's label. It is `undefined` for keys that are pressed one after the other,
 * because a space in the attribute means "or".
 */
export function ariaShortcut(label: string): string | undefined {
	const [key = "", ...following] = label.split(" ");
	const parts = key.replaceAll(/[⌃⌘⌥⇧](?=.)/g, "$&+").split("+");
	return following.length > 0 ? undefined : parts.map((part) => ariaNames[part] ?? part).join("+");
}
