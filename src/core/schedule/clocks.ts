import type { Today } from "./day";

// A machine's clock may be wrong by years. Events from that time must not override others for longer than necessary,
// and must not put off any question for years.

/** The last moment that a `Date` can hold, in milliseconds. */
export const latestTime = 8.64e15;

/** Milliseconds by which a time may be off before its clock counts as wrong. Time zones change, and clocks differ. */
const leeway = 86_400_000;

/** A review, with its time by the clock of the machine that recorded it. */
interface ClockedReview {
	/** Milliseconds. */
	readonly lastReview: number;
	/**
	 * If a clock went back by more than a day: the last review by the clock before that, which may have been right or
	 * ahead.
	 */
	readonly ahead?: number;
}

/** Whether a time is so far beyond today that it comes from a clock that was ahead. The true time is then unknown. */
export function isOfClockAhead(time: number, { end }: Pick<Today, "end">): boolean {
	return time > end + leeway;
}

/** The time of an event that happened after `known`: `at` by its own clock, or just after `known` if that is later. */
export function timeAfter(at: number, known: number | undefined): number {
	return known === undefined ? at : Math.max(at, Math.min(known, latestTime) + 1);
}

/**
 * The time of the last review, by the clock that gives `time`, the time of the next one. If the clock went back by more
 * than a day, the last review counts as of `time`. Once `time` reaches the last review by the earlier clock, that
 * review counts again. Otherwise, a clock that went back for a while would make questions seem remembered for years.
 */
export function lastReviewBefore(
	time: number,
	{ lastReview, ahead }: ClockedReview,
): { readonly last: number; readonly ahead?: number } {
	if (ahead !== undefined && time >= ahead) {
		return { last: ahead };
	}
	const wentBack = lastReview - time > leeway;
	const other = ahead ?? (wentBack ? lastReview : undefined);
	return { last: wentBack ? time : lastReview, ...(other !== undefined && { ahead: other }) };
}
