import type { QuestionKey } from "../bank/questionKey";
import { CramSession } from "./cramSession";
import { DaySession } from "./daySession";
import type { KeptSession, Session } from "./session";

/** Continues a session that was stored before a reload of the window. `isKnown` tells the questions of the bank. */
export function continued(kept: KeptSession, isKnown: (key: QuestionKey) => boolean): Session {
	if (kept.kind === "day") {
		return new DaySession(kept.since, kept.topic, kept.asked, kept.isOver);
	}
	const { topic, keys, left, newest, since } = kept;
	return new CramSession(topic, keys.filter(isKnown), newest, since, left.filter(isKnown));
}
