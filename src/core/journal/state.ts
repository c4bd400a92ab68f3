import type { QuestionKey } from "../bank/questionKey";
import type { Schedule } from "../schedule/schedule";
import type { EventPayload, PredictedStatement, Rating } from "./events";

/** What all events together come to. */
export interface RecallState {
	/** A question of which nothing happened, or nothing that is still in force, has no card. */
	readonly cards: ReadonlyMap<QuestionKey, CardState>;
	/** `YYYY-MM-DD`. */
	readonly interviewDay: string | undefined;
	/** When the day of the interview was set, in milliseconds. */
	readonly plannedAt: number | undefined;
	/** The last events that are in force and can be taken back, at most `undoLimit`, the newest last. */
	readonly undoable: readonly Undoable[];
	readonly journal: JournalMark;
}

/** One question. */
export interface CardState {
	readonly key: QuestionKey;
	/** Undefined while it is new. */
	readonly schedule: Schedule | undefined;
	/** The oldest first; those before a `forgotten` too. */
	readonly reviews: readonly Review[];
	readonly suspended: boolean;
	readonly starred: boolean;
	/** Milliseconds; it may lie in the past. */
	readonly buriedUntil: number | undefined;
	/** Markdown; empty for none. */
	readonly note: string;
	readonly predictions: readonly Prediction[];
}

export interface Review {
	/** Of the event. */
	readonly id: string;
	/** Milliseconds, by the clock of the device, which may have gone back. */
	readonly at: number;
	readonly rating: Rating;
}

export interface Prediction {
	readonly at: number;
	/** Counted from 1. */
	readonly experiment: number;
	readonly statements: readonly PredictedStatement[];
}

export interface Undoable {
	/** Of the event. */
	readonly id: string;
	readonly kind: Exclude<EventPayload["kind"], "undone" | "predicted">;
	/** The question, for a reset the same with its prefix; undefined for the day of the interview. */
	readonly key: QuestionKey | undefined;
}

/** How far the journal has been read into a state: what decides whether later events can be added to it. */
interface JournalMark {
	readonly newest: Place | undefined;
	/** The last sequence of each session. */
	readonly sessions: ReadonlyMap<string, number>;
	/** Events that were undone before they came. */
	readonly awaited: readonly string[];
}

/** Where an event stands in the order of all events. */
export interface Place {
	/** Milliseconds, never less than before in the same session. */
	readonly time: number;
	/** `<device>.<session>`. */
	readonly session: string;
	readonly sequence: number;
}

export const undoLimit = 200;

/** A question of which nothing happened. */
export function newCard(key: QuestionKey): CardState {
	return {
		key,
		schedule: undefined,
		reviews: [],
		suspended: false,
		starred: false,
		buriedUntil: undefined,
		note: "",
		predictions: [],
	};
}
