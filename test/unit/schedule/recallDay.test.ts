import assert from "node:assert/strict";
import fc from "fast-check";
import { isoDay, parseIsoDay, startOfDay, studyDay, studyTime, todayAt } from "../../../src/core/schedule/day";
import { calendarOf } from "../../../src/core/schedule/zonedCalendar";
import { localCalendar } from "../../../src/platform/localCalendar";
import { day, hour } from "../../support/recall";

/** The number of a day, by the midnight in UTC that JavaScript reads its name as. */
function dayOf(iso: string): number {
	return Date.parse(iso) / day;
}

const moments: readonly [zone: string, at: string, rolloverHour: number, day: string][] = [
	["UTC", "2027-01-15T03:59:59Z", 4, "2027-01-14"],
	["UTC", "2027-01-15T04:00:00Z", 4, "2027-01-15"],
	["UTC", "2027-01-01T03:00:00Z", 4, "2026-12-31"],
	["UTC", "2028-03-01T00:00:00Z", 4, "2028-02-29"],
	["Asia/Tokyo", "2027-01-14T19:00:00Z", 4, "2027-01-15"],
	["America/Los_Angeles", "2027-01-15T11:59:00Z", 4, "2027-01-14"],
	["Asia/Kathmandu", "2027-01-14T22:14:00Z", 4, "2027-01-14"],
	["Asia/Kathmandu", "2027-01-14T22:15:00Z", 4, "2027-01-15"],
	// At 2:00, the clock goes forward in March, so that 4:00 comes an hour earlier, and back in November.
	["America/New_York", "2027-03-14T07:59:00Z", 4, "2027-03-13"],
	["America/New_York", "2027-03-14T08:00:00Z", 4, "2027-03-14"],
	["America/New_York", "2027-11-07T08:59:00Z", 4, "2027-11-06"],
	["America/New_York", "2027-11-07T09:00:00Z", 4, "2027-11-07"],
	// In March, the hour from 2:00 to 3:00 is skipped. In November, the hour from 1:00 to 2:00 comes twice.
	["America/New_York", "2027-03-14T06:59:00Z", 2, "2027-03-13"],
	["America/New_York", "2027-03-14T07:00:00Z", 2, "2027-03-14"],
	["America/New_York", "2027-11-07T05:00:00Z", 1, "2027-11-07"],
	["America/New_York", "2027-11-07T06:00:00Z", 1, "2027-11-07"],
];

const zones = [
	"UTC",
	"America/New_York",
	"America/St_Johns",
	"America/Havana",
	"Africa/Cairo",
	"Europe/Berlin",
	"Asia/Kathmandu",
	"Australia/Lord_Howe",
	"Pacific/Apia",
];

describe("a day of study", () => {
	for (const [zone, at, rolloverHour, expected] of moments) {
		it(`is ${expected} at ${at} in ${zone} when it begins at ${rolloverHour}:00`, () => {
			assert.equal(isoDay(studyDay(Date.parse(at), rolloverHour, calendarOf(zone))), expected);
		});
	}

	for (const zone of zones) {
		it(`begins once, where the last one ends, on every day of a year in ${zone}`, () => {
			const calendar = calendarOf(zone);
			for (const rolloverHour of [0, 2, 4]) {
				for (let number = dayOf("2024-01-01"); number < dayOf("2025-01-01"); number++) {
					const start = startOfDay(number, rolloverHour, calendar);
					const around = [start - 1, start, start + 22 * hour].map((at) => studyDay(at, rolloverHour, calendar));
					assert.deepEqual(around, [number - 1, number, number], `${isoDay(number)}, ${rolloverHour}:00`);
				}
			}
		});
	}

	it("is the same by the clock of the machine, wherever that is", () => {
		const { TZ } = process.env;
		try {
			for (const zone of zones) {
				process.env.TZ = zone;
				const calendar = calendarOf(zone);
				for (let number = dayOf("2024-01-01"); number < dayOf("2025-01-01"); number++) {
					const start = startOfDay(number, 2, localCalendar);
					assert.equal(start, startOfDay(number, 2, calendar), `${isoDay(number)} in ${zone}`);
					assert.equal(studyDay(start, 2, localCalendar), number);
				}
			}
		} finally {
			// Assigning `undefined` would set the variable to the text `undefined`.
			Reflect.deleteProperty(process.env, "TZ");
			Object.assign(process.env, TZ === undefined ? {} : { TZ });
		}
	});

	it("is never before one that came before", () => {
		const anyDay = fc.integer({ min: dayOf("2000-01-01"), max: dayOf("2035-01-01") });
		const calendars = zones.map(calendarOf);
		fc.assert(
			fc.property(
				fc.constantFrom(...calendars),
				fc.nat(23),
				anyDay,
				fc.nat(2 * day),
				(calendar, rollover, at, later) => {
					const [first, second] = [at * day, at * day + later].map((ms) => studyDay(ms, rollover, calendar));
					assert.ok((first as number) <= (second as number));
				},
			),
		);
	});

	it("lasts from its start to the start of the next", () => {
		const now = Date.parse("2027-03-14T12:00:00Z");
		const today = todayAt({ now, rolloverHour: 4, calendar: calendarOf("America/New_York") });
		assert.deepEqual(
			[today.start, today.end].map((ms) => new Date(ms).toISOString()),
			["2027-03-14T08:00:00.000Z", "2027-03-15T08:00:00.000Z"],
		);
		assert.equal(isoDay(today.day), "2027-03-14");
	});

	it("begins at midnight by its own clock", () => {
		const berlin = calendarOf("Europe/Berlin");
		const start = startOfDay(dayOf("2027-01-15"), 4, berlin);
		assert.equal(studyTime(start, 4, berlin), Date.parse("2027-01-15T00:00:00Z"));
		assert.equal(studyTime(start + 90_500, 4, berlin), Date.parse("2027-01-15T00:01:30Z"));
	});
});

describe("the name of a day", () => {
	it("is what JavaScript calls it, and is read back", () => {
		fc.assert(
			fc.property(fc.integer({ min: dayOf("0001-01-01"), max: dayOf("9999-12-31") }), (number) => {
				assert.equal(isoDay(number), new Date(number * day).toISOString().slice(0, 10));
				assert.equal(parseIsoDay(isoDay(number)), number);
			}),
		);
	});

	for (const text of ["", "2027-02-29", "2027-13-01", "2027-00-10", "2027-1-15", "2027-01-15T00:00", "tomorrow"]) {
		it(`is not ${JSON.stringify(text)}`, () => {
			assert.equal(parseIsoDay(text), undefined);
		});
	}
});
