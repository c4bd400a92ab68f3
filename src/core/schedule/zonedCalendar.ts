import { type Calendar, dayLength } from "./day";

/**
 * The calendar of a time zone, such as `Europe/Berlin`, by the rules for it on this machine. Throws if the machine does
 * not know the zone.
 */
export function calendarOf(timeZone: string): Calendar {
	const offset = offsetsOf(timeZone);
	return {
		localTime: (ms) => {
			const wall = new Date(ms + offset(ms));
			return {
				year: wall.getUTCFullYear(),
				month: wall.getUTCMonth() + 1,
				day: wall.getUTCDate(),
				hour: wall.getUTCHours(),
				minute: wall.getUTCMinutes(),
				second: wall.getUTCSeconds(),
			};
		},
		instant: (year, month, day, hour) => {
			const wall = Date.UTC(year, month - 1, day, hour);
			// This tries the offsets of the day before and of the day after. If neither fits, the clock skips the hour.
			const before = wall - offset(wall - dayLength);
			const after = wall - offset(wall + dayLength);
			return [before, after].find((ms) => ms + offset(ms) === wall) ?? before;
		},
	};
}

/**
 * Gives how far the clock of a zone is ahead of UTC at a time, in milliseconds. Formatting a date takes some 2 µs, too long
 * for each event of a journal, so the offset at the start of each UTC day is kept. It holds all day if the next day
 * begins with the same, because no zone changes its clock there and back within a day.
 */
function offsetsOf(timeZone: string): (ms: number) => number {
	const format = new Intl.DateTimeFormat("en-US", {
		timeZone,
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric",
	});
	const formatted = (ms: number) => {
		const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
		const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
		const wall = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
		return wall - Math.floor(ms / 1000) * 1000;
	};
	const kept = new Map<number, number>();
	const atStart = (day: number) => {
		const offset = kept.get(day) ?? formatted(day * dayLength);
		kept.set(day, offset);
		return offset;
	};
	return (ms) => {
		const day = Math.floor(ms / dayLength);
		const offset = atStart(day);
		return offset === atStart(day + 1) ? offset : formatted(ms);
	};
}
