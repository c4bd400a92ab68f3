import { type CardInput, createEmptyCard, FSRSVersion, type Card as FsrsCard, fsrs, State } from "ts-fsrs";
import type { Rating } from "../journal/events";
import { lastReviewBefore, latestTime, possibleDay } from "./clocks";
import { dayLength, type Moment } from "./day";
import type { Due } from "./due";

/** When a question comes next, and what FSRS stores about it. */
export interface Schedule {
	readonly due: Due;
	/** Days until the probability of recall has fallen to 90 %. */
	readonly stability: number;
	/** 1 to 10. */
	readonly difficulty: number;
	readonly state: "learning" | "review" | "relearning";
	/** The study day of the first review since the question was last new. */
	readonly begunDay: number;
	readonly lastReview: Moment;
	readonly reps: number;
	readonly lapses: number;
	/** 0 while the question is in learning steps of minutes. */
	readonly scheduledDays: number;
	/** The number of the current learning step. */
	readonly learningSteps: number;
	/**
	 * If a clock went back by more than a day: the last review by the clock before that, which may have been right or
	 * ahead.
	 */
	readonly ahead?: Moment;
}

/** A time, with its study day in the time zone of the person if that is known. */
interface ToldMoment {
	/** Milliseconds. */
	readonly at: number;
	readonly day?: number | undefined;
}

/**
 * The FSRS algorithm, by study days: the time of day does not matter to it. If a clock went back, so that a review seems
 * to precede the last one, no time counts as passed between the two.
 */
export interface Scheduler {
	/** Names what the results depend on: the version of FSRS, the desired retention, and how days are counted. */
	readonly name: string;
	/** The study day of a moment: the one that it is told with if that is possible, else by the clock of this scheduler. */
	dayOf(moment: ToldMoment): number;
	review(schedule: Schedule | undefined, rating: Rating, moment: ToldMoment): Schedule;
	preview(schedule: Schedule | undefined, moment: ToldMoment): Record<Rating, Schedule>;
	/** The probability of recall at a moment, 0 to 1. */
	retrievability(schedule: Schedule, moment: ToldMoment): number;
}

export interface SchedulerOptions {
	/** Above 0 and at most 1. */
	readonly desiredRetention: number;
	/**
	 * Converts a time to milliseconds on a clock on which study days begin at midnight. It decides the study day of the
	 * reviews that do not carry one, because an earlier version recorded them.
	 */
	readonly studyTime: (at: number) => number;
}

/** Creates a scheduler. Throws if the desired retention is out of range. */
export function createScheduler({ desiredRetention, studyTime }: SchedulerOptions): Scheduler {
	const algorithm = fsrs({ request_retention: desiredRetention, enable_fuzz: false });
	const dayOf = ({ at, day }: ToldMoment): number => {
		const time = clamped(at);
		return Math.max(day === undefined ? Math.floor(studyTime(time) / dayLength) : possibleDay(day, time), 0);
	};
	const momentsOf = (schedule: Schedule | undefined, told: ToldMoment): ReviewMoments => {
		const now = { at: clamped(told.at), day: dayOf(told) };
		const { last, ahead } = lastReviewBefore(now, schedule ?? { lastReview: earliest });
		// A person who has flown west may review a question again on the study day before the last one.
		return { last, now: { at: Math.max(now.at, last.at), day: Math.max(now.day, last.day) }, ahead };
	};
	return {
		name: [FSRSVersion, desiredRetention, ...sampleTimes.map(studyTime)].join(" "),
		dayOf,
		review: (schedule, rating, told) => {
			const moments = momentsOf(schedule, told);
			const { card } = algorithm.next(cardOf(schedule, moments), dateOf(moments.now), rating);
			return scheduleOf(card, schedule, moments);
		},
		preview: (schedule, told) => {
			const moments = momentsOf(schedule, told);
			const outcomes = algorithm.repeat(cardOf(schedule, moments), dateOf(moments.now));
			const after = (rating: Rating) => scheduleOf(outcomes[rating].card, schedule, moments);
			return { 1: after(1), 2: after(2), 3: after(3), 4: after(4) };
		},
		retrievability: (schedule, told) => {
			const moments = momentsOf(schedule, told);
			return algorithm.get_retrievability(cardOf(schedule, moments), dateOf(moments.now), false);
		},
	};
}

/** The moment of a review, never before the last one. */
interface ReviewMoments {
	readonly now: Moment;
	readonly last: Moment;
	readonly ahead: Schedule["ahead"];
}

/** The earliest moment of a review. */
const earliest: Moment = { at: 1, day: 0 };
/** The latest time of a review: the last moment that a `Date` can hold, minus what FSRS may add. */
const latest = latestTime - 36_600 * dayLength;

function clamped(at: number): number {
	return Math.min(Math.max(at, earliest.at), latest);
}

/**
 * The time by which FSRS counts days, in milliseconds. It is the same on every machine and for every time of the study
 * day, but never 0, which ts-fsrs takes for no time at all.
 */
function dateOf({ day }: Moment): number {
	return day * dayLength + 1;
}

/** A time in winter and one in summer. Their study times distinguish time zones and rollover hours. */
const sampleTimes = [1_736_899_200_000, 1_752_537_600_000];

const states = { learning: State.Learning, review: State.Review, relearning: State.Relearning } as const;
const stateNames = {
	[State.New]: "learning",
	[State.Learning]: "learning",
	[State.Review]: "review",
	[State.Relearning]: "relearning",
} as const;

function cardOf(schedule: Schedule | undefined, { now, last }: ReviewMoments): CardInput {
	if (schedule === undefined) {
		return createEmptyCard(dateOf(now));
	}
	const { stability, difficulty, state, reps, lapses, scheduledDays, learningSteps } = schedule;
	return {
		// `due` and `elapsed_days` only go into the library's own log, which nothing here reads.
		due: dateOf(now),
		stability,
		difficulty,
		state: states[state],
		last_review: dateOf(last),
		reps,
		lapses,
		scheduled_days: scheduledDays,
		learning_steps: learningSteps,
		elapsed_days: 0,
	};
}

function scheduleOf(card: FsrsCard, before: Schedule | undefined, { now, ahead }: ReviewMoments): Schedule {
	const step = card.due.getTime() - dateOf(now);
	return {
		due: card.scheduled_days > 0 ? { day: now.day + card.scheduled_days } : { at: now.at + step },
		stability: card.stability,
		difficulty: card.difficulty,
		state: stateNames[card.state],
		begunDay: before?.begunDay ?? now.day,
		lastReview: now,
		reps: card.reps,
		lapses: card.lapses,
		scheduledDays: card.scheduled_days,
		learningSteps: card.learning_steps,
		...(ahead !== undefined && { ahead }),
	};
}
