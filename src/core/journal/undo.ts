import type { Undoable } from "./state";

/** What Undo takes back. */
export interface UndoProposal {
	readonly step: Undoable;
	/** Whether another machine did it, so that the person must be asked. Then `here` is the last step of this machine. */
	readonly isElsewhere: boolean;
	readonly here: Undoable | undefined;
}

/**
 * What Undo takes back in a window, `<device>.<session>`. A person means what they did last: that is the newest step of
 * all, if it is of this machine, or else the last step of this machine, if this window did it. If only another machine
 * has done something since this window was opened, its step is proposed, and it is not undone without a question.
 */
export function proposeUndo(undoable: readonly Undoable[], window: string): UndoProposal | undefined {
	const step = undoable.at(-1);
	const here = lastStepOf(undoable, window);
	if (here && (here === step || here.ids.some((id) => windowOf(id) === window))) {
		return { step: here, isElsewhere: false, here };
	}
	return step && { step, isElsewhere: true, here };
}

/** The last step of the machine of a window. */
export function lastStepOf(undoable: readonly Undoable[], window: string): Undoable | undefined {
	return undoable.findLast((step) => isOfDevice(step, deviceOf(window)));
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
