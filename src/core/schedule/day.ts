/** The clock on the wall: the local time zone of the machine, passed in by the host. */
export interface Calendar {
	localTime(ms: number): LocalTime;
	/** Milliseconds of a full hour; where the clock skips it, of the moment of the skip; where it comes twice, of the first. */
	instant(year: number, month: number, day: number, hour: number): number;
}

export interface LocalTime {
	readonly year: number;
	/** 1 to 12. */
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
}

/** What decides which day of study it is. */
export interface StudyClock {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** The hour of the local day, 0 to 23, at which the next day of study begins. */
	readonly rolloverHour: number;
	readonly calendar: Calendar;
}

/** The day of study that it is now: from `start` to before `end`, in milliseconds. */
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

/** Milliseconds since 1970 on a clock that knows no time zones and on which days of study begin at midnight; whole seconds. */
export function studyTime(at: number, rolloverHour: number, calendar: Calendar): number {
	const { year, month, day, hour, minute, second } = calendar.localTime(at);
	return dayNumber(year, month, day) * dayLength + ((hour - rolloverHour) * 3600 + minute * 60 + second) * 1000;
}

/** Days of study are counted from 1970-01-01, which is 0. */
export function studyDay(at: number, rolloverHour: number, calendar: Calendar): number {
	return Math.floor(studyTime(at, rolloverHour, calendar) / dayLength);
}

/** In milliseconds. */
export function startOfDay(day: number, rolloverHour: number, calendar: Calendar): number {
	const date = dateOf(day);
	return calendar.instant(date.year, date.month, date.day, rolloverHour);
}

/** `YYYY-MM-DD`. */
export function isoDay(day: number): string {
	const date = dateOf(day);
	return [pad(date.year, 4), pad(date.month, 2), pad(date.day, 2)].join("-");
}

/** The day of `YYYY-MM-DD`; undefined for anything else and for dates that no calendar has. */
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

const dayLength = 86_400_000;

/** Not `Date.UTC`, which takes the years 0 to 99 for those of the twentieth century. */
function dayNumber(year: number, month: number, date: number): number {
	return new Date(0).setUTCFullYear(year, month - 1, date) / dayLength;
}

function dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number } {
	const date = new Date(day * dayLength);
	return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
