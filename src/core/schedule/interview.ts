import type { CardState, RecallState } from "../journal/state";
import { isOfClockAhead } from "./clocks";
import { parseIsoDay, startOfDay, studyDay, type Today } from "./day";
import type { Schedule } from "./schedule";

export type InterviewPlan = Pick<RecallState, "interviewDay" | "plannedAt">;

/** Over how many days before the interview the questions come back. */
const lastDays = 7;

/**
 * When a card comes, in milliseconds, by its own schedule or by what a rating would make of it. Until the interview has
 * passed, every question that was begun comes back once more after the planning, on a day of its own among the last ones
 * before the interview, or earlier if FSRS says so; what was seen on that day or later is FSRS's again. A review days from
 * now is one of a clock that was ahead: nobody knows when it was, so the card comes now.
 */
export function effectiveDue(card: CardState, schedule: Schedule, plan: InterviewPlan, today: Today): number {
	if (isOfClockAhead(schedule.lastReview, today)) {
		return today.now;
	}
	const interview = parseIsoDay(plan.interviewDay ?? "");
	if (interview === undefined || plan.plannedAt === undefined || today.day > interview) {
		return schedule.due;
	}
	const dayOf = (at: number) => studyDay(at, today.rolloverHour, today.calendar);
	const known = Math.max(dayOf(plan.plannedAt), dayOf(begunAt(card) ?? schedule.lastReview));
	const first = Math.min(known + 1, interview - 1);
	const day = interview - 1 - (hash(card.key) % Math.min(lastDays, interview - first));
	return dayOf(schedule.lastReview) < day
		? Math.min(schedule.due, startOfDay(day, today.rolloverHour, today.calendar))
		: schedule.due;
}

/** When it was first seen, since it was last forgotten. */
function begunAt({ schedule, reviews }: CardState): number | undefined {
	return schedule && reviews.at(-schedule.reps)?.at;
}

/** FNV-1a. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	return value >>> 0;
}
