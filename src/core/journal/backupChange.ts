import type { QuestionKey } from "../bank/questionKey";
import { isoDay, parseIsoDay, studyDay, type Today } from "../schedule/day";
import { count } from "../session/wording";
import { without } from "./dedupe";
import type { RecallState } from "./state";
import type { StoredEvent } from "./storedEvent";

/** How a backup and the journal differ. */
export interface BackupChange {
	/** Events of the backup that the journal doesn't have. */
	readonly missing: readonly StoredEvent[];
	/** Events of the journal that the backup doesn't have. Going back to the backup undoes them, even undo events. */
	readonly later: readonly StoredEvent[];
}

export function compareBackup(backup: readonly StoredEvent[], journal: readonly StoredEvent[]): BackupChange {
	return { missing: without(backup, journal), later: without(journal, backup) };
}

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
	const marks = [
		count(
			all.reduce((sum, card) => sum + (card?.reviews.length ?? 0), 0),
			"rating",
		),
		count(all.filter((card) => card?.note).length, "note"),
		count(all.filter((card) => card?.starred).length, "star"),
	].filter((words) => !words.startsWith("0 "));
	const states = `${known} known, ${all.length - known - fresh} learning, ${fresh} new`;
	return [states, ...(marks.length > 0 ? [marks.join(", ")] : [])].join("; ");
}

const occasions: Readonly<Record<string, string>> = {
	"before-reset": ", before the reset",
	"before-restore": ", before a restore",
	moved: ", from the earlier folder",
};

/** Describes a backup by its name and the time of its file, in milliseconds: `today 06:53, before the reset`. */
export function describeBackup(name: string, at: number, { day, rolloverHour, calendar }: Today): string {
	const [, date = name, occasion = ""] = /^(\d{4}-\d\d-\d\d)(?:-(before-[a-z]+|moved))?/.exec(name) ?? [];
	const near: Readonly<Record<string, string>> = { [isoDay(day)]: "today", [isoDay(day - 1)]: "yesterday" };
	const { hour, minute } = calendar.localTime(at);
	// A copy of the file, such as one that git made, doesn't have the time of the original.
	const isOfThatDay = studyDay(at, rolloverHour, calendar) === parseIsoDay(date);
	const time = isOfThatDay ? ` ${[hour, minute].map((part) => String(part).padStart(2, "0")).join(":")}` : "";
	return `${near[date] ?? date}${time}${occasions[occasion] ?? ""}`;
}
