import * as l10n from "@vscode/l10n";
import type { QuestionKey } from "../bank/questionKey";
import type { PanelClosing, PanelOffer } from "../protocol/messages";
import {
	counts,
	dueSoon,
	keptBack,
	type Limits,
	moreToday,
	nextDue,
	type StudyBasis,
	tomorrow,
} from "../schedule/queue";
import { describePace, type InterviewPace, paceLabels } from "./interviewPace";
import type { SessionTopic } from "./session";
import { describePredicted, describeRated, describeTimeSpent, missedSince, ratingsSince } from "./summary";
import { describeComing } from "./wording";

/** The session that has ended. */
export interface Ending {
	/** When the session began and when it ended, in milliseconds. */
	readonly since: number;
	readonly until: number;
	readonly topic: SessionTopic | undefined;
	readonly isCram: boolean;
	/** Whether the person left the session before its end. */
	readonly isLeft: boolean;
}

/** What the end of a session depends on, besides what can be studied now. */
export interface ClosingBasis {
	/** The limits of a usual day. */
	readonly limits: Limits;
	readonly pace: InterviewPace | undefined;
	/** The filter, if one is active. */
	readonly filter: ActiveFilter | undefined;
	titleOf(key: QuestionKey): string;
}

/** A filter that keeps some questions back. */
export interface ActiveFilter {
	/** What it shows, in words. */
	readonly name: string;
	/** How many questions could be studied now if the filter were cleared. */
	readonly hidden: number;
}

/** What a person reads when no question follows: what was done, what comes next, and how to continue. */
export function closingOf(study: StudyBasis, ending: Ending, basis: ClosingBasis): PanelClosing {
	const { since, isCram } = ending;
	const { limits, pace, filter, titleOf } = basis;
	const left = describeLeft(study);
	const lines = [
		...(isCram ? [] : describeDoings(study, ending)),
		left || describeNext(study),
		describeTomorrow(study, limits),
		pace ? describePace(pace) : "",
		filter ? describeFilter(filter) : "",
	];
	return {
		title: titleFor(ending, canGoOn(study)),
		lines: lines.filter((line) => line !== ""),
		missed: isCram ? [] : missedSince(study.state, since).map((key) => ({ key, title: titleOf(key) })),
		offers: [...offersOf(study, ending), ...(pace ? offersOfPace(pace) : []), ...(filter ? [clearFilter()] : [])],
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

/** Names the filter and what it keeps back. */
export function describeFilter({ name, hidden }: ActiveFilter): string {
	return hidden === 0
		? l10n.t("Filter: {0}.", name)
		: l10n.t("Filter: {0}. It keeps back {1} that you could study now.", name, hidden);
}

function describeDoings({ state }: StudyBasis, { since, until }: Ending): string[] {
	return [
		describeRated(ratingsSince(state, since)),
		describePredicted(state, since),
		describeTimeSpent(state, since, until),
	];
}

function titleFor({ topic, isCram, isLeft }: Ending, isMore: boolean): string {
	if (isLeft) {
		return l10n.t("You left the session");
	}
	if (isCram && topic) {
		return l10n.t("You have been through all of {0}", topic.title);
	}
	if (topic) {
		return l10n.t("Session on {0} done", topic.title);
	}
	return isMore ? l10n.t("Session done") : l10n.t("Done for today");
}

/** Whether something can be studied now without going beyond the limits of the day. */
function canGoOn(study: StudyBasis): boolean {
	return describeLeft(study) !== "" || dueSoon(study).length > 0;
}

function offersOf(study: StudyBasis, { topic, isCram }: Ending): PanelOffer[] {
	const more = moreToday(study);
	// `more` stays in the topic of the session, and goes beyond the limits only if they leave nothing.
	const command = topic && !isCram ? "more" : "study";
	const goOn = describeLeft(study) === "" ? l10n.t("Review Now") : l10n.t("Keep Studying");
	const isDone = !canGoOn(study);
	return [
		...(isDone ? [] : [{ label: goOn, command } as const]),
		...(isDone && more.due > 0 ? [{ label: l10n.t("{0} More Due", more.due), command: "more" } as const] : []),
		...(isDone && more.new > 0 ? [{ label: l10n.t("{0} More New", more.new), command: "more" } as const] : []),
		{ label: l10n.t("Cram Topic…"), command: "cram" },
	];
}

function offersOfPace(pace: InterviewPace): PanelOffer[] {
	const labels = paceLabels(pace);
	return [
		{ label: labels.pace, command: "pace" },
		...(labels.senior === "" ? [] : [{ label: labels.senior, command: "senior" } as const]),
	];
}

function clearFilter(): PanelOffer {
	return { label: l10n.t("Clear Filter"), command: "clearFilter" };
}

function describeNext(study: StudyBasis): string {
	const [soon] = dueSoon(study);
	if (soon) {
		return l10n.t("Next review {0}.", describeComing(soon.due, study.today));
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

/** What comes tomorrow; empty if nothing does. */
function describeTomorrow(study: StudyBasis, limits: Limits): string {
	const { due, new: fresh } = tomorrow(study, limits);
	return due + fresh === 0 ? "" : l10n.t("Tomorrow: {0} due, {1} new", due, fresh);
}
