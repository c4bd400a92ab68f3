/** The dates and hours of a time zone: that of the machine, which the host passes in, or a named one. */
export interface Calendar {
	localTime(ms: number): LocalTime;
	/**
	 * The time of a full hour, in milliseconds. If the clock skips the hour, it is the moment of the skip; if the hour
	 * comes twice, it is the first one.
	 */
	instant(year: number, month: number, day: number, hour: number): number;
}

interface LocalTime {
	readonly year: number;
	/** 1 to 12. */
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
}

/** A time, and the study day on which it was for the person. */
export interface Moment {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** The number of the study day. 1970-01-01 is day 0. */
	readonly day: number;
}

/** What decides which study day it is. */
export interface StudyClock {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** The hour of the local day, 0 to 23, at which the next study day begins. */
	readonly rolloverHour: number;
	readonly calendar: Calendar;
}

/** Milliseconds of a day on a clock without time zones. */
export const dayLength = 86_400_000;

/** The current study day: from `start` until just before `end`, in milliseconds. */
export interface Today extends StudyClock {
	readonly day: number;
	readonly start: number;
	readonly end: number;
}

export function todayAt(clock: StudyClock): Today {
	const { now, rolloverHour, calendar } = clock;
	const day = studyDay(now, rolloverHour, calendar);
	return {
		...clock,
		day,
		start: startOfDay(day, rolloverHour, calendar),
		end: startOfDay(day + 1, rolloverHour, calendar),
	};
}

/** Milliseconds since 1970 on a clock without time zones on which study days begin at midnight, in whole seconds. */
export function studyTime(at: number, rolloverHour: number, calendar: Calendar): number {
	const { year, month, day, hour, minute, second } = calendar.localTime(at);
	return dayNumber(year, month, day) * dayLength + ((hour - rolloverHour) * 3600 + minute * 60 + second) * 1000;
}

/** The number of the study day at a time. 1970-01-01 is day 0. */
export function studyDay(at: number, rolloverHour: number, calendar: Calendar): number {
	return Math.floor(studyTime(at, rolloverHour, calendar) / dayLength);
}

/** The time at which a study day begins, in milliseconds. */
export function startOfDay(day: number, rolloverHour: number, calendar: Calendar): number {
	const date = dateOf(day);
	return calendar.instant(date.year, date.month, date.day, rolloverHour);
}

/** The date of a study day, as `YYYY-MM-DD`. */
export function isoDay(day: number): string {
	const date = dateOf(day);
	return [pad(date.year, 4), pad(date.month, 2), pad(date.day, 2)].join("-");
}

/** The number of the day `YYYY-MM-DD`, or `undefined` for any other text and for dates that don't exist. */
export function parseIsoDay(text: string): number | undefined {
	const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
	if (year === undefined) {
		return undefined;
	}
	const day = dayNumber(Number(year), Number(month), Number(date));
	return isoDay(day) === text ? day : undefined;
}

function pad(value: number, digits: number): string {
	return String(value).padStart(digits, "0");
}

/** The number of a date. `Date.UTC` would take the years 0 to 99 for 1900 to 1999. */
function dayNumber(year: number, month: number, date: number): number {
	return new Date(0).setUTCFullYear(year, month - 1, date) / dayLength;
}

function dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number } {
	const date = new Date(day * dayLength);
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
