import type { Rating } from "../journal/events";
import type { CardState } from "../journal/state";
import type { Today } from "../schedule/day";
import type { Status } from "../schedule/queue";

export const ratingNames: Record<Rating, string> = { 1: "Again", 2: "Hard", 3: "Good", 4: "Easy" };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.4 * day;
const year = 365.25 * day;

/** `1 rating`, `2 ratings`. */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${number} ${number === 1 ? one : many}`;
}

/** A span of time in milliseconds, rounded: `10 minutes`, `1 day`, `2.5 years`. */
export function describeSpan(span: number): string {
	const units = [
		[year, "year", 2, 1],
		[month, "month", 2, 0],
		[day, "day", 1, 0],
		[hour, "hour", 1, 0],
	] as const;
	for (const [size, name, from, digits] of units) {
		// Rounding must not give `24 hours`.
		if (Math.round(span / hour) * hour >= from * size) {
			return count(Number((span / size).toFixed(digits)), name);
		}
	}
	return count(Math.max(1, Math.round(span / minute)), "minute");
}

/** When a question comes: `now`, `in 10 minutes`, `today`, `tomorrow`, `in 12 days`. */
export function describeComing(due: number, { now, end }: Today): string {
	if (due <= now) {
		return "now";
	}
	if (due < end) {
		return due - now < hour ? `in ${describeSpan(due - now)}` : "today";
	}
	return due < end + day ? "tomorrow" : `in ${describeSpan(due - now)}`;
}

/** Where a question stands, as the panel and the tooltips say it; `due` in milliseconds. */
export function describeStatus(status: Status, due: number | undefined, today: Today): string {
	switch (status) {
		case "new":
			return "New";
		case "learning":
			return (due ?? 0) <= today.now ? "Learning, due now" : `Learning, comes ${describeComing(due ?? 0, today)}`;
		case "due":
			return "Due";
		case "known":
			return `Known, comes ${describeComing(due ?? today.now, today)}`;
		case "suspended":
			return "Suspended";
		case "buried":
			return "Hidden until tomorrow";
	}
}

/** Which ratings have a question come sooner than it would without an interview, and why; empty for none. */
export function describeHurried(hurried: readonly Rating[]): string {
	return hurried.length === 0 ? "" : `Before the interview: ${hurried.map((rating) => ratingNames[rating]).join(", ")}`;
}

/**
 * The rating that the predictions since the last review propose: Again where one was wrong, Hard where one was not made,
 * else Good; nothing where nothing was predicted.
 */
export function proposeRating(card: CardState | undefined): 1 | 2 | 3 | undefined {
	const since = card?.schedule?.lastReview ?? 0;
	const latest = new Map(
		(card?.predictions ?? [])
			.filter(({ at }) => at > since)
			.map(({ experiment, statements }) => [experiment, statements]),
	);
	const verdicts = [...latest.values()].flat().map(({ verdict }) => verdict);
	if (verdicts.every((verdict) => verdict === "unknown")) {
		return undefined;
	}
	if (verdicts.includes("wrong")) {
		return 1;
	}
	return verdicts.includes("unknown") ? 2 : 3;
}
