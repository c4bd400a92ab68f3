import type { Conditions, Level } from "../bank/question";
import type { QuestionKey } from "../bank/questionKey";
import type { Rating } from "../journal/events";
import type { Verdict } from "../lab/judging/judging";
import type { LeftToday } from "../schedule/queue";

/** HTML from a pack's Markdown, not sanitized yet. Links are `<a data-link="N">`, and code is `<pre data-code="N">`. */
type Html = string;

/** The part of a question that a person reads first. The panel refers back to it only by numbers and keys. */
export interface PanelHead {
	readonly key: QuestionKey;
	readonly title: Html;
	readonly topic: string;
	readonly level: Level;
	readonly tags: readonly string[];
	readonly answer: Html;
	readonly hasExperiments: boolean;
}

/** The parts of a question below the answer. */
export interface PanelRest {
	readonly inDepth: Html;
	readonly keyPoints: Html;
	readonly pitfalls: Html;
	readonly followUps: readonly { readonly question: Html; readonly answer: Html }[];
	readonly experiments: readonly PanelExperiment[];
	readonly sources: readonly { readonly label: string; readonly link: number }[];
	readonly related: readonly { readonly key: QuestionKey; readonly title: string }[];
}

/** A question for the panel, together with what only the host may know of it. */
export interface RenderedQuestion {
	readonly head: PanelHead;
	readonly rest: PanelRest;
	/** The addresses of links, by `data-link`. */
	readonly links: readonly string[];
	/** The text of each code block, by `data-code`. */
	readonly codes: readonly string[];
	/** Whether each code block is Python, by `data-code`. */
	readonly isPython: readonly boolean[];
}

/** A code block: its text, and its index in `Highlighting`. */
export interface PanelCode {
	readonly index: number;
	readonly text: string;
}

export interface PanelExperiment {
	readonly title: Html;
	readonly introduction: Html;
	readonly conditions: Conditions;
	/** The CPython versions on which the outputs were verified; empty if none is recorded. */
	readonly verified: readonly string[];
	/** The code with blanks. */
	readonly asked: PanelCode;
	/** The lines of `asked` that are blanks, counted from 0. */
	readonly blanks: readonly number[];
	/** The code as the bank has it. */
	readonly code: PanelCode;
	readonly guess: Html | undefined;
	readonly why: Html | undefined;
	readonly tries: readonly Html[];
}

/** The most characters of a prediction in the panel. */
export const longestPrediction = 1_000;

/** What a person predicted in the panel, for each blank of an experiment; empty where they predicted nothing. */
export interface PanelPrediction {
	readonly question: QuestionKey;
	/** Counted from 0. */
	readonly experiment: number;
	readonly predictions: readonly string[];
}

/** What became of it. */
export interface PanelJudgement {
	/** For each blank, the verdict and what happened. Empty if nothing ran. */
	readonly blanks: readonly { readonly verdict: Verdict; readonly text: Html }[];
	/** Why it did not run, or not to its end, in words; empty if it did. */
	readonly problem: string;
	/** The labels of buttons that help with the problem. */
	readonly remedies: readonly string[];
}

/** The progress of a person with the question. */
export interface PanelProgress {
	/** The status in words, such as `Due`, or `Known, comes in 12 days`. */
	readonly status: string;
	/** Which of the numbers of `left` counts the question; `undefined` if none does. */
	readonly kind: keyof LeftToday | undefined;
	/** When the question comes again after each rating, from Again to Easy; empty while cramming. */
	readonly intervals: readonly string[];
	/** The rating that the person's predictions suggest. */
	readonly proposal: Rating | undefined;
	/** The ratings after which the question comes sooner because of the interview, in words; empty if there is none. */
	readonly hurried: string;
	/** What is left of the session that keeps its ratings to itself, in words; empty for any other. */
	readonly session: string;
	/** What is left to study today. */
	readonly left: LeftToday;
	readonly starred: boolean;
	readonly suspended: boolean;
	readonly buried: boolean;
	readonly canForget: boolean;
	readonly canUndo: boolean;
	readonly note: Html;
	/** If no question follows: what the panel shows in place of the ratings, until a question is opened. */
	readonly closing: PanelClosing | undefined;
}

/** What the panel shows at the end of a session. */
export interface PanelClosing {
	readonly title: string;
	readonly lines: readonly string[];
	/** The questions that were missed, each with its title in plain text. */
	readonly missed: readonly { readonly key: QuestionKey; readonly title: string }[];
	readonly offers: readonly PanelOffer[];
}

export interface PanelOffer {
	readonly label: string;
	readonly command: PanelCommand;
}

/** Where the buttons above a question lead, each in words. */
export interface PanelWays {
	/** The short title of the question that was open before; empty if there is none. */
	readonly back: string;
	/** The short title of the question that comes next; empty if there is none. */
	readonly next: string;
	/** The name of the session that is running; empty if none is. Next then goes through the session. */
	readonly session: string;
	/** What a random draw chooses from, such as `asyncio, senior`; empty for everything. */
	readonly scope: string;
}

/** One highlighted piece of a line: its text, and an index into the styles or -1. */
export type PanelToken = readonly [text: string, style: number];

export interface PanelStyle {
	/** Empty for the editor's foreground. */
	readonly color: string;
	readonly italic: boolean;
	readonly bold: boolean;
}

export interface Highlighting {
	/** Tokens by code index, then by line. */
	readonly codes: readonly (readonly (readonly PanelToken[])[])[];
	readonly styles: readonly PanelStyle[];
}

export type ToPanel =
	| QuestionMessage
	/** The parts below the answer, which follow once the question is painted. */
	| { readonly type: "rest"; readonly key: QuestionKey; readonly rest: PanelRest; readonly ran: readonly number[] }
	| {
			readonly type: "progress";
			readonly key: QuestionKey;
			readonly progress: PanelProgress;
			readonly ways: PanelWays;
	  }
	| { readonly type: "highlighting"; readonly key: QuestionKey; readonly highlighting: Highlighting }
	/** Rates the question that the panel shows, if it can be rated now. */
	| { readonly type: "rate"; readonly rating: Rating }
	/** Reveals the answer. With `focus`, the answer gets the keyboard focus. */
	| { readonly type: "reveal"; readonly focus: boolean }
	/** Scrolls to an experiment, counted from 0, and gives it the keyboard focus. */
	| { readonly type: "experiment"; readonly key: QuestionKey; readonly experiment: number }
	/** These experiments, counted from 0, were run, so their outputs may be shown. `ran` in `rest` means the same. */
	| { readonly type: "outputs"; readonly key: QuestionKey; readonly experiments: readonly number[] }
	/** The predictions for an experiment, counted from 0, were judged. */
	| {
			readonly type: "judged";
			readonly key: QuestionKey;
			readonly experiment: number;
			readonly judgement: PanelJudgement;
	  }
	/** Gives the first blank of an experiment, counted from 0, the keyboard focus. */
	| { readonly type: "predict"; readonly key: QuestionKey; readonly experiment: number };

export interface QuestionMessage {
	readonly type: "question";
	readonly head: PanelHead;
	/** Whether the answer is revealed at once. */
	readonly revealed: boolean;
	/** A unique number for a question that is asked again, so that the panel shows nothing from the last time. */
	readonly round?: number;
	/** Whether the question shows as the person left it, if the panel has shown it before. */
	readonly asLeft?: boolean;
	readonly ways: PanelWays;
}

export const panelCommands = [
	...(["next", "previous", "back", "random", "scratch"] as const),
	...(["undo", "star", "suspend", "bury", "forget", "note"] as const),
	...(["study", "more", "cram", "leave", "pace", "senior", "clearFilter"] as const),
] as const;
export type PanelCommand = (typeof panelCommands)[number];

export type FromPanel =
	/** The question in the panel's initial document is laid out. */
	| { readonly type: "readable" }
	/**
	 * The panel's script has started. `key` is the question in the initial document, if that is the one to show. `zone` is
	 * what the browser calls its time zone; the host may not know it.
	 */
	| { readonly type: "ready"; readonly key: QuestionKey | undefined; readonly zone: string | undefined }
	/** The question that came in a message is painted. */
	| { readonly type: "shown" }
	/** The panel has gained the keyboard focus, or lost it. */
	| { readonly type: "keyboard"; readonly isHere: boolean }
	| { readonly type: "command"; readonly command: PanelCommand }
	/** A rating for `question`. By the time that this message arrives, the panel may show another question. */
	| { readonly type: "rate"; readonly question: QuestionKey; readonly rating: Rating }
	/** The person has tried to rate an answer that is not revealed yet. */
	| { readonly type: "early" }
	/** Runs an experiment, and judges what was predicted for it. */
	| ({ readonly type: "predict" } & PanelPrediction)
	/** What is in the blanks of an experiment has changed. */
	| ({ readonly type: "typed" } & PanelPrediction)
	/** Opens the scratch file at an experiment, counted from 0. */
	| { readonly type: "scratch"; readonly question: QuestionKey; readonly experiment: number }
	/** A judgement is painted. */
	| { readonly type: "judged" }
	/** Stops the experiment that runs. */
	| { readonly type: "stop"; readonly question: QuestionKey }
	/** Carries out one of the remedies of the last judgement, by its index. */
	| { readonly type: "remedy"; readonly question: QuestionKey; readonly remedy: number }
	| { readonly type: "link"; readonly question: QuestionKey; readonly link: number }
	| { readonly type: "related"; readonly key: QuestionKey };
