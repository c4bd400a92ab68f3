import { type Rating, ratings } from "../journal/events";
import type { RecallState } from "../journal/state";
import type { PanelClosing } from "../protocol/messages";
import { parseIsoDay } from "../schedule/day";
import { counts, dueSoon, keptBack, moreToday, nextDue, type StudyBasis } from "../schedule/queue";
import { describeComing, ratingNames } from "./wording";

/** What has come to its end. */
export interface Ending {
	/** When the session began, in milliseconds. */
	readonly since: number;
	/** The title of the topic that was crammed, if one was. */
	readonly crammed: string | undefined;
}

/** What a person reads where nothing follows: what was done, what comes, and how to go on. */
export function closingOf(study: StudyBasis, { since, crammed }: Ending): PanelClosing {
	const left = describeLeft(study);
	const canGoOn = left !== "" || dueSoon(study).length > 0;
	const more = moreToday(study);
	const title = canGoOn ? "Session done" : "Done for today";
	const rated = describeRated(ratingsSince(study.state, since));
	return {
		title: crammed === undefined ? title : `You have been through all of ${crammed}`,
		lines: [crammed === undefined ? rated : "", left || describeNext(study)].filter((line) => line !== ""),
		offers: [
			...(canGoOn ? [{ label: "Keep Studying", command: "study" } as const] : []),
			...(!canGoOn && more.due > 0 ? [{ label: `${more.due} More Due`, command: "more" } as const] : []),
			...(!canGoOn && more.new > 0 ? [{ label: `${more.new} More New`, command: "more" } as const] : []),
			{ label: "Cram Topic…", command: "cram" },
		],
	};
}

/** What is left to do now, such as `3 due, 5 new left today`; empty for nothing. */
export function describeLeft(study: StudyBasis): string {
	const { due, new: fresh } = counts(study);
	const parts = [...(due > 0 ? [`${due} due`] : []), ...(fresh > 0 ? [`${fresh} new`] : [])];
	return parts.length === 0 ? "" : `${parts.join(", ")} left today`;
}

/** With nothing left to do now: why, and when there will be something. */
export function describeDone(study: StudyBasis): string {
	return [dueSoon(study).length > 0 ? "" : "Done for today.", describeNext(study)]
		.filter((part) => part !== "")
		.join(" ");
}

/** How long it is to the interview and how much was begun; empty without one to come. */
export function describeInterview({ state, questions, today }: StudyBasis): string {
	const days = (parseIsoDay(state.interviewDay ?? "") ?? -1) - today.day;
	const begun = questions.filter((key) => state.cards.get(key)?.schedule !== undefined).length;
	const when = days === 0 ? "today" : `in ${days} day${days === 1 ? "" : "s"}`;
	return days < 0 ? "" : `Interview ${when}: ${begun} of ${questions.length} begun.`;
}

/** By how each was known, such as `8 rated: 5 Good, 2 Hard, 1 Again`; empty for none. */
export function describeRated(given: readonly Rating[]): string {
	const counted = ratings.toReversed().map((rating) => [given.filter((one) => one === rating).length, rating] as const);
	const parts = counted.filter(([count]) => count > 0).map(([count, rating]) => `${count} ${ratingNames[rating]}`);
	return given.length === 0 ? "" : `${given.length} rated: ${parts.join(", ")}`;
}

/** What was rated from a time on and not taken back. */
export function ratingsSince({ cards }: RecallState, since: number): Rating[] {
	return [...cards.values()].flatMap(({ reviews }) =>
		reviews.filter(({ at }) => at >= since).map(({ rating }) => rating),
	);
}

function describeNext(study: StudyBasis): string {
	const [soon] = dueSoon(study);
	if (soon) {
		return `The next question comes ${describeComing(soon.due, study.today)}; you can have it at once.`;
	}
	const kept = keptBack(study);
	const next = nextDue(study);
	// That there are more new questions than a day has goes without saying, unless no day has any.
	const held = [
		...(kept.due > 0 ? [`${kept.due} due`] : []),
		...(next === undefined && kept.new > 0 ? [`${kept.new} new`] : []),
	];
	const sentences = [
		...(held.length > 0 ? [`Today's limit is reached, with ${held.join(" and ")} waiting.`] : []),
		...(next === undefined ? [] : [`The next question comes ${describeComing(next, study.today)}.`]),
	];
	return sentences.length === 0 ? "No question is left." : sentences.join(" ");
}
