import type { QuestionKey } from "../bank/questionKey";
import type { Schedule } from "../schedule/schedule";
import type { EventPayload, PredictedStatement, Rating } from "./events";
import type { StoredEvent } from "./storedEvent";

/** The state that results from all events. */
export interface RecallState {
	/** A question has a card only if some event about it is in force. */
	readonly cards: ReadonlyMap<QuestionKey, CardState>;
	/** `YYYY-MM-DD`. */
	readonly interviewDay: string | undefined;
	/** The study day on which the day of the interview was set. */
	readonly plannedDay: number | undefined;
	/** The last steps that are in force and can be undone, at most `undoLimit`, the newest last. */
	readonly undoable: readonly Undoable[];
	readonly journal: JournalMark;
}

/** The state of one question. */
export interface CardState {
	readonly key: QuestionKey;
	/** `undefined` while the question is new. */
	readonly schedule: Schedule | undefined;
	/**
	 * The last reviews, at most `keptLimit`, the oldest first, including those before a `forgotten` event. The journal has all
	 * of them; if the state did too, it would grow by a hundred megabytes with a million events.
	 */
	readonly reviews: readonly Review[];
	/** The number of all reviews. */
	readonly reviewCount: number;
	readonly suspended: boolean;
	readonly starred: boolean;
	/** The study day on which the question comes back. It may be in the past. */
	readonly buriedUntil: number | undefined;
	/** Markdown; empty for no note. */
	readonly note: string;
	/** The last prediction for each experiment, the oldest first. */
	readonly predictions: readonly Prediction[];
}

export interface Review {
	/** The id of the event. */
	readonly id: string;
	/** Milliseconds, by the clock of the device, which may have been set back. */
	readonly at: number;
	readonly rating: Rating;
}

export interface Prediction {
	readonly at: number;
	/** Counted from 1. */
	readonly experiment: number;
	readonly statements: readonly PredictedStatement[];
}

/** What Undo takes back at once. */
export interface Undoable {
	/** The ids of its events, the oldest first. Only the editing of a note has more than one. */
	readonly ids: readonly string[];
	readonly kind: Exclude<EventPayload["kind"], "undone" | "predicted">;
	/** The key of the question. For a reset, the key with its prefix; for the day of the interview, `undefined`. */
	readonly key: QuestionKey | undefined;
	/** Whether a star, a suspension, or the hiding of a question began, and did not end. For others, `false`. */
	readonly on: boolean;
}

/** How far the journal has been read into a state, and what it takes to add events or to undo them. */
interface JournalMark {
	readonly newest: Place | undefined;
	/** The ids of events that were undone before they were read. */
	readonly awaited: readonly string[];
	/** The state before the recent events. */
	readonly base: BaseState;
	/**
	 * The last events in their order, at most `recentLimit`, with those that are undone. Applied to `base`, they result in
	 * the state, so that undoing one of them, or adding one between them, needs no older events.
	 */
	readonly recent: readonly StoredEvent[];
}

/** The state that results from all events before some place in their order. */
export interface BaseState extends Omit<RecallState, "journal"> {
	readonly newest: Place | undefined;
	/** The last sequence number of each session. */
	readonly sessions: ReadonlyMap<string, number>;
	/** The ids of events that were undone before they were read. */
	readonly awaited: readonly string[];
}

/** The position of an event in the order of all events. */
export interface Place {
	/** Milliseconds, never less than that of an earlier event in the same session. */
	readonly time: number;
	/** `<device>.<session>`. */
	readonly session: string;
	readonly sequence: number;
}

export const undoLimit = 200;

/** More than a person rates or runs one question in a day. */
export const keptLimit = 50;

/** Enough to undo the last `undoLimit` events one after the other, with as many undo events and some predictions. */
export const recentLimit = 512;

/** The card of a question that no event is about. */
export function newCard(key: QuestionKey): CardState {
	return {
		key,
		schedule: undefined,
		reviews: [],
		reviewCount: 0,
		suspended: false,
		starred: false,
		buriedUntil: undefined,
		note: "",
		predictions: [],
	};
}
