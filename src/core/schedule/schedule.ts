import { type CardInput, createEmptyCard, FSRSVersion, type Card as FsrsCard, fsrs, State } from "ts-fsrs";
import type { Rating } from "../journal/events";
import { lastReviewBefore, latestTime } from "./clocks";

/** When a question comes next, and what FSRS stores about it. Times are in milliseconds. */
export interface Schedule {
	readonly due: number;
	/** Days until the probability of recall has fallen to 90 %. */
	readonly stability: number;
	/** 1 to 10. */
	readonly difficulty: number;
	readonly state: "learning" | "review" | "relearning";
	readonly lastReview: number;
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
	readonly ahead?: number;
}

/**
 * The FSRS algorithm. If a clock went back, so that a review seems to precede the last one, no time counts as passed
 * between the two.
 */
export interface Scheduler {
	/** Names what the results depend on: the version of FSRS, the desired retention, and how days are counted. */
	readonly name: string;
	review(schedule: Schedule | undefined, rating: Rating, at: number): Schedule;
	preview(schedule: Schedule | undefined, at: number): Record<Rating, Schedule>;
	/** The probability of recall at a time, 0 to 1. */
	retrievability(schedule: Schedule, at: number): number;
}

export interface SchedulerOptions {
	/** Above 0 and at most 1. */
	readonly desiredRetention: number;
	/** Converts a time to milliseconds on a clock on which study days begin at midnight, by which FSRS counts days. */
	readonly studyTime: (at: number) => number;
}

/** Creates a scheduler. Throws if the desired retention is out of range. */
export function createScheduler({ desiredRetention, studyTime }: SchedulerOptions): Scheduler {
	const algorithm = fsrs({ request_retention: desiredRetention, enable_fuzz: false });
	const timesOf = (schedule: Schedule | undefined, at: number): ReviewTimes => {
		const { last, ahead } = lastReviewBefore(clamped(at), schedule ?? { lastReview: earliest });
		const time = Math.min(Math.max(at, last), latest);
		const lastLocal = Math.max(studyTime(last), earliest);
		return { time, lastLocal, local: Math.max(studyTime(time), lastLocal), ahead };
	};
	return {
		name: [FSRSVersion, desiredRetention, ...sampleTimes.map(studyTime)].join(" "),
		review: (schedule, rating, at) => {
			const times = timesOf(schedule, at);
			return scheduleOf(algorithm.next(cardOf(schedule, times), times.local, rating).card, times);
		},
		preview: (schedule, at) => {
			const times = timesOf(schedule, at);
			const outcomes = algorithm.repeat(cardOf(schedule, times), times.local);
			const after = (rating: Rating) => scheduleOf(outcomes[rating].card, times);
			return { 1: after(1), 2: after(2), 3: after(3), 4: after(4) };
		},
		retrievability: (schedule, at) => {
			const times = timesOf(schedule, at);
			return algorithm.get_retrievability(cardOf(schedule, times), times.local, false);
		},
	};
}

/** The time of a review, never before the last one. `local` and `lastLocal` are by the clock of `studyTime`. */
interface ReviewTimes {
	readonly time: number;
	readonly local: number;
	readonly lastLocal: number;
	readonly ahead: Schedule["ahead"];
}

/** The earliest time of a review, because ts-fsrs takes 0 for no time at all. */
const earliest = 1;
/** The latest time of a review: the last moment that a `Date` can hold, minus what FSRS may add. */
const latest = latestTime - 36_600 * 86_400_000;

function clamped(at: number): number {
	return Math.min(Math.max(at, earliest), latest);
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

function cardOf(schedule: Schedule | undefined, { local, lastLocal }: ReviewTimes): CardInput {
	if (schedule === undefined) {
		return createEmptyCard(local);
	}
	const { stability, difficulty, state, reps, lapses, scheduledDays, learningSteps } = schedule;
	return {
		// `due` and `elapsed_days` only go into the library's own log, which nothing here reads.
		due: local,
		stability,
		difficulty,
		state: states[state],
		last_review: lastLocal,
		reps,
		lapses,
		scheduled_days: scheduledDays,
		learning_steps: learningSteps,
		elapsed_days: 0,
	};
}

function scheduleOf(card: FsrsCard, { time, local, ahead }: ReviewTimes): Schedule {
	return {
		due: time + card.due.getTime() - local,
		stability: card.stability,
		difficulty: card.difficulty,
		state: stateNames[card.state],
		lastReview: time,
		reps: card.reps,
		lapses: card.lapses,
		scheduledDays: card.scheduled_days,
		learningSteps: card.learning_steps,
		...(ahead !== undefined && { ahead }),
	};
}
