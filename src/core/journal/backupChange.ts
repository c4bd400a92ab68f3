import * as l10n from "@vscode/l10n";
import type { QuestionKey } from "../bank/questionKey";
import { isoDay, parseIsoDay, studyDay, type Today } from "../schedule/day";
import type { RecallState } from "./state";

/** Whether two states have the same cards and interview day, even if different events led to them. */
export function isSameProgress(one: RecallState, other: RecallState): boolean {
	const text = ({ cards, interviewDay }: RecallState) =>
		JSON.stringify([interviewDay, [...cards].sort(([a], [b]) => (a < b ? -1 : 1))]);
	return text(one) === text(other);
}

/** Describes a person's progress with these questions: `2 known, 1 learning, 124 new; 5 ratings, 1 note`. */
export function describeProgress({ cards }: RecallState, questions: readonly QuestionKey[]): string {
	const all = questions.map((key) => cards.get(key));
	const known = all.filter((card) => card?.schedule?.state === "review").length;
	const fresh = all.filter((card) => !card?.schedule).length;
	const ratings = all.reduce((sum, card) => sum + (card?.reviewCount ?? 0), 0);
	const notes = all.filter((card) => card?.note).length;
	const stars = all.filter((card) => card?.starred).length;
	const marks = [
		...(ratings > 0 ? [ratings === 1 ? l10n.t("1 rating") : l10n.t("{0} ratings", ratings)] : []),
		...(notes > 0 ? [notes === 1 ? l10n.t("1 note") : l10n.t("{0} notes", notes)] : []),
		...(stars > 0 ? [stars === 1 ? l10n.t("1 star") : l10n.t("{0} stars", stars)] : []),
	];
	const states = l10n.t("{0} known, {1} learning, {2} new", known, all.length - known - fresh, fresh);
	return [states, ...(marks.length > 0 ? [marks.join(", ")] : [])].join("; ");
}

/** Describes a backup by its name and the time of its file, in milliseconds: `today 06:53, before the reset`. */
export function describeBackup(name: string, at: number, { day, rolloverHour, calendar }: Today): string {
	const [, date = name, occasion = ""] = /^(\d{4}-\d\d-\d\d)(?:-(before-[a-z]+|moved))?/.exec(name) ?? [];
	const near: Readonly<Record<string, string>> = {
		[isoDay(day)]: l10n.t("today"),
		[isoDay(day - 1)]: l10n.t("yesterday"),
	};
	const { hour, minute } = calendar.localTime(at);
	// A copy of the file, such as one that git made, doesn't have the time of the original.
	const isOfThatDay = studyDay(at, rolloverHour, calendar) === parseIsoDay(date);
	const time = [hour, minute].map((part) => String(part).padStart(2, "0")).join(":");
	const dayName = near[date] ?? date;
	const when = l10n.t({ message: "{0} {1}", args: [dayName, time], comment: "Such as today 06:53: a day and a time" });
	return withOccasion(isOfThatDay ? when : dayName, occasion);
}

/** When a backup was made, and what for if it was not made for the day. */
function withOccasion(when: string, occasion: string): string {
	switch (occasion) {
		case "before-reset":
			return l10n.t("{0}, before the reset", when);
		case "before-restore":
			return l10n.t("{0}, before a restore", when);
		case "before-import":
			return l10n.t("{0}, before an import", when);
		case "moved":
			return l10n.t("{0}, from the earlier folder", when);
		default:
			return when;
	}
}
