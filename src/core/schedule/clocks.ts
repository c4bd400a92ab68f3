import type { Today } from "./day";

// A machine's clock may be wrong by years. What it did then must win for no longer than it has to, and put nothing off for years.

/** The last moment that a `Date` can hold, in milliseconds. */
export const latestTime = 8.64e15;

/** Milliseconds by which a review or the end of a hiding may lie beyond today: time zones change, and clocks differ a little. */
const leeway = 86_400_000;

/** A review as its own clock told it. */
interface ClockedReview {
	/** Milliseconds. */
	readonly lastReview: number;
	/** Where a clock went back more than a day: the last review by the clock before, which may have been right or ahead. */
	readonly ahead?: number;
}

/** Whether a time lies so far beyond today that a clock which was ahead gave it, and nobody knows when that was. */
export function isOfClockAhead(time: number, { end }: Pick<Today, "end">): boolean {
	return time > end + leeway;
}

/** When something happened after a time that was known by then, whatever its own clock said. */
export function timeAfter(at: number, known: number | undefined): number {
	return known === undefined ? at : Math.max(at, Math.min(known, latestTime) + 1);
}

/**
 * When the last review was, by the clock that tells the time of the next one. Where a clock went back more than a day, the
 * new time counts; once the time of the other clock has come, that counts, so that a clock that went back for a while makes
 * nothing seem remembered for years.
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
