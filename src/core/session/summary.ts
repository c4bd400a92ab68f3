import * as l10n from "@vscode/l10n";
import type { QuestionKey } from "../bank/questionKey";
import { type Rating, ratings } from "../journal/events";
import type { RecallState } from "../journal/state";
import { ratingNames } from "./wording";

const minute = 60_000;
/** A longer pause between two ratings or predictions counts as this long, in milliseconds. */
const longestPause = 10 * minute;

/** The ratings since a time, in milliseconds, that were not undone. */
export function ratingsSince({ cards }: RecallState, since: number): Rating[] {
	return [...cards.values()].flatMap(({ reviews }) =>
		reviews.filter(({ at }) => at >= since).map(({ rating }) => rating),
	);
}

/** How many ratings were given, by rating, such as `8 rated: 5 Good, 2 Hard, 1 Again`; empty if none was. */
export function describeRated(given: readonly Rating[]): string {
	const counted = ratings.toReversed().map((rating) => [given.filter((one) => one === rating).length, rating] as const);
	const parts = counted
		.filter(([count]) => count > 0)
		.map(([count, rating]) =>
			l10n.t({
				message: "{0} {1}",
				args: [count, ratingNames[rating]],
				comment: "Such as 5 Good: how many got a rating",
			}),
		);
	return given.length === 0 ? "" : l10n.t("{0} rated: {1}", given.length, parts.join(", "));
}

/** How many predictions since a time were right and wrong, by the last run of each experiment; empty if none was either. */
export function describePredicted({ cards }: RecallState, since: number): string {
	const verdicts = [...cards.values()]
		.flatMap(({ predictions }) => predictions.filter(({ at }) => at >= since))
		.flatMap(({ statements }) => statements.map(({ verdict }) => verdict));
	const right = verdicts.filter((verdict) => verdict === "right").length;
	const wrong = verdicts.filter((verdict) => verdict === "wrong").length;
	return right + wrong === 0 ? "" : l10n.t("Predictions: {0} right, {1} wrong", right, wrong);
}

/** The questions that were rated Again or predicted wrongly since a time, the earliest miss first. */
export function missedSince({ cards }: RecallState, since: number): QuestionKey[] {
	const missed = [...cards.values()].flatMap(({ key, reviews, predictions }) => {
		const times = [
			...reviews.filter(({ rating }) => rating === 1),
			...predictions.filter(({ statements }) => statements.some(({ verdict }) => verdict === "wrong")),
		].map(({ at }) => at);
		const first = Math.min(...times.filter((at) => at >= since));
		return Number.isFinite(first) ? [{ key, first }] : [];
	});
	return missed.sort((one, other) => one.first - other.first).map(({ key }) => key);
}

/** The time from `since` to `until` in words, without the greater part of long pauses; empty if nothing was done in it. */
export function describeTimeSpent({ cards }: RecallState, since: number, until: number): string {
	const times = [...cards.values()]
		.flatMap(({ reviews, predictions }) => [...reviews, ...predictions].map(({ at }) => at))
		.filter((at) => at >= since && at <= until);
	const marks = [since, ...times, until].sort((one, other) => one - other);
	const spent = marks.reduce((sum, at, index) => sum + Math.min(at - (marks[index - 1] ?? at), longestPause), 0);
	if (times.length === 0) {
		return "";
	}
	const minutes = Math.max(1, Math.round(spent / minute));
	return minutes === 1 ? l10n.t("Time spent: 1 minute") : l10n.t("Time spent: {0} minutes", minutes);
}
