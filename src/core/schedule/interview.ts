import type { CardState, RecallState } from "../journal/state";
import { isOfClockAhead } from "./clocks";
import { parseIsoDay, startOfDay, studyDay, type Today } from "./day";
import type { Schedule } from "./schedule";

export type InterviewPlan = Pick<RecallState, "interviewDay" | "plannedAt">;

/** The number of days before the interview over which the questions come back. */
const lastDays = 7;

/**
 * When a card is due, in milliseconds, by its own schedule or by the schedule that a rating would give it. Until the
 * interview has passed, every question that has been begun comes back once more after the interview was planned. It
 * comes on a day of its own among the last days before the interview, or earlier if FSRS schedules it earlier. After a
 * review on that day or later, only FSRS decides. A review that lies days in the future comes from a clock that was
 * ahead. Its true time is unknown, so the card is due now.
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

/** The time of the first review since the question was last forgotten. */
function begunAt({ schedule, reviews }: CardState): number | undefined {
	return schedule && reviews.at(-schedule.reps)?.at;
}

/** The FNV-1a hash of a text. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	return value >>> 0;
}
