import type { Scheduler } from "../schedule/schedule";
import { Draft } from "./draft";
import { inOrder, type Placed } from "./order";
import type { RecallState } from "./state";
import { isReadable, type StoredEvent } from "./storedEvent";

/** The state that results from the events. Neither their order nor duplicates matter. */
export function fold(events: Iterable<StoredEvent>, scheduler: Scheduler): RecallState {
	const placed = inOrder(events, undefined);
	const undone = undoneBy(placed);
	const awaited = new Set(undone);
	const draft = new Draft(emptyState, scheduler);
	for (const entry of placed) {
		draft.add(entry, undone.has(entry.event.id));
		awaited.delete(entry.event.id);
	}
	return draft.state([...awaited].sort());
}

/**
 * Adds events that are newer than all events in a state; the result equals a fold of all of them. Returns `undefined`
 * if only that fold can tell the result: an event is older or already in the state, undoes or resets something, or was
 * undone before it was read.
 */
export function extend(
	state: RecallState,
	events: Iterable<StoredEvent>,
	scheduler: Scheduler,
): RecallState | undefined {
	const placed = inOrder(events, state.journal.newest);
	const awaited = new Set(state.journal.awaited);
	if (!placed.every((entry) => isNewer(entry, state) && !awaited.has(entry.event.id))) {
		return undefined;
	}
	const draft = new Draft(state, scheduler);
	for (const entry of placed) {
		draft.add(entry, false);
	}
	return draft.state(state.journal.awaited);
}

const emptyState: RecallState = {
	cards: new Map(),
	interviewDay: undefined,
	plannedDay: undefined,
	undoable: [],
	journal: { newest: undefined, sessions: new Map(), awaited: [] },
};

function isNewer({ time, session, sequence, event }: Placed, { journal }: RecallState): boolean {
	const { newest, sessions } = journal;
	return (
		event.kind !== "undone" &&
		event.kind !== "reset" &&
		(newest === undefined || time > newest.time || session === newest.session) &&
		sequence > (sessions.get(session) ?? 0)
	);
}

/** The ids of undone events. Later undo events are read first, so one that is itself undone has no effect. */
function undoneBy(placed: readonly Placed[]): Set<string> {
	const undone = new Set<string>();
	for (const entry of placed.toReversed()) {
		const { event } = entry;
		if (isReadable(event) && event.kind === "undone" && !undone.has(event.id)) {
			undone.add(event.target);
		}
	}
	return undone;
}
