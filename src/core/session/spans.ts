import * as l10n from "@vscode/l10n";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30.4 * day;
const year = 365.25 * day;

type Unit = "year" | "month" | "day" | "hour" | "minute";

/**
 * A unit, its length, the number of units from which on a span is described in it, and the digits after the decimal
 * point.
 */
const units: readonly (readonly [unit: Unit, size: number, from: number, digits: number])[] = [
	["year", year, 2, 1],
	["month", month, 2, 0],
	["day", day, 1, 0],
	["hour", hour, 1, 0],
];

/** The words for a span of time, and for the time when it is over. Many languages decline the words after "in". */
interface SpanWords {
	readonly span: string;
	readonly ahead: string;
}

/** A span of time in milliseconds, rounded: `10 minutes`, `1 day`, `2.5 years`. */
export function describeSpan(span: number): string {
	return wordsFor(span).span;
}

/** When a span of time from now is over: `in 10 minutes`. */
export function describeSpanAhead(span: number): string {
	return wordsFor(span).ahead;
}

function wordsFor(span: number): SpanWords {
	const [number, unit] = rounded(span);
	switch (unit) {
		case "year":
			return { span: l10n.t("{0} years", number), ahead: l10n.t("in {0} years", number) };
		case "month":
			return { span: l10n.t("{0} months", number), ahead: l10n.t("in {0} months", number) };
		case "day":
			return number === 1
				? { span: l10n.t("1 day"), ahead: l10n.t("in 1 day") }
				: { span: l10n.t("{0} days", number), ahead: l10n.t("in {0} days", number) };
		case "hour":
			return number === 1
				? { span: l10n.t("1 hour"), ahead: l10n.t("in 1 hour") }
				: { span: l10n.t("{0} hours", number), ahead: l10n.t("in {0} hours", number) };
		case "minute":
			return number === 1
				? { span: l10n.t("1 minute"), ahead: l10n.t("in 1 minute") }
				: { span: l10n.t("{0} minutes", number), ahead: l10n.t("in {0} minutes", number) };
	}
}

function rounded(span: number): readonly [number: number, unit: Unit] {
	for (const [unit, size, from, digits] of units) {
		// Rounding must not give `24 hours`.
		if (Math.round(span / hour) * hour >= from * size) {
			return [Number((span / size).toFixed(digits)), unit];
		}
	}
	return [Math.max(1, Math.round(span / minute)), "minute"];
}
