import * as l10n from "@vscode/l10n";
import type { Rating } from "../journal/events";
import type { CardState } from "../journal/state";
import type { Today } from "../schedule/day";
import type { Status } from "../schedule/queue";
import { describeSpanAhead } from "./spans";

/** Each name is looked up whenever it is read, because the table of strings is loaded after this module. */
export const ratingNames: Readonly<Record<Rating, string>> = {
	get 1() {
		return l10n.t("Again");
	},
	get 2() {
		return l10n.t("Hard");
	},
	get 3() {
		return l10n.t("Good");
	},
	get 4() {
		return l10n.t("Easy");
	},
};

const hour = 3_600_000;
const day = 24 * hour;

/** When a question comes: `now`, `in 10 minutes`, `today`, `tomorrow`, `in 12 days`. */
export function describeComing(due: number, { now, end }: Today): string {
	if (due <= now) {
		return l10n.t("now");
	}
	if (due < end) {
		return due - now < hour ? describeSpanAhead(due - now) : l10n.t("today");
	}
	return due < end + day ? l10n.t("tomorrow") : describeSpanAhead(due - now);
}

/** The status of a question in the words of the panel and the tooltips. `due` is in milliseconds. */
export function describeStatus(status: Status, due: number | undefined, today: Today): string {
	switch (status) {
		case "new":
			return l10n.t("New");
		case "learning":
			return (due ?? 0) <= today.now
				? l10n.t("Learning, due now")
				: l10n.t("Learning, comes {0}", describeComing(due ?? 0, today));
		case "due":
			return l10n.t("Due");
		case "known":
			return l10n.t("Known, comes {0}", describeComing(due ?? today.now, today));
		case "suspended":
			return l10n.t("Suspended");
		case "buried":
			return l10n.t("Hidden until tomorrow");
	}
}

/** Which ratings make a question come sooner than it would without an interview, and why; empty if none does. */
export function describeHurried(hurried: readonly Rating[]): string {
	const names = hurried.map((rating) => ratingNames[rating]).join(", ");
	return hurried.length === 0 ? "" : l10n.t("Before the interview: {0}", names);
}

/**
 * The rating that the predictions since the last review suggest: Again if one was wrong, Hard if only some are unknown,
 * otherwise Good. `undefined` if all are unknown or there are none.
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
