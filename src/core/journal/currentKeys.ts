import type { Renamed } from "../bank/question";
import type { QuestionKey } from "../bank/questionKey";
import { keyOf, subjectOf } from "./events";
import type { StoredEvent } from "./storedEvent";

/** The events with the current key of each question in place of its former keys. */
export function* underCurrentKeys(
	events: Iterable<StoredEvent>,
	renamed: Renamed,
): Generator<StoredEvent, void, undefined> {
	const current = (key: QuestionKey) => (Object.hasOwn(renamed, key) ? (renamed[key] ?? key) : key);
	for (const event of events) {
		if ("question" in event) {
			yield { ...event, ...subjectOf(current(keyOf(event))) };
		} else if ("prefix" in event) {
			const { pack, question } = subjectOf(current(keyOf({ pack: event.pack, question: event.prefix })));
			yield { ...event, pack, prefix: question };
		} else {
			yield event;
		}
	}
}
