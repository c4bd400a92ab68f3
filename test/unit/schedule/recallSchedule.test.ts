import assert from "node:assert/strict";
import fc from "fast-check";
import { type Rating, ratings } from "../../../src/core/journal/events";
import { studyDay, studyTime } from "../../../src/core/schedule/day";
import { createScheduler, type Schedule } from "../../../src/core/schedule/schedule";
import { calendarOf } from "../../../src/core/schedule/zonedCalendar";
import { day, hour, minute, momentOf, scheduler, schedulerIn } from "../../support/recall";

const start = Date.UTC(2022, 11, 29, 12, 30);

/** Rates a question repeatedly: each time after some days or, without `days`, when it is due. */
function rate(outcomes: readonly Rating[], days?: readonly number[]): Schedule[] {
	const schedules: Schedule[] = [];
	let at = start;
	for (const [index, rating] of outcomes.entries()) {
		const last = schedules.at(-1);
		at = days || !last ? at + (days?.[index] ?? 0) * day : dueAt(last);
		schedules.push(scheduler.review(last, rating, { at }));
	}
	return schedules;
}

/** When a question comes: at the end of its step, or on its study day at the hour of the last review. */
function dueAt({ due, lastReview }: Schedule): number {
	return "at" in due ? due.at : lastReview.at + (due.day - lastReview.day) * day;
}

function near(actual: number | undefined, expected: number): void {
	assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-4, `${actual} is not ${expected}`);
}

describe("the schedule, against the test vectors of the FSRS project", () => {
	it("has the intervals of ts-fsrs 5, __tests__/FSRS-6.test.ts, ivl_history", () => {
		const schedules = rate([3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3]);
		const intervals = schedules.map(({ scheduledDays }) => scheduledDays);
		assert.deepEqual(intervals, [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
		assert.equal(schedules.at(-1)?.reps, 13);
		assert.equal(schedules.at(-1)?.lapses, 1);
	});

	it("has the memory of fsrs-rs, src/inference.rs, test_memory_state", () => {
		const last = rate([1, 3, 3, 3, 3, 3], [0, 0, 1, 3, 8, 21]).at(-1);
		near(last?.stability, 53.62691);
		near(last?.difficulty, 6.3574867);
	});

	it("begins as in ts-fsrs 5, __tests__/FSRS-6.test.ts, first repeat", () => {
		const outcomes = Object.values(scheduler.preview(undefined, { at: start }));
		const column = (field: keyof Schedule) => outcomes.map((schedule) => schedule[field]);
		assert.deepEqual(column("stability"), [0.212, 1.2931, 2.3065, 8.2956]);
		assert.deepEqual(column("difficulty"), [6.4133, 5.11217071, 2.11810397, 1]);
		assert.deepEqual(column("scheduledDays"), [0, 0, 0, 8]);
		assert.deepEqual(column("state"), ["learning", "learning", "learning", "review"]);
		assert.deepEqual(column("reps"), [1, 1, 1, 1]);
		assert.deepEqual(column("lapses"), [0, 0, 0, 0]);
	});

	it("learns in the steps of ts-fsrs 5, __tests__/strategies/learning-steps.test.ts", () => {
		const outcomes = Object.values(scheduler.preview(undefined, { at: start }));
		const delays = outcomes.map((schedule) => dueAt(schedule) - start);
		assert.deepEqual(delays, [minute, 6 * minute, 10 * minute, 8 * day]);
		assert.deepEqual(
			outcomes.map(({ learningSteps }) => learningSteps),
			[0, 0, 1, 0],
		);
	});

	it("has the retrievability of ts-fsrs 5, __tests__/FSRS-6.test.ts, get retrievability", () => {
		const outcomes = Object.values(scheduler.preview(undefined, { at: Date.UTC(2023, 11, 1, 4, 5) }));
		const retrievabilities = outcomes.map((schedule) => scheduler.retrievability(schedule, { at: dueAt(schedule) }));
		assert.deepEqual(retrievabilities, [1, 1, 1, 0.9024733]);
	});

	it("stays easiest however often it is easy, as in py-fsrs, tests/test_basic.py, test_repeated_correct_reviews", () => {
		assert.equal(rate(Array(10).fill(4), Array(10).fill(0)).at(-1)?.difficulty, 1);
	});
});

describe("the schedule", () => {
	it("is after a rating what the preview of the rating said", () => {
		for (const schedule of [undefined, ...rate([3, 3, 1, 3])]) {
			const at = (schedule ? dueAt(schedule) : start) + 5 * hour;
			const preview = scheduler.preview(schedule, { at });
			for (const rating of ratings) {
				assert.deepEqual(scheduler.review(schedule, rating, { at }), preview[rating]);
			}
		}
	});

	it("counts a review before the last one as at the last one", () => {
		const [, before] = rate([3, 3]) as [Schedule, Schedule];
		const { lastReview: last } = before;
		for (const at of [last.at - day, last.at - 1]) {
			assert.deepEqual(scheduler.review(before, 3, { at }), scheduler.review(before, 3, last));
			assert.equal(scheduler.retrievability(before, { at }), 1);
		}
	});

	it("counts a later review on an earlier study day, as after a flight to the west, as on the last one's day", () => {
		const [, before] = rate([4, 3], [0, 8]) as [Schedule, Schedule];
		const { at, day: last } = before.lastReview;
		const flown = scheduler.review(before, 3, { at: at + 3 * hour, day: last - 1 });
		assert.deepEqual(flown, scheduler.review(before, 3, { at: at + 3 * hour, day: last }));
		assert.equal(scheduler.retrievability(before, { at: at + 3 * hour, day: last - 1 }), 1);
	});

	it("counts a review days before the last one as at once after it, by the new time", () => {
		const [, before] = rate([3, 3]) as [Schedule, Schedule];
		const { lastReview: last } = before;
		for (const at of [last.at - 3650 * day, last.at - day - 1, 1, 0, -1]) {
			const { due, lastReview, ahead, ...memory } = scheduler.review(before, 3, { at });
			const { due: _, lastReview: __, ...memoryThen } = scheduler.review(before, 3, last);
			assert.deepEqual(memory, memoryThen);
			assert.deepEqual([lastReview, ahead], [momentOf(Math.max(at, 1)), last]);
			assert.deepEqual(due, { day: lastReview.day + memory.scheduledDays });
			assert.equal(scheduler.retrievability(before, { at }), 1);
		}
	});

	it("puts nothing off for years that a clock ten years ahead has rated", () => {
		const now = momentOf(start);
		const ahead = scheduler.review(undefined, 4, momentOf(start + 3653 * day));
		const [right, wrong] = [
			scheduler.review(scheduler.review(undefined, 4, now), 3, now),
			scheduler.review(ahead, 3, now),
		];
		// Only an interview looks at the day on which a question was begun, and it comes before that day in any case.
		assert.deepEqual({ ...wrong, ahead: undefined, begunDay: now.day }, { ...right, ahead: undefined });
		const later = momentOf(start + 30 * day);
		assert.deepEqual(scheduler.review(wrong, 3, later).due, scheduler.review(right, 3, later).due);
	});

	it("takes a study day that a review carries for no farther off than its clock, wherever it was", () => {
		const now = momentOf(start);
		for (const [wrong, possible] of [
			[now.day + 3653, now.day + 1],
			[now.day + 2, now.day + 1],
			[now.day - 2, now.day - 1],
			[-1e300, now.day - 1],
			[1e300, now.day + 1],
		] as const) {
			const [carried, meant] = [wrong, possible].map((day) => scheduler.review(undefined, 4, { at: start, day }));
			assert.deepEqual(carried, meant);
			assert.equal(meant?.lastReview.day, possible);
		}
	});

	it("takes every study day that a review can have anywhere, at any hour at which days begin", () => {
		const zones = ["Pacific/Kiritimati", "Asia/Kathmandu", "UTC", "America/New_York", "Etc/GMT+12"].map(calendarOf);
		fc.assert(
			fc.property(fc.constantFrom(...zones), fc.nat(23), fc.nat(400 * 24 * 60), (calendar, rollover, minutes) => {
				const at = start + minutes * minute;
				const lived = studyDay(at, rollover, calendar);
				assert.equal(scheduler.dayOf({ at, day: lived }), lived);
			}),
		);
	});

	it("takes nothing to be remembered for years because a clock was back for a while", () => {
		const [, before] = rate([4, 3]) as [Schedule, Schedule];
		const { lastReview } = before;
		const due = momentOf(dueAt(before));
		const back = [0, 1].reduce(
			(schedule, days) => scheduler.review(schedule, 3, { at: 1e12 + days * 2 * day }),
			before,
		);
		assert.deepEqual(back.ahead, lastReview);
		const again = scheduler.review(back, 3, due);
		const { stability } = scheduler.review({ ...back, lastReview }, 3, due);
		assert.deepEqual([again.stability, again.lastReview, "ahead" in again], [stability, due, false]);
	});

	it("comes to a number whatever the clock says", () => {
		for (const at of [-1e300, -1, 0, 1, start + 3650 * day, 8.64e15, 1e300]) {
			const first = scheduler.review(undefined, 3, { at });
			const second = scheduler.review(scheduler.review(first, 3, { at, day: at }), 4, { at });
			for (const value of [dueAt(first), dueAt(second), second.stability, scheduler.retrievability(second, { at })]) {
				assert.ok(Number.isFinite(value), `${value} at ${at}`);
			}
		}
	});

	it("has longer intervals where less is to be retained", () => {
		const intervals = [0.97, 0.9, 0.8, 0.7].map((desiredRetention) => {
			const other = createScheduler({ desiredRetention, studyTime: (at) => at });
			return other.review(undefined, 4, { at: start }).scheduledDays;
		});
		assert.deepEqual(
			intervals,
			[...new Set(intervals)].sort((one, another) => one - another),
		);
	});

	it("refuses to retain more than all", () => {
		assert.throws(() => createScheduler({ desiredRetention: 1.1, studyTime: (at) => at }));
	});

	it("counts days as they are lived, not by UTC", () => {
		const zones = { "America/Los_Angeles": "T17:30:00-08:00", "Asia/Tokyo": "T08:55:00+09:00", UTC: "T20:00:00Z" };
		const grown = Object.entries(zones).map(([zone, time]) => {
			const local = schedulerIn(zone);
			const evening = Date.parse(`2027-01-14${time}`);
			const learnt = local.review(local.review(undefined, 3, { at: evening }), 3, { at: evening + 10 * minute });
			assert.deepEqual(learnt.due, { day: learnt.lastReview.day + learnt.scheduledDays });
			return [learnt.stability, local.review(learnt, 3, { at: evening + 15 * hour }).stability];
		});
		assert.deepEqual(grown[0], grown[2]);
		assert.equal(grown[1]?.[0], grown[2]?.[0]);
	});

	it("has a name that changes with all that changes its answers", () => {
		const local = (zone: string, rolloverHour: number) => (at: number) => studyTime(at, rolloverHour, calendarOf(zone));
		const names = [
			{ desiredRetention: 0.9, studyTime: local("UTC", 4) },
			{ desiredRetention: 0.91, studyTime: local("UTC", 4) },
			{ desiredRetention: 0.9, studyTime: local("UTC", 3) },
			{ desiredRetention: 0.9, studyTime: local("Europe/London", 4) },
		].map((options) => createScheduler(options).name);
		assert.equal(new Set(names).size, names.length);
	});
});
