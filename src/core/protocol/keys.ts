import type { PanelCommand } from "./messages";

/** Default keys as they stand on the panel's buttons; package.json binds the same. `Mod` is Ctrl, and Cmd on a Mac. */
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
};
/** The page's own, which VS Code does not bind. */
export const revealKey = "Space";
/** Where another key is usual on a Mac. */
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
 * A key as `aria-keyshortcuts` wants it, from its label. Nothing for keys that are pressed one after the other: the attribute
 * takes a space for "or".
 */
export function ariaShortcut(label: string): string | undefined {
	const [key = "", ...following] = label.split(" ");
	const parts = key.replaceAll(/[⌃⌘⌥⇧](?=.)/g, "$&+").split("+");
	return following.length > 0 ? undefined : parts.map((part) => ariaNames[part] ?? part).join("+");
}
