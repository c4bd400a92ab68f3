import type { Scheduler } from "../schedule/schedule";
import { Draft } from "./draft";
import { type EventTable, tableOf } from "./eventTable";
import { inOrder, orderOf, type Placed, placeOf } from "./order";
import { type BaseState, type RecallState, recentLimit } from "./state";
import { batch, complete, type Steps } from "./steps";
import type { StoredEvent } from "./storedEvent";
import { undoingsIn, undoingsOf } from "./undoing";

/** The state that results from the events. Neither their order nor duplicates matter. */
export function fold(events: Iterable<StoredEvent>, scheduler: Scheduler, limit = recentLimit): RecallState {
	const all = [...events];
	return complete(foldSteps(tableOf(all), scheduler, limit), all);
}

/** `fold` for the events of a table. The state keeps at most `limit` of the last events. */
export function* foldSteps(table: EventTable, scheduler: Scheduler, limit = recentLimit): Steps<RecallState> {
	const order = yield* orderOf(table, undefined);
	const undoings = yield* undoingsOf(table, order);
	const { targets: undone } = undoings;
	const seen = new Set<string>();
	const cut = Math.max(0, order.rows.length - limit);
	const draft = new Draft(emptyBase, scheduler);
	for (let start = 0; start < cut; start += batch) {
		const rows = order.rows.subarray(start, Math.min(start + batch, cut));
		for (const [index, event] of (yield rows).entries()) {
			const isUndone = undone.has(event.id);
			draft.add(placeOf(rows[index] ?? 0, event, table, order), isUndone);
			if (isUndone) {
				seen.add(event.id);
			}
		}
	}
	const base = draft.state(without(undoings.targetsBefore(cut), seen));
	const rows = order.rows.subarray(cut);
	const recent = (yield rows).map((event, index) => placeOf(rows[index] ?? 0, event, table, order));
	for (const { event } of recent) {
		seen.add(event.id);
	}
	return apply(base, recent, without(undone, seen), scheduler);
}

/**
 * Adds events to a state; the result equals a fold of all of them. Returns `undefined` if only that fold can tell the
 * result: an event belongs before the recent events of the state, or undoes one that is no longer among them.
 */
export function extend(
	state: RecallState,
	events: Iterable<StoredEvent>,
	scheduler: Scheduler,
	limit = recentLimit,
): RecallState | undefined {
	const { base, recent } = state.journal;
	const placed = inOrder([...recent, ...events], base.newest);
	const known = new Set(recent);
	const undoings = undoingsIn(placed.map(({ event }) => event));
	const reached = reachedBefore(state);
	const seen = new Set([...reached, ...placed.map(({ event }) => event.id)]);
	const { targets } = undoings;
	if (
		!placed.every((entry) => known.has(entry.event) || isAfter(entry, base)) ||
		![...targets].every((id) => seen.has(id) || isUnseen(id, state)) ||
		![...reached].every((id) => targets.has(id))
	) {
		return undefined;
	}
	const undone = new Set([...base.awaited, ...targets]);
	const cut = Math.max(0, placed.length - limit);
	const moved = placed.slice(0, cut);
	const early = [...base.awaited, ...undoings.targetsBefore(cut)];
	const passed = new Set([...reached, ...moved.map(({ event }) => event.id)]);
	const draft = new Draft(base, scheduler);
	for (const entry of moved) {
		draft.add(entry, undone.has(entry.event.id));
	}
	const nextBase = cut === 0 ? base : draft.state(without(early, passed));
	return apply(nextBase, placed.slice(cut), without(undone, seen), scheduler);
}

/** The state that results if the recent events follow the state before them. `awaited` are the ids that it is to await. */
export function apply(
	base: BaseState,
	recent: readonly Placed[],
	awaited: readonly string[],
	scheduler: Scheduler,
): RecallState {
	const events = recent.map(({ event }) => event);
	const undone = new Set([...base.awaited, ...undoingsIn(events).targets]);
	const draft = new Draft({ ...base, sessions: new Map() }, scheduler);
	for (const entry of recent) {
		draft.add(entry, undone.has(entry.event.id));
	}
	const { cards, interviewDay, plannedDay, undoable, newest } = draft.state([]);
	return { cards, interviewDay, plannedDay, undoable, journal: { newest, awaited, base, recent: events } };
}

const emptyBase: BaseState = {
	cards: new Map(),
	interviewDay: undefined,
	plannedDay: undefined,
	undoable: [],
	newest: undefined,
	sessions: new Map(),
	awaited: [],
};

/** The ids before the recent events that recent undo events undo. */
function reachedBefore({ journal: { recent, awaited } }: RecallState): Set<string> {
	const others = new Set([...awaited, ...recent.map(({ id }) => id)]);
	return new Set(without(undoingsIn(recent).targets, others));
}

/** Whether an event belongs after all events of a state, by its place and its number. */
function isAfter({ time, session, sequence }: Placed, { newest, sessions }: BaseState): boolean {
	const isLater = newest === undefined || time > newest.time || (time === newest.time && session >= newest.session);
	return isLater && sequence > (sessions.get(session) ?? 0);
}

/** Whether it is certain that an event has not been read yet. */
function isUnseen(id: string, { journal: { base, awaited } }: RecallState): boolean {
	const dot = id.lastIndexOf(".");
	return awaited.includes(id) || Number(id.slice(dot + 1)) > (base.sessions.get(id.slice(0, dot)) ?? 0);
}

function without(ids: Iterable<string>, others: ReadonlySet<string>): string[] {
	return [...new Set([...ids].filter((id) => !others.has(id)))].sort();
}
