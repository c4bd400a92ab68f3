import type { EventTable } from "./eventTable";
import type { Order } from "./order";
import { pause, type Steps } from "./steps";
import { isReadable, type StoredEvent } from "./storedEvent";

/** The undo events that have an effect. They must be added latest first, because a later one may undo an earlier one. */
export class Undoings {
	/** The ids of the events that are undone. */
	readonly targets = new Set<string>();
	/** The place of each undo event in the order of events, and its target. */
	readonly #found: { readonly place: number; readonly target: string }[] = [];

	add(place: number, id: string, target: string): void {
		if (!this.targets.has(id)) {
			this.targets.add(target);
			this.#found.push({ place, target });
		}
	}

	/** The targets of the undo events before a place. */
	targetsBefore(end: number): string[] {
		return this.#found.filter(({ place }) => place < end).map(({ target }) => target);
	}
}

/** The undo events that have an effect among events in their order. */
export function undoingsIn(events: readonly StoredEvent[]): Undoings {
	const undoings = new Undoings();
	for (const [index, event] of events.toReversed().entries()) {
		if (isReadable(event) && event.kind === "undone") {
			undoings.add(events.length - 1 - index, event.id, event.target);
		}
	}
	return undoings;
}

/** The undo events of a table that have an effect. */
export function* undoingsOf(table: EventTable, { rows }: Order): Steps<Undoings> {
	const undoings = new Undoings();
	for (let place = rows.length - 1; place >= 0; place--) {
		const row = rows[place] ?? 0;
		const target = table.targets.get(row);
		if (target !== undefined) {
			undoings.add(place, table.id(row), target);
		}
		if (place % 4_096 === 0) {
			yield pause;
		}
	}
	return undoings;
}
