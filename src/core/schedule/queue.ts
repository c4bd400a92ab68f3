import { type QuestionKey, type TopicKey, topicOf } from "../bank/questionKey";
import type { CardState, RecallState } from "../journal/state";
import { isOfClockAhead } from "./clocks";
import { startOfDay, studyDay, type Today } from "./day";
import { effectiveDue, type InterviewPlan } from "./interview";
import type { Schedule, Scheduler } from "./schedule";

export type Status = "new" | "learning" | "due" | "known" | "suspended" | "buried";

/** All that decides what is studied. */
export interface StudyBasis {
	readonly state: RecallState;
	/** In reading order; cards of other questions do not come. */
	readonly questions: readonly QuestionKey[];
	readonly today: Today;
	readonly scheduler: Scheduler;
	readonly limits: Limits;
}

export interface Limits {
	/** Questions on a day of study. */
	readonly due: number;
	readonly new: number;
	/** Questions at a time. */
	readonly session: number;
}

export interface Queued {
	readonly key: QuestionKey;
	readonly status: "learning" | "due" | "new";
}

export interface DueQuestion extends Queued {
	/** Milliseconds. */
	readonly due: number;
	/** 0 to 1. */
	readonly retrievability: number;
}

export interface Counts {
	/** What is left to do now, within the day's limit; the whole is that of `dueList`. */
	readonly due: number;
	/** Within the day's limit. */
	readonly new: number;
	/** All questions, by topic. */
	readonly topics: ReadonlyMap<TopicKey, Readonly<Record<Status, number>>>;
}

/** Milliseconds. */
const learnAhead = 20 * 60_000;
/** New questions to go on with when the day's are done. */
const fewNew = 5;

export function statusOf(card: CardState | undefined, plan: InterviewPlan, today: Today): Status {
	if (card?.suspended) {
		return "suspended";
	}
	if (hiddenUntil(card, today) > today.now) {
		return "buried";
	}
	if (!card?.schedule) {
		return "new";
	}
	if (isLearning(card.schedule, today)) {
		return "learning";
	}
	return effectiveDue(card, card.schedule, plan, today) < today.end ? "due" : "known";
}

/** All that is due now: what is being learnt, the longest waiting first, then the rest of the day, the least known first. */
export function dueList(study: StudyBasis): DueQuestion[] {
	const { state, today, scheduler } = study;
	const found: DueQuestion[] = [];
	for (const key of study.questions) {
		const card = state.cards.get(key);
		const status = statusOf(card, state, today);
		if (!card?.schedule || (status !== "learning" && status !== "due")) {
			continue;
		}
		const due = effectiveDue(card, card.schedule, state, today);
		if (status === "due" || due <= today.now) {
			const retrievability = scheduler.retrievability(card.schedule, today.now);
			found.push({ key, status, due, retrievability });
		}
	}
	return found.sort(compareDue);
}

/** What to study now: what is due and then what is new, within what the day's limits leave and the size of a session. */
export function dueQueue(study: StudyBasis): Queued[] {
	const left = leftToday(study);
	const due = dueList(study);
	return [
		...due.filter(({ status }) => status === "learning"),
		...due.filter(({ status }) => status === "due").slice(0, left.due),
		...newQuestions(study).slice(0, left.new),
	].slice(0, study.limits.session);
}

/** What is being learnt and comes in a few minutes, which is not waited for when there is nothing else. */
export function dueSoon({
	state,
	questions,
	today,
}: StudyBasis): { readonly key: QuestionKey; readonly due: number }[] {
	return questions
		.flatMap((key) => {
			const card = state.cards.get(key);
			const isLearnt = card?.schedule && statusOf(card, state, today) === "learning";
			return isLearnt ? { key, due: effectiveDue(card, card.schedule, state, today) } : [];
		})
		.filter(({ due }) => due < today.now + learnAhead)
		.sort((one, other) => one.due - other.due);
}

/** With nothing left in the queue: when the next question comes, in milliseconds, if ever. */
export function nextDue(study: StudyBasis): number | undefined {
	const { state, today } = study;
	const times = study.questions.flatMap((key) => comesAt(state.cards.get(key), study) ?? []);
	// What could come now and does not is kept back by the limits of the day.
	return times.length > 0 ? Math.min(...times.map((time) => (time > today.now ? time : today.end))) : undefined;
}

export function counts(study: StudyBasis): Counts {
	const topics = new Map<TopicKey, Record<Status, number>>();
	for (const key of study.questions) {
		const status = statusOf(study.state.cards.get(key), study.state, study.today);
		const topic = topicOf(key);
		const numbers = topics.get(topic) ?? { new: 0, learning: 0, due: 0, known: 0, suspended: 0, buried: 0 };
		numbers[status]++;
		topics.set(topic, numbers);
	}
	const queue = dueQueue({ ...study, limits: { ...study.limits, session: Number.POSITIVE_INFINITY } });
	const fresh = queue.filter(({ status }) => status === "new").length;
	return { due: queue.length - fresh, new: fresh, topics };
}

/** What could be done now and is kept back by the limits of the day. */
export function keptBack(study: StudyBasis): Pick<Limits, "due" | "new"> {
	const { due, new: fresh } = counts(study);
	return { due: dueList(study).length - due, new: newQuestions(study).length - fresh };
}

/** By how much to go on past the limits of the day: a session of what is due, else a few that are new. */
export function moreToday(study: StudyBasis): Pick<Limits, "due" | "new"> {
	const kept = keptBack(study);
	return kept.due > 0
		? { due: Math.min(kept.due, study.limits.session), new: 0 }
		: { due: 0, new: Math.min(kept.new, fewNew) };
}

/** Limits that leave so much more, whatever was done today. */
export function raisedLimits(study: StudyBasis, more: Pick<Limits, "due" | "new">): Limits {
	const done = doneToday(study);
	const { due, new: fresh, session } = study.limits;
	return { due: Math.max(due, done.due) + more.due, new: Math.max(fresh, done.new) + more.new, session };
}

function compareDue(one: DueQuestion, other: DueQuestion): number {
	if (one.status !== other.status) {
		return one.status === "learning" ? -1 : 1;
	}
	return (one.status === "due" ? one.retrievability - other.retrievability : 0) || one.due - other.due;
}

/** In steps of minutes, on the day of the last of them; what is left of them on a later day is due like all else. */
function isLearning({ state, lastReview }: Schedule, today: Today): boolean {
	return state !== "review" && lastReview >= today.start;
}

function newQuestions({ state, questions, today }: StudyBasis): Queued[] {
	return questions
		.filter((key) => statusOf(state.cards.get(key), state, today) === "new")
		.map((key) => ({ key, status: "new" }));
}

function leftToday(study: StudyBasis): Pick<Limits, "due" | "new"> {
	const done = doneToday(study);
	return { due: Math.max(0, study.limits.due - done.due), new: Math.max(0, study.limits.new - done.new) };
}

/** What was first seen on this day counts as new, all else that was reviewed on it as due. */
function doneToday({ state, today }: StudyBasis): Pick<Limits, "due" | "new"> {
	const isToday = ({ at }: { readonly at: number }) => at >= today.start && at < today.end;
	const done = [...state.cards.values()].filter(({ reviews }) => reviews.some(isToday));
	const begun = done.filter(({ reviews }) => reviews.slice(0, 1).some(isToday)).length;
	return { due: done.length - begun, new: begun };
}

function comesAt(card: CardState | undefined, study: StudyBasis): number | undefined {
	if (card?.suspended) {
		return undefined;
	}
	const due = card?.schedule ? scheduledAt(card, card.schedule, study) : studyOfNew(study);
	return due === undefined ? undefined : Math.max(due, hiddenUntil(card, study.today));
}

/** What is hidden comes tomorrow; what a clock that was ahead has hidden for years is not. */
function hiddenUntil(card: CardState | undefined, today: Today): number {
	const until = card?.buriedUntil ?? 0;
	return isOfClockAhead(until, today) ? 0 : until;
}

function studyOfNew({ today, limits }: StudyBasis): number | undefined {
	return limits.new > 0 ? today.start : undefined;
}

/** A question that is known comes when its day begins. */
function scheduledAt(card: CardState, schedule: Schedule, { state, today, limits }: StudyBasis): number | undefined {
	const due = effectiveDue(card, schedule, state, today);
	if (isLearning(schedule, today)) {
		return due;
	}
	const { rolloverHour, calendar } = today;
	return limits.due > 0 ? startOfDay(studyDay(due, rolloverHour, calendar), rolloverHour, calendar) : undefined;
}
