import type { QuestionKey } from "../bank/questionKey";
import type { Schedule } from "../schedule/schedule";
import type { EventPayload, PredictedStatement, Rating } from "./events";

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
	/** All reviews, the oldest first, including those before a `forgotten` event. */
	readonly reviews: readonly Review[];
	readonly suspended: boolean;
	readonly starred: boolean;
	/** The study day on which the question comes back. It may be in the past. */
	readonly buriedUntil: number | undefined;
	/** Markdown; empty for no note. */
	readonly note: string;
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

/** How far the journal has been read into a state, which decides whether later events can be added to it. */
interface JournalMark {
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

/** The card of a question that no event is about. */
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
