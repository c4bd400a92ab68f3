import type { Today } from "./day";
import { effectiveDue, type InterviewPlan } from "./interview";
import { counts, dueList, type Status, type Study, statusOf } from "./queue";
import { type CardState, keyOf } from "./state";
import { describeStatus } from "./wording";

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

/** Changes when what is due, or how it is said, does, if only because time goes by. */
export function fingerprint(study: Study): string {
	const { state, today, questions } = study;
	const { due, new: fresh } = counts(study);
	const list = dueList(study).map(({ question }) => question);
	const standings = questions.map((key) => standingOf(state.cards.get(keyOf(key)), state, today).description);
	return [today.day, due, fresh, ...list, ...standings].join(" ");
}
