import type { Conditions, Level } from "../bank/question";
import { isQuestionKey, type QuestionKey, readKey } from "../bank/questionKey";
import { type Rating, ratings } from "../journal/events";

/** A piece of sanitisable HTML made from a pack's Markdown; links are `<a data-link="N">`, code is `<pre data-code="N">`. */
type Html = string;

/** What a person reads first of a question. Whatever leaves the panel again is a number or a key. */
export interface PanelHead {
	readonly key: QuestionKey;
	readonly title: Html;
	readonly topic: string;
	readonly level: Level;
	readonly tags: readonly string[];
	readonly answer: Html;
	readonly hasExperiments: boolean;
}

/** What stands below the answer. */
export interface PanelRest {
	readonly inDepth: Html;
	readonly keyPoints: Html;
	readonly pitfalls: Html;
	readonly followUps: readonly { readonly question: Html; readonly answer: Html }[];
	readonly experiments: readonly PanelExperiment[];
	readonly sources: readonly { readonly label: string; readonly link: number }[];
	readonly related: readonly { readonly key: QuestionKey; readonly title: string }[];
}

/** A question for the panel and what only the host may know of it. */
export interface RenderedQuestion {
	readonly head: PanelHead;
	readonly rest: PanelRest;
	/** The addresses behind `data-link`. */
	readonly links: readonly string[];
	/** The text of each code block, for `data-code`. */
	readonly codes: readonly string[];
	/** By code index: whether it is Python. */
	readonly isPython: readonly boolean[];
}

/** A code block: its text, and the index by which its highlighting comes. */
export interface PanelCode {
	readonly index: number;
	readonly text: string;
}

export interface PanelExperiment {
	readonly title: Html;
	readonly introduction: Html;
	readonly conditions: Conditions;
	/** CPython versions on which its outputs were verified; empty where none is recorded. */
	readonly verified: readonly string[];
	/** With blank marks, and as the bank has it. */
	readonly asked: PanelCode;
	readonly code: PanelCode;
	readonly guess: Html | undefined;
	readonly why: Html | undefined;
	readonly tries: readonly Html[];
}

/** How far a person has come with the question. */
export interface PanelProgress {
	/** Such as `Due`, or `Known, comes in 12 days`. */
	readonly status: string;
	/** When the question comes again after each rating, from Again to Easy; empty while cramming. */
	readonly intervals: readonly string[];
	/** The rating that the person's predictions propose. */
	readonly proposal: Rating | undefined;
	/** Which ratings an interview makes come sooner; empty for none. */
	readonly hurried: string;
	/** What is left; empty for nothing. */
	readonly session: string;
	readonly starred: boolean;
	readonly suspended: boolean;
	readonly buried: boolean;
	readonly canForget: boolean;
	readonly canUndo: boolean;
	readonly note: Html;
	/** Where nothing follows: what stands in the place of the ratings, until a question is opened. */
	readonly closing: PanelClosing | undefined;
}

/** The end of a session. */
export interface PanelClosing {
	readonly title: string;
	readonly lines: readonly string[];
	readonly offers: readonly { readonly label: string; readonly command: PanelCommand }[];
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
	/** By code index, then by line. */
	readonly codes: readonly (readonly (readonly PanelToken[])[])[];
	readonly styles: readonly PanelStyle[];
}

export type ToPanel =
	| QuestionMessage
	/** Follows when the question is painted. */
	| { readonly type: "rest"; readonly key: QuestionKey; readonly rest: PanelRest; readonly ran: readonly number[] }
	| { readonly type: "progress"; readonly key: QuestionKey; readonly progress: PanelProgress }
	| { readonly type: "highlighting"; readonly key: QuestionKey; readonly highlighting: Highlighting }
	/** Gives a rating to the question that shows, if the rating can be given now. */
	| { readonly type: "rate"; readonly rating: Rating }
	/** `focus`: the answer takes the keyboard. */
	| { readonly type: "reveal"; readonly focus: boolean }
	/** Scrolls to an experiment, counted from 0, and gives it the keyboard. */
	| { readonly type: "experiment"; readonly key: QuestionKey; readonly experiment: number }
	/** These experiments, counted from 0, were run: their outputs may show. In `rest`, `ran` says the same. */
	| { readonly type: "outputs"; readonly key: QuestionKey; readonly experiments: readonly number[] };

export interface QuestionMessage {
	readonly type: "question";
	readonly head: PanelHead;
	/** Whether the answer shows at once. */
	readonly revealed: boolean;
	/** Of a question that is asked anew, so that nothing of the last time shows; a number that no other time has. */
	readonly round?: number;
	/** It shows as the person left it, if it did since the panel was there. */
	readonly asLeft?: boolean;
	/** Another was open before it. */
	readonly canGoBack: boolean;
	/** What a random draw chooses among, such as `topic asyncio`; empty for everything. */
	readonly scope: string;
}

export const panelCommands = [
	...(["next", "previous", "back", "random", "scratch"] as const),
	...(["undo", "star", "suspend", "bury", "forget", "note"] as const),
	...(["study", "more", "cram"] as const),
] as const;
export type PanelCommand = (typeof panelCommands)[number];

export type FromPanel =
	/** The question that the document brought along is laid out. */
	| { readonly type: "readable" }
	/** The script has started; `key` is the question that its document brought along, if that is the one to show. */
	| { readonly type: "ready"; readonly key: QuestionKey | undefined }
	/** The question of a message is painted. */
	| { readonly type: "shown" }
	/** The panel has got the keyboard, or lost it. */
	| { readonly type: "keyboard"; readonly isHere: boolean }
	| { readonly type: "command"; readonly command: PanelCommand }
	/** Of the question that shows in the panel, which another may have followed by the time that this arrives. */
	| { readonly type: "rate"; readonly question: QuestionKey; readonly rating: Rating }
	/** A rating is wanted of an answer that does not show yet. */
	| { readonly type: "early" }
	/** Runs an experiment, counted from 0. */
	| { readonly type: "run"; readonly question: QuestionKey; readonly experiment: number }
	| { readonly type: "link"; readonly question: QuestionKey; readonly link: number }
	| { readonly type: "related"; readonly key: QuestionKey };

/** What a panel keeps across a reload of the window. */
export interface PanelState {
	readonly key: QuestionKey;
	readonly revealed: boolean;
	/** Experiments whose outputs are shown. */
	readonly outputs: readonly number[];
	/** Follow-ups that are open. */
	readonly followUps: readonly number[];
	/** Pixels from the top. */
	readonly scroll: number;
	/** That of the question's message. */
	readonly round?: number;
}

/** Checks a message from the panel's script; anything unknown is nothing. */
export function parseFromPanel(message: unknown): FromPanel | undefined {
	if (!isRecord(message)) {
		return undefined;
	}
	const { type, key, question, command } = message;
	switch (type) {
		case "readable":
		case "shown":
		case "early":
			return { type };
		case "ready":
			return { type, key: isQuestionKey(key) ? key : undefined };
		case "keyboard":
			return { type, isHere: message.isHere === true };
		case "related":
			return isQuestionKey(key) ? { type, key } : undefined;
		case "command": {
			const known = panelCommands.find((candidate) => candidate === command);
			return known ? { type, command: known } : undefined;
		}
		default:
			return isQuestionKey(question) ? parseOfQuestion(message, question) : undefined;
	}
}

function parseOfQuestion(message: Record<string, unknown>, question: QuestionKey): FromPanel | undefined {
	const { type, experiment, link } = message;
	switch (type) {
		case "rate": {
			const rating = ratings.find((candidate) => candidate === message.rating);
			return rating ? { type, question, rating } : undefined;
		}
		case "run":
			return isIndex(experiment) ? { type, question, experiment } : undefined;
		case "link":
			return isIndex(link) ? { type, question, link } : undefined;
		default:
			return undefined;
	}
}

/** The question of a kept state of unknown shape; earlier versions kept an id without its pack. */
export function keyOfState(state: unknown): QuestionKey | undefined {
	const { key, id } = isRecord(state) ? state : {};
	if (isQuestionKey(key)) {
		return key;
	}
	return typeof id === "string" ? readKey(id) : undefined;
}

function isIndex(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
