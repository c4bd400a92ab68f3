import { type QuestionKey, questionKey, splitKey } from "../bank/questionKey";

/** How well an answer was known: Again, Hard, Good, Easy. */
export const ratings = [1, 2, 3, 4] as const;
export type Rating = (typeof ratings)[number];

/** The question that an event is about, in the form in which the journal stores it. */
export interface EventSubject {
	/** The name of the pack: `dunder` for the bank that comes with the extension. */
	readonly pack: string;
	/** `<topic>/<slug>`. */
	readonly question: string;
}

/** The fields by which an event refers to the question with this key. */
export function subjectOf(key: QuestionKey): EventSubject {
	const { pack, id } = splitKey(key);
	return { pack, question: id };
}

/** The key of the question that an event is about. For a reset, `question` must be its prefix. */
export function keyOf({ pack, question }: EventSubject): QuestionKey {
	return questionKey(pack, question);
}

interface EventBase {
	/**
	 * `<device>.<session>.<sequence>`. The sequence counts from 1 in each session. Two events have the same id only if
	 * a machine was copied while it ran.
	 */
	readonly id: string;
	/** Milliseconds since 1970, by the clock of the device. */
	readonly at: number;
	/**
	 * The time of the newest event that the person had seen, if the device's clock was behind that time. This event
	 * happened after that one.
	 */
	readonly after?: number;
}

/** The prediction for one statement, and how it was judged. */
export interface PredictedStatement {
	/** The statement's first line of code, for people who read the history. */
	readonly code: string;
	readonly predicted: readonly string[];
	readonly verdict: "right" | "wrong" | "unknown";
}

/** What happened. These are the kinds of events that this version knows. */
export type EventPayload =
	/**
	 * The question was rated. `day` is the number of the study day in the time zone of the person, so that intervals are
	 * the same on every machine. Earlier versions did not record it.
	 */
	| (EventSubject & { readonly kind: "reviewed"; readonly rating: Rating; readonly day?: number })
	| (EventSubject & { readonly kind: "suspended"; readonly on: boolean })
	| (EventSubject & { readonly kind: "starred"; readonly on: boolean })
	/**
	 * The question is hidden until the study day `untilDay`, the next one, which begins for the person at `until`, in
	 * milliseconds. If both are past, it is no longer hidden. Earlier versions recorded only `until`.
	 */
	| (EventSubject & { readonly kind: "buried"; readonly until: number; readonly untilDay?: number })
	/** The question's schedule was deleted, so the question is new again. Its history stays. */
	| (EventSubject & { readonly kind: "forgotten" })
	/**
	 * The question's private note was changed. It is Markdown, or empty for no note. `continues` is the id of the event
	 * before it in the same editing, of which Auto Save makes many events.
	 */
	| (EventSubject & { readonly kind: "noted"; readonly text: string; readonly continues?: string })
	/** An experiment, counted from 1, was run with predictions in it. */
	| (EventSubject & {
			readonly kind: "predicted";
			readonly experiment: number;
			readonly statements: readonly PredictedStatement[];
	  })
	/**
	 * The day of the interview was set to `YYYY-MM-DD`, or removed. `setOn` is the number of the study day on which that
	 * was done, in the time zone of the person. Earlier versions did not record it.
	 */
	| { readonly kind: "planned"; readonly day: string | null; readonly setOn?: number }
	/**
	 * All earlier events of the question, of the topic (`<topic>/`), or, if `prefix` is empty, of the whole pack are
	 * forgotten.
	 */
	| { readonly kind: "reset"; readonly pack: string; readonly prefix: string }
	/** An earlier event was undone. If that event is `undone` itself, its target counts again. */
	| { readonly kind: "undone"; readonly target: string };

/** An event that this version knows, with its id and time. Unknown fields are kept. */
export type JournalEvent = EventBase & EventPayload;

/** An event of a kind that only a newer version knows. This version keeps it and passes it on, but can't read it. */
export type UnknownEvent = EventBase & { readonly kind: string };
