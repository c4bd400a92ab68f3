import type { CardState } from "../journal/state";
import { describeStatus } from "../session/wording";
import type { Today } from "./day";
import { effectiveDue, type InterviewPlan } from "./interview";
import { type Status, type StudyBasis, statusOf } from "./queue";

/** Where a question stands. */
export interface Standing {
	readonly status: Status;
	/** When it comes next, in milliseconds; nothing for a new one. */
	readonly due: number | undefined;
	/** The same in words. */
	readonly description: string;
}

export function standingOf(card: CardState | undefined, plan: InterviewPlan, today: Today): Standing {
	const status = statusOf(card, plan, today);
	const due = card?.schedule && effectiveDue(card, card.schedule, plan, today);
	return { status, due, description: describeStatus(status, due, today) };
}

/** Changes when where any question stands, or how it is said, does, if only because time goes by. */
export function fingerprint({ state, today, questions }: StudyBasis): string {
	const standings = questions.map((key) => standingOf(state.cards.get(key), state, today).description);
	return [today.day, ...standings].join(" ");
}
