import { startOfDay, studyDay, type Today } from "./day";
import type { QuestionKey } from "./events";
import { effectiveDue, type InterviewPlan, leeway } from "./interview";
import type { Schedule, Scheduler } from "./schedule";
import { type CardState, keyOf, type RecallState } from "./state";

export type Status = "new" | "learning" | "due" | "known" | "suspended" | "buried";

/** All that decides what is studied. */
export interface Study {
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

export interface Queued extends QuestionKey {
	readonly status: "learning" | "due" | "new";
}

export interface DueQuestion extends Queued {
	/** Milliseconds. */
	readonly due: number;
	/** 0 to 1. */
	readonly retrievability: number;
}

export interface Counts {
	/** What is due now, within the day's limit; the whole is that of `dueList`. */
	readonly due: number;
	/** Within the day's limit. */
	readonly new: number;
	/** In steps of minutes, due now or soon. */
	readonly learning: number;
	/** All questions, by `<pack>:<topic>`. */
	readonly topics: ReadonlyMap<string, Readonly<Record<Status, number>>>;
}

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
	if (card.schedule.state !== "review") {
		return "learning";
	}
	return effectiveDue(card, card.schedule, plan, today) < today.end ? "due" : "known";
}

/** All that is due now: what is being learnt, the longest waiting first, then the rest of the day, the least known first. */
export function dueList(study: Study): DueQuestion[] {
	const { state, today, scheduler } = study;
	const found: DueQuestion[] = [];
	for (const { pack, question } of study.questions) {
		const card = state.cards.get(keyOf({ pack, question }));
		const status = statusOf(card, state, today);
		if (!card?.schedule || (status !== "learning" && status !== "due")) {
			continue;
		}
		const due = effectiveDue(card, card.schedule, state, today);
		if (status === "due" || due <= today.now) {
			const retrievability = scheduler.retrievability(card.schedule, today.now);
			found.push({ pack, question, status, due, retrievability });
		}
	}
	return found.sort(compareDue);
}

/** What to study now: what is due and then what is new, within what the day's limits leave and the size of a session. */
export function dueQueue(study: Study): Queued[] {
	const left = leftToday(study);
	const due = dueList(study);
	return [
		...due.filter(({ status }) => status === "learning"),
		...due.filter(({ status }) => status === "due").slice(0, left.due),
		...newQuestions(study).slice(0, left.new),
	].slice(0, study.limits.session);
}

/** With nothing left in the queue: when the next question comes, in milliseconds, if ever. */
export function nextDue(study: Study): number | undefined {
	const { state, today } = study;
	const times = study.questions.flatMap((key) => comesAt(state.cards.get(keyOf(key)), study) ?? []);
	// What could come now and does not is kept back by the limits of the day.
	return times.length > 0 ? Math.min(...times.map((time) => (time > today.now ? time : today.end))) : undefined;
}

export function counts(study: Study): Counts {
	const topics = new Map<string, Record<Status, number>>();
	let learning = 0;
	for (const { pack, question } of study.questions) {
		const status = statusOf(study.state.cards.get(keyOf({ pack, question })), study.state, study.today);
		const topic = keyOf({ pack, question: question.slice(0, question.indexOf("/")) });
		const numbers = topics.get(topic) ?? { new: 0, learning: 0, due: 0, known: 0, suspended: 0, buried: 0 };
		numbers[status]++;
		topics.set(topic, numbers);
		learning += status === "learning" ? 1 : 0;
	}
	const queue = dueQueue({ ...study, limits: { ...study.limits, session: Number.POSITIVE_INFINITY } });
	const fresh = queue.filter(({ status }) => status === "new").length;
	return { due: queue.length - fresh, new: fresh, learning, topics };
}

function compareDue(one: DueQuestion, other: DueQuestion): number {
	if (one.status !== other.status) {
		return one.status === "learning" ? -1 : 1;
	}
	return (one.status === "due" ? one.retrievability - other.retrievability : 0) || one.due - other.due;
}

function newQuestions({ state, questions, today }: Study): Queued[] {
	return questions
		.filter((key) => statusOf(state.cards.get(keyOf(key)), state, today) === "new")
		.map(({ pack, question }) => ({ pack, question, status: "new" }));
}

/** What was first seen on this day counts as new, all else that was reviewed on it as due. */
function leftToday({ state, today, limits }: Study): Pick<Limits, "due" | "new"> {
	const isToday = ({ at }: { readonly at: number }) => at >= today.start && at < today.end;
	const done = [...state.cards.values()].filter(({ reviews }) => reviews.some(isToday));
	const begun = done.filter(({ reviews }) => reviews.slice(0, 1).some(isToday)).length;
	return { due: Math.max(0, limits.due - (done.length - begun)), new: Math.max(0, limits.new - begun) };
}

function comesAt(card: CardState | undefined, study: Study): number | undefined {
	if (card?.suspended) {
		return undefined;
	}
	const due = card?.schedule ? scheduledAt(card, card.schedule, study) : studyOfNew(study);
	return due === undefined ? undefined : Math.max(due, hiddenUntil(card, study.today));
}

/** What is hidden comes tomorrow; what a clock that was ahead has hidden for years is not. */
function hiddenUntil(card: CardState | undefined, { end }: Today): number {
	const until = card?.buriedUntil ?? 0;
	return until > end + leeway ? 0 : until;
}

function studyOfNew({ today, limits }: Study): number | undefined {
	return limits.new > 0 ? today.start : undefined;
}

/** A question that is known comes when its day begins. */
function scheduledAt(card: CardState, schedule: Schedule, { state, today, limits }: Study): number | undefined {
	const due = effectiveDue(card, schedule, state, today);
	if (schedule.state !== "review") {
		return due;
	}
	const { rolloverHour, calendar } = today;
	return limits.due > 0 ? startOfDay(studyDay(due, rolloverHour, calendar), rolloverHour, calendar) : undefined;
}
