import type { Undoable } from "./state";

/** What Undo takes back. */
export interface UndoProposal {
	readonly step: Undoable;
	/** Whether another machine did it, so that the person must be asked. Then `here` is the last step of this machine. */
	readonly isElsewhere: boolean;
	readonly here: Undoable | undefined;
}

/**
 * What Undo takes back for a person, who has used one or more windows, `<device>.<session>`, of one machine since they
 * opened VS Code. They mean what they did last: that is the newest step of all, if it is of this machine, or else the
 * last step of this machine, if one of these windows did it. If only another machine has done something since then, its
 * step is proposed, and it is not undone without a question.
 */
export function proposeUndo(undoable: readonly Undoable[], windows: readonly string[]): UndoProposal | undefined {
	const step = undoable.at(-1);
	const here = lastStepOf(undoable, windows);
	if (here && (here === step || here.ids.some((id) => windows.includes(windowOf(id))))) {
		return { step: here, isElsewhere: false, here };
	}
	return step && { step, isElsewhere: true, here };
}

/** The last step of the machine of these windows. */
export function lastStepOf(undoable: readonly Undoable[], windows: readonly string[]): Undoable | undefined {
	const devices = windows.map(deviceOf);
	return undoable.findLast((step) => devices.some((device) => isOfDevice(step, device)));
}

export function isOfDevice({ ids }: Undoable, device: string): boolean {
	return ids.some((id) => deviceOf(id) === device);
}

/** The device in the id of an event or of a window. */
export function deviceOf(id: string): string {
	return id.slice(0, id.indexOf("."));
}

function windowOf(id: string): string {
	return id.slice(0, id.lastIndexOf("."));
}
