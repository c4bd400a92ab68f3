import { dayLength, startOfDay, type Today } from "./day";

/**
 * When a question comes. A learning step is over at a time, in milliseconds. After an interval of a day or more, the
 * question comes on a study day, given by its number. A time n × 24 hours later would be on another day when the clocks
 * change.
 */
export type Due = { readonly at: number } | { readonly day: number };

/** When a question comes, in milliseconds: on a study day, it comes at the start of that day. */
export function timeOf(due: Due, { rolloverHour, calendar }: Pick<Today, "rolloverHour" | "calendar">): number {
	return "at" in due ? due.at : startOfDay(due.day, rolloverHour, calendar);
}

/** Milliseconds until a question comes. Study days count as 24 hours each, from the beginning of today. */
export function spanUntil(due: Due, { now, day }: Pick<Today, "now" | "day">): number {
	return "at" in due ? due.at - now : (due.day - day) * dayLength;
}
