import * as l10n from "@vscode/l10n";
import { type Rating, ratings } from "../journal/events";
import type { RecallState } from "../journal/state";
import type { PanelClosing } from "../protocol/messages";
import { parseIsoDay } from "../schedule/day";
import { counts, dueSoon, keptBack, moreToday, nextDue, type StudyBasis } from "../schedule/queue";
import { describeComing, ratingNames } from "./wording";

/** The session that has ended. */
export interface Ending {
	/** When the session began, in milliseconds. */
	readonly since: number;
	/** The title of the topic that was crammed, if one was. */
	readonly crammed: string | undefined;
}

/** What a person reads when no question follows: what was done, what comes next, and how to continue. */
export function closingOf(study: StudyBasis, { since, crammed }: Ending): PanelClosing {
	const left = describeLeft(study);
	const canGoOn = left !== "" || dueSoon(study).length > 0;
	const more = moreToday(study);
	const title = canGoOn ? l10n.t("Session done") : l10n.t("Done for today");
	const rated = describeRated(ratingsSince(study.state, since));
	return {
		title: crammed === undefined ? title : l10n.t("You have been through all of {0}", crammed),
		lines: [crammed === undefined ? rated : "", left || describeNext(study)].filter((line) => line !== ""),
		offers: [
			...(canGoOn ? [{ label: l10n.t("Keep Studying"), command: "study" } as const] : []),
			...(!canGoOn && more.due > 0 ? [{ label: l10n.t("{0} More Due", more.due), command: "more" } as const] : []),
			...(!canGoOn && more.new > 0 ? [{ label: l10n.t("{0} More New", more.new), command: "more" } as const] : []),
			{ label: l10n.t("Cram Topic…"), command: "cram" },
		],
	};
}

/** What is left to do now, such as `3 due, 5 new left today`; empty if nothing is left. */
export function describeLeft(study: StudyBasis): string {
	const { due, new: fresh } = counts(study);
	if (due > 0) {
		return fresh > 0 ? l10n.t("{0} due, {1} new left today", due, fresh) : l10n.t("{0} due left today", due);
	}
	return fresh > 0 ? l10n.t("{0} new left today", fresh) : "";
}

/** Why there is nothing left to do now, and when there will be something. */
export function describeDone(study: StudyBasis): string {
	return [dueSoon(study).length > 0 ? "" : l10n.t("Done for today."), describeNext(study)]
		.filter((part) => part !== "")
		.join(" ");
}

/** How far away the interview is and how many questions have been begun; empty if no interview lies ahead. */
export function describeInterview({ state, questions, today }: StudyBasis): string {
	const days = (parseIsoDay(state.interviewDay ?? "") ?? -1) - today.day;
	const begun = questions.filter((key) => state.cards.get(key)?.schedule !== undefined).length;
	if (days < 0) {
		return "";
	}
	if (days < 2) {
		return days === 0
			? l10n.t("Interview today: {0} of {1} begun.", begun, questions.length)
			: l10n.t("Interview in 1 day: {0} of {1} begun.", begun, questions.length);
	}
	return l10n.t("Interview in {0} days: {1} of {2} begun.", days, begun, questions.length);
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

/** The ratings since a time, in milliseconds, that were not undone. */
export function ratingsSince({ cards }: RecallState, since: number): Rating[] {
	return [...cards.values()].flatMap(({ reviews }) =>
		reviews.filter(({ at }) => at >= since).map(({ rating }) => rating),
	);
}

function describeNext(study: StudyBasis): string {
	const [soon] = dueSoon(study);
	if (soon) {
		return l10n.t("The next question comes {0}; you can have it at once.", describeComing(soon.due, study.today));
	}
	const kept = keptBack(study);
	const next = nextDue(study);
	// Usually, there are more new questions than the day's limit. That is mentioned only if no question ever comes.
	const held = describeHeld(kept.due, next === undefined ? kept.new : 0);
	const coming = next === undefined ? "" : l10n.t("The next question comes {0}.", describeComing(next, study.today));
	return [held, coming].filter((sentence) => sentence !== "").join(" ") || l10n.t("No question is left.");
}

function describeHeld(due: number, fresh: number): string {
	if (due > 0) {
		return fresh > 0
			? l10n.t("Today's limit is reached, with {0} due and {1} new waiting.", due, fresh)
			: l10n.t("Today's limit is reached, with {0} due waiting.", due);
	}
	return fresh > 0 ? l10n.t("Today's limit is reached, with {0} new waiting.", fresh) : "";
}
