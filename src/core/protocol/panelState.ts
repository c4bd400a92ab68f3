import { isQuestionKey, type QuestionKey, readKey } from "../bank/questionKey";
import { isRecord } from "./isRecord";
import type { PanelJudgement } from "./messages";

/** What a panel keeps of an experiment. */
export interface ExperimentState {
	/** What is in its blanks. */
	readonly typed: readonly string[];
	readonly judgement?: PanelJudgement;
}

/** What a panel keeps across a reload of the window. */
export interface PanelState {
	readonly key: QuestionKey;
	readonly revealed: boolean;
	/** Experiments whose outputs are shown. */
	readonly outputs: readonly number[];
	/** By the experiment's index. */
	readonly experiments?: Readonly<Record<number, ExperimentState>>;
	/** Follow-ups that are open. */
	readonly followUps: readonly number[];
	/** Pixels from the top. */
	readonly scroll: number;
	/** The `round` of the question's message. */
	readonly round?: number;
}

/** The question of a stored panel state of unknown shape. Earlier versions stored an id without its pack. */
export function keyOfState(state: unknown): QuestionKey | undefined {
	const { key, id } = isRecord(state) ? state : {};
	if (isQuestionKey(key)) {
		return key;
	}
	return typeof id === "string" ? readKey(id) : undefined;
}
