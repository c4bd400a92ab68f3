import { type CardInput, createEmptyCard, FSRSVersion, type Card as FsrsCard, fsrs, State } from "ts-fsrs";
import type { Rating } from "../journal/events";
import { lastReviewBefore, latestTime } from "./clocks";

/** When a question comes next, and what FSRS remembers of it. Times in milliseconds. */
export interface Schedule {
	readonly due: number;
	/** Days until the chance to recall it has fallen to 90 %. */
	readonly stability: number;
	/** 1 to 10. */
	readonly difficulty: number;
	readonly state: "learning" | "review" | "relearning";
	readonly lastReview: number;
	readonly reps: number;
	readonly lapses: number;
	/** 0 while it is learnt in steps of minutes. */
	readonly scheduledDays: number;
	/** Which of those steps it is at. */
	readonly learningSteps: number;
	/** Where a clock went back more than a day: the last review by the clock before, which may have been right or ahead. */
	readonly ahead?: number;
}

/** FSRS. No time lies between a review and one that was before the last one, because a clock went back. */
export interface Scheduler {
	/** Changes with whatever changes its answers: the version of FSRS, the desired retention, how days are counted. */
	readonly name: string;
	review(schedule: Schedule | undefined, rating: Rating, at: number): Schedule;
	preview(schedule: Schedule | undefined, at: number): Record<Rating, Schedule>;
	/** The chance to recall it, 0 to 1. */
	retrievability(schedule: Schedule, at: number): number;
}

export interface SchedulerOptions {
	/** Above 0 and at most 1. */
	readonly desiredRetention: number;
	/** Milliseconds on a clock on which days of study begin at midnight, as FSRS counts the days between reviews. */
	readonly studyTime: (at: number) => number;
}

/** Throws where the desired retention is out of range. */
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

/** When a review was, never before the last one; `local` by the clock of days of study. */
interface ReviewTimes {
	readonly time: number;
	readonly local: number;
	readonly lastLocal: number;
	readonly ahead: Schedule["ahead"];
}

/** ts-fsrs takes 0 for no time at all. */
const earliest = 1;
/** The last moment that a Date can hold, less what FSRS may add. */
const latest = latestTime - 36_600 * 86_400_000;

function clamped(at: number): number {
	return Math.min(Math.max(at, earliest), latest);
}

/** A winter and a summer: where they fall on the clock of days of study tells time zones and rollover hours apart. */
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
		// This and the days elapsed go only into the library's own log, which nothing here reads.
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
