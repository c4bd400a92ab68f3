import type { Calendar } from "../core/schedule/day";

/** The calendar of this machine's time zone. */
export const localCalendar: Calendar = {
	localTime(ms) {
		const date = new Date(ms);
		return {
			year: date.getFullYear(),
			month: date.getMonth() + 1,
			day: date.getDate(),
			hour: date.getHours(),
			minute: date.getMinutes(),
			second: date.getSeconds(),
		};
	},
	instant: (year, month, day, hour) => new Date(year, month - 1, day, hour).getTime(),
};
