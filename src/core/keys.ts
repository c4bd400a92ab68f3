import type { PanelCommand } from "./messages";

/** Default keys as they stand on the panel's buttons; package.json binds the same. `Mod` is Ctrl, and Cmd on a Mac. */
export const defaultKeys: Record<PanelCommand, string> = {
	previous: "P",
	next: "N",
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

export function keyLabel(key: string, isMac: boolean): string {
	return key.replace("Mod+", isMac ? "⌘" : "Ctrl+");
}
