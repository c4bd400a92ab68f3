import * as l10n from "@vscode/l10n";
import { parseIsoDay } from "../schedule/day";
import type { StudyBasis } from "../schedule/queue";

/** What it takes to begin every question before the interview. */
export interface InterviewPace {
	readonly notStarted: number;
	/** Study days until the interview, with today. */
	readonly days: number;
	readonly perDay: number;
	/** How many questions that are not started are of the level `senior`, if those are fewer; otherwise `undefined`. */
	readonly seniors: number | undefined;
}

/**
 * What it takes to begin every question before the interview, or `undefined` if none lies ahead or `perDay` new
 * questions a day are enough. `isSenior` tells the questions of the level `senior`.
 */
export function interviewPace(
	{ state, questions, today }: StudyBasis,
	perDay: number,
	isSenior: (key: StudyBasis["questions"][number]) => boolean,
): InterviewPace | undefined {
	const days = daysToInterview({ state, today });
	const coming = questions.filter((key) => {
		const card = state.cards.get(key);
		return card?.schedule === undefined && !card?.suspended;
	});
	if (days === undefined || days < 1 || coming.length <= perDay * days) {
		return undefined;
	}
	const seniors = coming.filter(isSenior).length;
	return {
		notStarted: coming.length,
		days,
		perDay: Math.ceil(coming.length / days),
		seniors: seniors > 0 && seniors < coming.length ? seniors : undefined,
	};
}

/** Such as `112 not started, 3 days left: study 38 a day, or only senior (74).` */
export function describePace({ notStarted, days, perDay, seniors }: InterviewPace): string {
	if (days === 1) {
		return seniors === undefined
			? l10n.t("{0} not started, 1 day left: study {1} today.", notStarted, perDay)
			: l10n.t("{0} not started, 1 day left: study {1} today, or only senior ({2}).", notStarted, perDay, seniors);
	}
	return seniors === undefined
		? l10n.t("{0} not started, {1} days left: study {2} a day.", notStarted, days, perDay)
		: l10n.t(
				"{0} not started, {1} days left: study {2} a day, or only senior ({3}).",
				notStarted,
				days,
				perDay,
				seniors,
			);
}

/** The labels of the buttons for a pace. That for the level is empty if it would change nothing. */
export function paceLabels({ perDay, seniors }: InterviewPace): { readonly pace: string; readonly senior: string } {
	return {
		pace: l10n.t("Study {0} a Day", perDay),
		senior: seniors === undefined ? "" : l10n.t("Only Senior ({0})", seniors),
	};
}

/** How far away the interview is and how many questions have been begun; empty if no interview lies ahead. */
export function describeInterview({ state, questions, today }: StudyBasis): string {
	const days = daysToInterview({ state, today });
	const begun = questions.filter((key) => state.cards.get(key)?.schedule !== undefined).length;
	if (days === undefined) {
		return "";
	}
	if (days < 2) {
		return days === 0
			? l10n.t("Interview today: {0} of {1} begun.", begun, questions.length)
			: l10n.t("Interview in 1 day: {0} of {1} begun.", begun, questions.length);
	}
	return l10n.t("Interview in {0} days: {1} of {2} begun.", days, begun, questions.length);
}

/** Study days until the interview; `undefined` if none lies ahead. */
function daysToInterview({ state, today }: Pick<StudyBasis, "state" | "today">): number | undefined {
	const days = (parseIsoDay(state.interviewDay ?? "") ?? -1) - today.day;
	return days < 0 ? undefined : days;
}
