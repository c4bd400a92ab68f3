import type { StoredEvent } from "./storedEvent";

/** For each id that a question has had, the one that it has now. */
export type Renamed = Readonly<Record<string, string>>;

/** The events as if the questions of a pack had always had the ids that they have now. */
export function* underCurrentIds(
	events: Iterable<StoredEvent>,
	pack: string,
	renamed: Renamed,
): Generator<StoredEvent, void, undefined> {
	const current = (id: string) => (Object.hasOwn(renamed, id) ? (renamed[id] ?? id) : id);
	for (const event of events) {
		if ("question" in event && event.pack === pack) {
			yield { ...event, question: current(event.question) };
		} else if ("prefix" in event && event.pack === pack) {
			yield { ...event, prefix: current(event.prefix) };
		} else {
			yield event;
		}
	}
}
