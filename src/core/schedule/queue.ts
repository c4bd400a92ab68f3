import { type QuestionKey, type TopicKey, topicOf } from "../bank/questionKey";
import type { CardState, RecallState } from "../journal/state";
import { type Today, todayAt } from "./day";
import { type Due, spanUntil, timeOf } from "./due";
import { interleaved } from "./interleave";
import { effectiveDue } from "./interview";
import type { Schedule, Scheduler } from "./schedule";
import { buriedUntil, isLearning, type Status, statusOf } from "./status";

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

/** What is left to study today, within the day's limits. Each question counts once. */
export interface LeftToday {
	readonly new: number;
	/** Questions in learning steps of today, including those whose step is not over yet. */
	readonly learning: number;
	/** Questions that have come back. */
	readonly due: number;
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
		const numbers = topics.get(topic) ?? {
			new: 0,
			learning: 0,
			due: 0,
			inReview: 0,
			known: 0,
			suspended: 0,
			buried: 0,
		};
		numbers[status]++;
		topics.set(topic, numbers);
	}
	const queue = dueQueue({ ...study, limits: { ...study.limits, session: Number.POSITIVE_INFINITY } });
	const fresh = queue.filter(({ status }) => status === "new").length;
	return { due: queue.length - fresh, new: fresh, topics };
}

/** The counts that a person sees while studying. */
export function leftByKind(study: StudyBasis): LeftToday {
	const { state, today, questions } = study;
	const queue = dueQueue({ ...study, limits: { ...study.limits, session: Number.POSITIVE_INFINITY } });
	const count = (wanted: Queued["status"]) => queue.filter(({ status }) => status === wanted).length;
	const learning = questions.filter((key) => statusOf(state.cards.get(key), state, today) === "learning").length;
	return { new: count("new"), learning, due: count("due") };
}

/** What comes tomorrow if nothing more is studied today, within the limits of a usual day. */
export function tomorrow(study: StudyBasis, limits: Limits): Pick<Counts, "due" | "new"> {
	return counts({ ...study, limits, today: todayAt({ ...study.today, now: study.today.end }) });
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

/** The new questions in the order in which they come, so that no topic comes twice in a row while others have any. */
function newQuestions({ state, questions, today }: StudyBasis): Queued[] {
	const fresh = questions.filter((key) => statusOf(state.cards.get(key), state, today) === "new");
	return interleaved(fresh, questions, state).map((key) => ({ key, status: "new" }));
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
