import type { CardState } from "../journal/state";
import { describeStatus } from "../session/wording";
import type { Today } from "./day";
import { timeOf } from "./due";
import { effectiveDue, type InterviewPlan } from "./interview";
import type { StudyBasis } from "./queue";
import { type Status, statusOf } from "./status";

/** The status of a question, and when it comes next. */
export interface Standing {
	readonly status: Status;
	/** When the question comes next, in milliseconds; `undefined` for a new question. */
	readonly due: number | undefined;
	/** The status and the time in words. */
	readonly description: string;
}

export function standingOf(card: CardState | undefined, plan: InterviewPlan, today: Today): Standing {
	const status = statusOf(card, plan, today);
	const due = card?.schedule && effectiveDue(card.key, card.schedule, plan, today);
	return { status, due: due && timeOf(due, today), description: describeStatus(status, due, today) };
}

/** A text that changes when the standing of any question, or its description, changes, even if only with time. */
export function fingerprint({ state, today, questions }: StudyBasis): string {
	const standings = questions.map((key) => standingOf(state.cards.get(key), state, today).description);
	return [today.day, ...standings].join(" ");
}
