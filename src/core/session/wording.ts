import * as l10n from "@vscode/l10n";
import type { Rating } from "../journal/events";
import type { CardState } from "../journal/state";
import { dayLength, type Today } from "../schedule/day";
import { type Due, spanUntil } from "../schedule/due";
import type { LeftToday } from "../schedule/queue";
import type { Status } from "../schedule/status";
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

/** The names of the states of questions, in the order in which lists show them. */
export function statusNames(): Record<Status, string> {
	return {
		new: l10n.t("New"),
		learning: l10n.t("Learning"),
		due: l10n.t("Due"),
		inReview: l10n.t("In review"),
		known: l10n.t("Known"),
		suspended: l10n.t("Suspended"),
		buried: l10n.t("Hidden until tomorrow"),
	};
}

/** When a question comes: `now`, `in 10 minutes`, `tomorrow`, `in 12 days`. Days are study days. */
export function describeComing(due: Due, today: Today): string {
	const span = spanUntil(due, today);
	if (span <= 0) {
		return l10n.t("now");
	}
	return "day" in due && span === dayLength ? l10n.t("tomorrow") : describeSpanAhead(span);
}

/** The status of a question in the words of the panel and the tooltips. A question without `due` comes now. */
export function describeStatus(status: Status, due: Due | undefined, today: Today): string {
	const comes = due ?? { day: today.day };
	switch (status) {
		case "new":
			return l10n.t("New");
		case "learning":
			return spanUntil(comes, today) <= 0
				? l10n.t("Learning, due now")
				: l10n.t("Learning, comes {0}", describeComing(comes, today));
		case "due":
			return l10n.t("Due");
		case "inReview":
			return l10n.t("In review, comes {0}", describeComing(comes, today));
		case "known":
			return l10n.t("Known, comes {0}", describeComing(comes, today));
		case "suspended":
			return l10n.t("Suspended");
		case "buried":
			return l10n.t("Hidden until tomorrow");
	}
}

/** What is left to study today, such as `10 new · 2 learning · 5 due`. */
export function describeCounts(left: LeftToday): string {
	const words = countWords(left);
	return [words.new, words.learning, words.due].join(" · ");
}

/** Each of the numbers of what is left to study today, with its word. */
export function countWords(left: LeftToday): Readonly<Record<keyof LeftToday, string>> {
	return {
		new: l10n.t("{0} new", left.new),
		learning: l10n.t("{0} learning", left.learning),
		due: l10n.t("{0} due", left.due),
	};
}

/** A text as a sentence, with its full stop. */
export function asSentence(text: string): string {
	return text.endsWith(".")
		? text
		: l10n.t({ message: "{0}.", args: [text], comment: "A sentence, such as: 3 due, 5 new left today" });
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
	const since = card?.schedule?.lastReview.at ?? 0;
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
