import { type QuestionKey, questionKey, splitKey } from "../bank/questionKey";

/** How well an answer was known: Again, Hard, Good, Easy. */
export const ratings = [1, 2, 3, 4] as const;
export type Rating = (typeof ratings)[number];

/** The question that an event is about, as the journal has it. */
export interface EventSubject {
	/** `dunder` for the bank that comes with the extension. */
	readonly pack: string;
	/** `<topic>/<slug>`. */
	readonly question: string;
}

/** The question that an event is about, by its key. */
export function subjectOf(key: QuestionKey): EventSubject {
	const { pack, id } = splitKey(key);
	return { pack, question: id };
}

/** The key of the question that an event is about; of a reset, with its prefix in place of a question. */
export function keyOf({ pack, question }: EventSubject): QuestionKey {
	return questionKey(pack, question);
}

interface EventBase {
	/** `<device>.<session>.<sequence>`; the sequence counts from 1 in each session. No two events have one id. */
	readonly id: string;
	/** Milliseconds since 1970, by the clock of the device. */
	readonly at: number;
	/** A time that was known when this happened though the device's clock was behind it: this came after that. */
	readonly after?: number;
}

/** A prediction of one statement, as it was judged. */
export interface PredictedStatement {
	/** The statement's first line of code, for whoever reads the history. */
	readonly code: string;
	readonly predicted: readonly string[];
	readonly verdict: "right" | "wrong" | "unknown";
}

/** What happened, as the kinds of events that this version knows. */
export type EventPayload =
	| (EventSubject & { readonly kind: "reviewed"; readonly rating: Rating })
	| (EventSubject & { readonly kind: "suspended"; readonly on: boolean })
	| (EventSubject & { readonly kind: "starred"; readonly on: boolean })
	/** Hidden until a time, in milliseconds: the start of the next day of study. */
	| (EventSubject & { readonly kind: "buried"; readonly until: number })
	/** The schedule is gone and the question new again; its history stays. */
	| (EventSubject & { readonly kind: "forgotten" })
	/** A private note in Markdown; empty for none. */
	| (EventSubject & { readonly kind: "noted"; readonly text: string })
	/** An experiment, counted from 1, was run with predictions in it. */
	| (EventSubject & {
			readonly kind: "predicted";
			readonly experiment: number;
			readonly statements: readonly PredictedStatement[];
	  })
	/** The day of the interview as `YYYY-MM-DD`, or none any more. */
	| { readonly kind: "planned"; readonly day: string | null }
	/** Everything before this is forgotten, of the question, the topic (`<topic>/`) or, where it is empty, of all in the pack. */
	| { readonly kind: "reset"; readonly pack: string; readonly prefix: string }
	/** An earlier event did not happen. To undo an undoing is to do it again. */
	| { readonly kind: "undone"; readonly target: string };

/** A happening, when, and by whom; unknown fields are carried along. */
export type JournalEvent = EventBase & EventPayload;

/** An event of a newer version, which this one keeps and passes on but cannot read. */
export type UnknownEvent = EventBase & { readonly kind: string };
