import { dayLength, type Moment, type Today } from "./day";

// A machine's clock may be wrong by years. Events from that time must not override others for longer than necessary,
// and must not put off any question for years.

/** The last moment that a `Date` can hold, in milliseconds. */
export const latestTime = 8.64e15;

/** Milliseconds by which a time may be off before its clock counts as wrong. Time zones change, and clocks differ. */
const leeway = dayLength;

/** Days by which burying may seem too long: the next day can be two days ahead for a person who has flown west. */
const leewayDays = 2;

const hour = 3_600_000;

/**
 * How far the clock by which study days begin at midnight can be from UTC, in milliseconds. Time zones are between 12
 * hours behind UTC and 14 hours ahead, and a study day begins up to 23 hours after midnight.
 */
const mostBehind = 35 * hour;
const mostAhead = 14 * hour;

/** A review, with its time by the clock of the machine that recorded it. */
interface ClockedReview {
	readonly lastReview: Moment;
	/**
	 * If a clock went back by more than a day: the last review by the clock before that, which may have been right or
	 * ahead.
	 */
	readonly ahead?: Moment;
}

/** Whether a time is so far beyond today that it comes from a clock that was ahead. The true time is then unknown. */
export function isOfClockAhead(time: number, { end }: Pick<Today, "end">): boolean {
	return time > end + leeway;
}

/** Whether a study day until which a question is buried comes from a clock that was ahead: burying lasts until tomorrow. */
export function isDayOfClockAhead(until: number, { day }: Pick<Today, "day">): boolean {
	return until > day + leewayDays;
}

/**
 * The study day that is carried with a time, or the nearest possible one if that time is not on the day in any time zone,
 * at whatever hour study days begin. A day is then no more wrong than the clock that the time is from.
 */
export function possibleDay(day: number, at: number): number {
	const [earliest, latest] = [at - mostBehind, at + mostAhead].map((time) => Math.floor(time / dayLength));
	return Math.min(Math.max(day, earliest as number), latest as number);
}

/** The time of an event that happened after `known`: `at` by its own clock, or just after `known` if that is later. */
export function timeAfter(at: number, known: number | undefined): number {
	return known === undefined ? at : Math.max(at, Math.min(known, latestTime) + 1);
}

/**
 * The last review, by the clock that gives `moment`, the time of the next one. If the clock went back by more than a
 * day, the last review counts as of `moment`. Once that clock reaches the last review by the earlier clock, that review
 * counts again. Otherwise, a clock that went back for a while would make questions seem remembered for years.
 */
export function lastReviewBefore(
	moment: Moment,
	{ lastReview, ahead }: ClockedReview,
): { readonly last: Moment; readonly ahead?: Moment } {
	if (ahead !== undefined && moment.at >= ahead.at) {
		return { last: ahead };
	}
	const wentBack = lastReview.at - moment.at > leeway;
	const other = ahead ?? (wentBack ? lastReview : undefined);
	return { last: wentBack ? moment : lastReview, ...(other !== undefined && { ahead: other }) };
}
