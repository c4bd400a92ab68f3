import assert from "node:assert/strict";
import fc from "fast-check";
import type { Rating } from "../../../src/core/journal/events";
import { fold } from "../../../src/core/journal/fold";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { dayLength, isoDay, startOfDay, studyDay, todayAt } from "../../../src/core/schedule/day";
import { timeOf } from "../../../src/core/schedule/due";
import { standingOf } from "../../../src/core/schedule/standing";
import { statusOf } from "../../../src/core/schedule/status";
import { calendarOf } from "../../../src/core/schedule/zonedCalendar";
import { day, hour, journal, minute, reviewed, schedulerIn } from "../../support/recall";

const rolloverHour = 4;
const noPlan = { interviewDay: undefined, plannedDay: undefined };

/** Zones of both hemispheres. Their clocks change at night, at midnight, and by half an hour. */
const zones = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "America/Santiago", "Africa/Cairo"];

/** The ratings that lead to an interval of some days. */
const intervals: readonly [days: number, ratings: readonly Rating[]][] = [
	[1, [1, 3, 3]],
	[2, [3, 3]],
	[8, [4]],
];

/** The date and time in a zone, such as `2027-03-14 04:00`, as the system has it. */
function wallClock(timeZone: string): (at: number) => string {
	const format = new Intl.DateTimeFormat("en-CA", {
		timeZone,
		...{ hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
	});
	return (at) => format.format(at).replace(", ", " ");
}

/** The time at which the study day begins that comes some days after a time, by dates alone. */
function dayAfter(wall: string, days: number): string {
	const date = Date.parse(wall.slice(0, 10)) + (Number(wall.slice(11, 13)) < rolloverHour ? -day : 0);
	return `${new Date(date + days * day).toISOString().slice(0, 10)} 04:00`;
}

describe("an interval of days", () => {
	for (const zone of zones) {
		const calendar = calendarOf(zone);
		const wallOf = wallClock(zone);
		const scheduler = schedulerIn(zone);
		const numbers = Array.from({ length: 365 }, (_, index) => Date.UTC(2027, 0, 1) / day + index);
		const lengthOf = (number: number) =>
			startOfDay(number + 1, rolloverHour, calendar) - startOfDay(number, rolloverHour, calendar);
		const changes = numbers.filter((number) => lengthOf(number) !== dayLength);

		for (const change of changes) {
			for (const [days, ratings] of intervals) {
				it(`of ${days} is that of the calendar in ${zone} around ${isoDay(change)}, at every time of day`, () => {
					for (let number = change - 9; number <= change + 1; number++) {
						const [start, end] = [0, 1].map((more) => startOfDay(number + more, rolloverHour, calendar));
						for (let at = start as number; at < (end as number); at += 30 * minute) {
							const events = ratings.map((rating, index) => reviewed(`a.1.${index + 1}`, at, "gil/free", rating));
							const card = fold(events, scheduler).cards.get("dunder:gil/free");
							assert.ok(card?.schedule);
							const due = timeOf(card.schedule.due, { rolloverHour, calendar });
							assert.equal(wallOf(due), dayAfter(wallOf(at), days), `rated at ${wallOf(at)}`);
							const at4 = (now: number) => statusOf(card, noPlan, todayAt({ now, rolloverHour, calendar }));
							assert.deepEqual([at4(at), at4(due - 1), at4(due)], ["inReview", "inReview", "due"]);
						}
					}
				});
			}
		}

		it(`is checked around both changes of the clocks in ${zone}`, () => {
			assert.equal(changes.length, 2);
			assert.notEqual(lengthOf(changes[0] as number) < dayLength, lengthOf(changes[1] as number) < dayLength);
		});
	}

	it("is told in study days, whether the day has 23 or 25 hours", () => {
		const calendar = calendarOf("America/New_York");
		for (const [rated, words] of [
			["2027-03-13T04:30:00-05:00", ["tomorrow", "in 2 days", "in 8 days"]],
			["2027-03-14T03:30:00-04:00", ["tomorrow", "in 2 days", "in 8 days"]],
			["2027-11-06T04:10:00-04:00", ["tomorrow", "in 2 days", "in 8 days"]],
			["2027-11-07T03:59:00-05:00", ["tomorrow", "in 2 days", "in 8 days"]],
		] as const) {
			const at = Date.parse(rated);
			const said = intervals.map(([, ratings]) => {
				const events = ratings.map((rating, index) => reviewed(`a.1.${index + 1}`, at, "gil/free", rating));
				const card = fold(events, schedulerIn("America/New_York")).cards.get("dunder:gil/free");
				return standingOf(card, noPlan, todayAt({ now: at, rolloverHour, calendar })).description;
			});
			assert.deepEqual(
				said,
				words.map((word) => `In review, comes ${word}`),
			);
		}
	});

	it("begins with the study day, and a step of minutes goes past its end", () => {
		const calendar = calendarOf("UTC");
		const at = Date.UTC(2027, 0, 15, 3, 55);
		const card = fold([reviewed("a.1.1", at, "gil/free", 3)], schedulerIn("UTC")).cards.get("dunder:gil/free");
		const standing = (now: number) => standingOf(card, noPlan, todayAt({ now, rolloverHour, calendar }));
		assert.equal(standing(at).description, "Learning, comes in 10 minutes");
		assert.deepEqual([standing(at + 4 * minute).status, standing(at + 5 * minute).status], ["learning", "due"]);
	});
});

describe("the same journal in two time zones", () => {
	const [here, there] = [schedulerIn("Asia/Tokyo"), schedulerIn("America/Los_Angeles")];

	it("comes to the same, where its events carry their study days", () => {
		const number = fc.integer({ min: 20_831, max: 20_845 });
		const carried = fc.tuple(journal, fc.array(number, { minLength: 24, maxLength: 24 })).map(([events, days]) =>
			events.map((event, index): StoredEvent => {
				const lived = { day: days[index], untilDay: days[index], setOn: days[index] };
				return event.kind === "planned" ? { ...lived, ...event } : { ...event, ...lived };
			}),
		);
		fc.assert(
			fc.property(carried, (events) => {
				assert.deepEqual(fold(events, here), fold(events, there));
			}),
			{ numRuns: 500 },
		);
	});

	it("gives each of many questions the same intervals, which would be others by the days of the reader", () => {
		const berlin = calendarOf("Europe/Berlin");
		const rated = Array.from({ length: 400 }, (_, question) => {
			const start = startOfDay(20_833 + (question % 300), rolloverHour, berlin) + ((question * 37) % 24) * hour;
			return [0, 2, 5, 11].map((days, index) => ({
				...reviewed(`a.${question}.${index + 1}`, start + days * day + ((index * 5) % 7) * hour, `q/${question}`, 3),
			}));
		}).flat();
		const carrying = rated.map((event) => ({ ...event, day: studyDay(event.at, rolloverHour, berlin) }));
		const intervalsOf = (events: readonly StoredEvent[], scheduler = here) =>
			[...fold(events, scheduler).cards.values()].map(({ schedule }) => schedule?.scheduledDays);
		assert.deepEqual(intervalsOf(carrying, here), intervalsOf(carrying, there));
		assert.deepEqual(intervalsOf(carrying, here), intervalsOf(rated, schedulerIn("Europe/Berlin")));
		assert.notDeepEqual(intervalsOf(rated, here), intervalsOf(rated, there));
	});
});

describe("a question that is hidden until tomorrow", () => {
	const zone = "America/Los_Angeles";
	const buriedAt = Date.parse("2027-01-15T10:00:00-08:00");
	const buried = (lived: object) => {
		const event = { id: "a.1.1", at: buriedAt, kind: "buried", pack: "dunder", question: "gil/free", ...lived };
		return fold([event], schedulerIn(zone)).cards.get("dunder:gil/free");
	};
	const until = Date.parse("2027-01-16T04:00:00-08:00");

	for (const [what, lived] of [
		["", { until, untilDay: Date.UTC(2027, 0, 16) / day }],
		[", as an earlier version recorded it", { until }],
	] as const) {
		it(`stays so through the evening of the person${what}`, () => {
			const calendar = calendarOf(zone);
			const status = (time: string) =>
				statusOf(buried(lived), noPlan, todayAt({ now: Date.parse(time), rolloverHour, calendar }));
			assert.equal(status("2027-01-15T21:00:00-08:00"), "buried");
			assert.equal(status("2027-01-16T03:59:00-08:00"), "buried");
			assert.equal(status("2027-01-16T04:00:00-08:00"), "new");
		});
	}

	it("is not hidden for years by a clock that was ahead, nor by a wrong day", () => {
		const calendar = calendarOf(zone);
		const today = todayAt({ now: buriedAt, rolloverHour, calendar });
		for (const lived of [
			{ at: buriedAt + 3653 * day, until: until + 3653 * day, untilDay: Date.UTC(2037, 0, 16) / day },
			{ until, untilDay: Date.UTC(2037, 0, 16) / day },
		]) {
			const card = buried(lived);
			assert.equal(statusOf(card, noPlan, { ...today, day: today.day + 3 }), "new");
			assert.ok((card?.buriedUntil ?? 0) > today.day);
		}
	});

	it("stays hidden for a person who has flown to the west meanwhile", () => {
		const tokyo = { until: Date.parse("2027-01-17T04:00:00+09:00"), untilDay: Date.UTC(2027, 0, 17) / day };
		const now = Date.parse("2027-01-16T12:00:00+09:00");
		const today = todayAt({ now, rolloverHour, calendar: calendarOf("Pacific/Honolulu") });
		assert.equal(isoDay(today.day), "2027-01-15");
		assert.equal(statusOf(buried(tokyo), noPlan, today), "buried");
	});
});
