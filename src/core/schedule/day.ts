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
const daysOfYear = 365;
const daysOf4Years = 1461;
const daysOf100Years = 36_524;
const daysOf400Years = 146_097;
/** Days from the first of March of the year 0, with which these formulas count, to 1970. */
const epoch = 719_468;

/** The proleptic Gregorian calendar, with years that begin in March, so that leap days come last. */
function dayNumber(year: number, month: number, date: number): number {
	const marchYear = month > 2 ? year : year - 1;
	const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 1;
	const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
	return marchYear * daysOfYear + leapDays + dayOfYear - epoch;
}

function dateOf(day: number): { readonly year: number; readonly month: number; readonly day: number } {
	const marchDay = day + epoch;
	const era = Math.floor(marchDay / daysOf400Years);
	const dayOfEra = marchDay - era * daysOf400Years;
	const leapDays =
		Math.floor(dayOfEra / (daysOf4Years - 1)) -
		Math.floor(dayOfEra / daysOf100Years) +
		Math.floor(dayOfEra / (daysOf400Years - 1));
	const yearOfEra = Math.floor((dayOfEra - leapDays) / daysOfYear);
	const dayOfYear = dayOfEra - (yearOfEra * daysOfYear + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
	const month = ((marchMonth + 2) % 12) + 1;
	return {
		year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
		month,
		day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
	};
}
