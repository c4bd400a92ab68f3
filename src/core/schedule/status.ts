import type { CardState } from "../journal/state";
import { isDayOfClockAhead } from "./clocks";
import { studyDay, type Today } from "./day";
import { effectiveDue, type InterviewPlan } from "./interview";
import type { Schedule } from "./schedule";

/**
 * Where a person stands with a question. `inReview` and `known` both have an interval of days. `known` is what a right
 * prediction or a review on a later day has shown; `inReview` is what has only been learned so far.
 */
export type Status = "new" | "learning" | "due" | "inReview" | "known" | "suspended" | "buried";

export function statusOf(card: CardState | undefined, plan: InterviewPlan, today: Today): Status {
	if (card?.suspended) {
		return "suspended";
	}
	if (isBuried(card, today)) {
		return "buried";
	}
	if (!card?.schedule) {
		return "new";
	}
	if (isLearning(card.schedule, today)) {
		return "learning";
	}
	const due = effectiveDue(card.key, card.schedule, plan, today);
	if ("at" in due || due.day <= today.day) {
		return "due";
	}
	return isShown(card, card.schedule, today) ? "known" : "inReview";
}

/** Whether a question is hidden now. */
export function isBuried(card: CardState | undefined, today: Today): boolean {
	return buriedUntil(card, today) !== undefined;
}

/**
 * Whether a question is in learning steps of minutes, on the day of its last one. Steps that are left on a later day
 * are due like any other question.
 */
export function isLearning({ state, lastReview }: Schedule, today: Today): boolean {
	return state !== "review" && lastReview.day >= today.day;
}

/**
 * The study day on which a question that is hidden now comes back. Burying lasts until tomorrow, so a day that is far
 * ahead comes from a clock that was ahead, and is ignored.
 */
export function buriedUntil(card: CardState | undefined, today: Today): number | undefined {
	const until = card?.buriedUntil;
	return until === undefined || until <= today.day || isDayOfClockAhead(until, today) ? undefined : until;
}

/**
 * Whether the person has shown that they know a question since they learned it: at first, or again after they last rated
 * it Again. Either a review on a later day than that has succeeded, or of the last predictions, at least one was right
 * and none was wrong.
 */
function isShown({ reviews, predictions }: CardState, { begunDay, lastReview }: Schedule, today: Today): boolean {
	const lapse = reviews.findLast(({ rating }) => rating === 1);
	const lapseDay = lapse === undefined ? begunDay : studyDay(lapse.at, today.rolloverHour, today.calendar);
	const verdicts = predictions
		.filter(({ at }) => at > (lapse?.at ?? 0))
		.flatMap(({ statements }) => statements.map(({ verdict }) => verdict));
	const isPredicted = verdicts.includes("right") && !verdicts.includes("wrong");
	return isPredicted || lastReview.day > Math.max(begunDay, lapseDay);
}
