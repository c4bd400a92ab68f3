import type { QuestionKey } from "../bank/questionKey";
import type { RecallState } from "../journal/state";
import { isOfClockAhead } from "./clocks";
import { parseIsoDay, type Today } from "./day";
import type { Due } from "./due";
import type { Schedule } from "./schedule";

export type InterviewPlan = Pick<RecallState, "interviewDay" | "plannedDay">;

/** The number of days before the interview over which the questions come back. */
const lastDays = 7;

/**
 * When a question is due by a schedule, its own or the one that a rating would give it. It is a time only for the steps
 * of minutes of today; steps that are left are due on the next day. Until the interview has passed, every question that
 * has been begun comes back once more after the interview was planned. It comes on a day of its own among the last days
 * before the interview, or earlier if FSRS schedules it earlier. After a review on that day or later, only FSRS decides.
 * A review that lies days in the future comes from a clock that was ahead. Its true time is unknown, so the question is
 * due today.
 */
export function effectiveDue(key: QuestionKey, schedule: Schedule, plan: InterviewPlan, today: Today): Due {
	const { due, lastReview, begunDay } = schedule;
	if (isOfClockAhead(lastReview.at, today)) {
		return { day: today.day };
	}
	if ("at" in due && lastReview.day >= today.day) {
		return due;
	}
	const own = "at" in due ? lastReview.day + 1 : due.day;
	const interview = parseIsoDay(plan.interviewDay ?? "");
	if (interview === undefined || plan.plannedDay === undefined || today.day > interview) {
		return { day: own };
	}
	const first = Math.min(Math.max(plan.plannedDay, begunDay) + 1, interview - 1);
	const day = interview - 1 - (hash(key) % Math.min(lastDays, interview - first));
	return { day: lastReview.day < day ? Math.min(own, day) : own };
}

/** The FNV-1a hash of a text. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
	}
	return value >>> 0;
}
