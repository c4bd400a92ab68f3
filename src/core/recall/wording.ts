import type { Today } from "./day";
import type { Status } from "./queue";
import type { CardState } from "./state";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.4 * day;
const year = 365.25 * day;

/** `1 rating`, `2 ratings`. */
export function count(number: number, one: string, many = `${one}s`): string {
	return `${number} ${number === 1 ? one : many}`;
}

/** A span of time in milliseconds, short enough for a button: `10 min`, `4 d`, `1.5 y`. */
export function describeSpan(span: number): string {
	const units = [
		[year, "y", 1],
		[month, "mo", 1],
		[day, "d", 0],
		[hour, "h", 0],
	] as const;
	for (const [size, name, digits] of units) {
		// Rounding must not give `24 h` or `30 d`.
		if (Math.round(span / hour) * hour >= size) {
			return `${Number((span / size).toFixed(digits))} ${name}`;
		}
	}
	return `${Math.max(1, Math.round(span / minute))} min`;
}

/** When a question comes: `now`, `in 10 min`, `today`, `tomorrow`, `in 12 d`. */
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
			return `Learning, comes ${describeComing(due ?? today.now, today)}`;
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
