import { type QuestionKey, type TopicKey, topicOf } from "../bank/questionKey";
import type { CardState, RecallState } from "../journal/state";
import { isOfClockAhead } from "./clocks";
import { startOfDay, studyDay, type Today } from "./day";
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
		const due = effectiveDue(card, card.schedule, state, today);
		if (status === "due" || due <= today.now) {
			const retrievability = scheduler.retrievability(card.schedule, today.now);
			found.push({ key, status, due, retrievability });
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

/** When the next question comes if the queue is empty, in milliseconds, or `undefined` if none ever does. */
export function nextDue(study: StudyBasis): number | undefined {
	const { state, today } = study;
	const times = study.questions.flatMap((key) => comesAt(state.cards.get(key), study) ?? []);
	// A question that could come now and isn't in the queue is held back by the day's limits, so it comes tomorrow.
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

/** How many questions were reviewed today. Those that were first reviewed today count as new, and all others as due. */
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

/**
 * Until when a card is buried, in milliseconds. Burying lasts until tomorrow, so a time that is years away comes from a
 * clock that was ahead, and is ignored.
 */
function hiddenUntil(card: CardState | undefined, today: Today): number {
	const until = card?.buriedUntil ?? 0;
	return isOfClockAhead(until, today) ? 0 : until;
}

function studyOfNew({ today, limits }: StudyBasis): number | undefined {
	return limits.new > 0 ? today.start : undefined;
}

/**
 * When a card comes by its schedule, in milliseconds. A known question comes at the start of the study day on which it
 * is due.
 */
function scheduledAt(card: CardState, schedule: Schedule, { state, today, limits }: StudyBasis): number | undefined {
	const due = effectiveDue(card, schedule, state, today);
	if (isLearning(schedule, today)) {
		return due;
	}
	const { rolloverHour, calendar } = today;
	return limits.due > 0 ? startOfDay(studyDay(due, rolloverHour, calendar), rolloverHour, calendar) : undefined;
}
