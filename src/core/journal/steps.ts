import type { StoredEvent } from "./storedEvent";

/**
 * A long computation in short steps, so that the caller can do something else in between, and so that not all events
 * must be in memory. Each step asks for the events of some rows of an `EventTable`, or of none, which is a pause.
 */
export type Steps<Result> = Generator<Uint32Array, Result, readonly StoredEvent[]>;

/** What a step asks for if it is only a pause. */
export const pause = new Uint32Array(0);

/** How many events a computation asks for at once. */
export const batch = 1_000;

/** Completes a computation at once. The events are in memory, in the order of their rows. */
export function complete<Result>(steps: Steps<Result>, events: readonly StoredEvent[]): Result {
	let step = steps.next([]);
	while (!step.done) {
		step = steps.next(Array.from(step.value, (row) => events[row] as StoredEvent));
	}
	return step.value;
}
