import { type QuestionKey, type TopicKey, topicOf } from "../bank/questionKey";
import type { CardState, RecallState } from "../journal/state";
import { isDayOfClockAhead } from "./clocks";
import type { Today } from "./day";
import { type Due, spanUntil, timeOf } from "./due";
import { effectiveDue, type InterviewPlan } from "./interview";
import type { Schedule, Scheduler } from "./schedule";

export type Status = "new" | "learning" | "due" | "known" | "suspended" | "buried";

/** Everything that decides which questions are studied. */
export interface StudyBasis {
	readonly state: RecallState;
	/** The questions to study, in reading order. Cards of other questions are ignored. */
	readonly questions: readonly QuestionKey[];
	readonly today: Today;
	readonly scheduler: Scheduler;
	readonly limits: Limits;
}

export interface Limits {
	/** Due questions on a study day. */
	readonly due: number;
	/** New questions on a study day. */
	readonly new: number;
	/** Questions in a session. */
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
	/** Due questions that are left now, within the day's limit. `dueList` has them all. */
	readonly due: number;
	/** New questions that are left now, within the day's limit. */
	readonly new: number;
	/** How many questions have each status, by topic, regardless of the limits. */
	readonly topics: ReadonlyMap<TopicKey, Readonly<Record<Status, number>>>;
}

/** How early a question in learning may come, in milliseconds. */
const learnAhead = 20 * 60_000;
/** How many new questions to continue with when those of the day are done. */
const fewNew = 5;

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
	return "at" in due || due.day <= today.day ? "due" : "known";
}

/** Whether a question is hidden now. */
export function isBuried(card: CardState | undefined, today: Today): boolean {
	return buriedUntil(card, today) !== undefined;
}

/**
 * All questions that are due now: first those in learning, the one that has waited longest first; then the other ones
 * of the day, the least remembered first.
 */
export function dueList(study: StudyBasis): DueQuestion[] {
	const { state, today, scheduler } = study;
	const found: DueQuestion[] = [];
	for (const key of study.questions) {
		const card = state.cards.get(key);
		const status = statusOf(card, state, today);
		if (!card?.schedule || (status !== "learning" && status !== "due")) {
			continue;
		}
		const due = effectiveDue(key, card.schedule, state, today);
		if (status === "due" || spanUntil(due, today) <= 0) {
			const retrievability = scheduler.retrievability(card.schedule, { at: today.now, day: today.day });
			found.push({ key, status, due: timeOf(due, today), retrievability });
		}
	}
	return found.sort(compareDue);
}

/** The questions to study now, at most one session: due ones, then new ones, within the rest of the day's limits. */
export function dueQueue(study: StudyBasis): Queued[] {
	const left = leftToday(study);
	const due = dueList(study);
	return [
		...due.filter(({ status }) => status === "learning"),
		...due.filter(({ status }) => status === "due").slice(0, left.due),
		...newQuestions(study).slice(0, left.new),
	].slice(0, study.limits.session);
}

/** Questions in learning that are due within minutes, the earliest first. If nothing else is left, they come early. */
export function dueSoon({ state, questions, today }: StudyBasis): { readonly key: QuestionKey; readonly due: Due }[] {
	return questions
		.flatMap((key) => {
			const card = state.cards.get(key);
			const isLearnt = card?.schedule && statusOf(card, state, today) === "learning";
			return isLearnt ? { key, due: effectiveDue(key, card.schedule, state, today) } : [];
		})
		.filter(({ due }) => spanUntil(due, today) < learnAhead)
		.sort((one, other) => timeOf(one.due, today) - timeOf(other.due, today));
}

/** When the next question comes if the queue is empty, or `undefined` if none ever does. */
export function nextDue(study: StudyBasis): Due | undefined {
	const { state, today } = study;
	const [next] = study.questions
		.flatMap((key) => comesOn(state.cards.get(key), study) ?? [])
		// A question that could come now and isn't in the queue is held back by the day's limits, so it comes tomorrow.
		.map((due) => (spanUntil(due, today) > 0 ? due : { day: today.day + 1 }))
		.sort((one, other) => timeOf(one, today) - timeOf(other, today));
	return next;
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

/** How many questions could be studied now but are held back by the day's limits. */
export function keptBack(study: StudyBasis): Pick<Limits, "due" | "new"> {
	const { due, new: fresh } = counts(study);
	return { due: dueList(study).length - due, new: newQuestions(study).length - fresh };
}

/** How far to go beyond the day's limits: by a session of due questions or, if none is held back, by a few new ones. */
export function moreToday(study: StudyBasis): Pick<Limits, "due" | "new"> {
	const kept = keptBack(study);
	return kept.due > 0
		? { due: Math.min(kept.due, study.limits.session), new: 0 }
		: { due: 0, new: Math.min(kept.new, fewNew) };
}

/** The limits raised by `more`, counted from what was done today if that is above a limit. */
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

/**
 * Whether a question is in learning steps of minutes, on the day of its last one. Steps that are left on a later day
 * are due like any other question.
 */
function isLearning({ state, lastReview }: Schedule, today: Today): boolean {
	return state !== "review" && lastReview.day >= today.day;
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

/** How many questions were reviewed today. Those that were first reviewed today count as new, and all others as due. */
function doneToday({ state, today }: StudyBasis): Pick<Limits, "due" | "new"> {
	const isToday = ({ at }: { readonly at: number }) => at >= today.start && at < today.end;
	const done = [...state.cards.values()].filter(({ reviews }) => reviews.some(isToday));
	const begun = done.filter(({ reviews }) => reviews.slice(0, 1).some(isToday)).length;
	return { due: done.length - begun, new: begun };
}

function comesOn(card: CardState | undefined, study: StudyBasis): Due | undefined {
	if (card?.suspended) {
		return undefined;
	}
	const { today, limits } = study;
	const ofNew = limits.new > 0 ? { day: today.day } : undefined;
	const due = card?.schedule ? scheduledFor(card.key, card.schedule, study) : ofNew;
	const until = buriedUntil(card, today);
	if (due === undefined || until === undefined) {
		return due;
	}
	return { day: "day" in due ? Math.max(due.day, until) : until };
}

/** When a question comes by its schedule. The limit of due questions does not hold back those in learning. */
function scheduledFor(key: QuestionKey, schedule: Schedule, { state, today, limits }: StudyBasis): Due | undefined {
	return isLearning(schedule, today) || limits.due > 0 ? effectiveDue(key, schedule, state, today) : undefined;
}

/**
 * The study day on which a question that is hidden now comes back. Burying lasts until tomorrow, so a day that is far
 * ahead comes from a clock that was ahead, and is ignored.
 */
function buriedUntil(card: CardState | undefined, today: Today): number | undefined {
	const until = card?.buriedUntil;
	return until === undefined || until <= today.day || isDayOfClockAhead(until, today) ? undefined : until;
}
