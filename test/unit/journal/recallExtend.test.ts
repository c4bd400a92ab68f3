import assert from "node:assert/strict";
import fc from "fast-check";
import type { JournalEvent } from "../../../src/core/journal/events";
import { extend, fold } from "../../../src/core/journal/fold";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { day, journal, minute, reviewed, scheduler } from "../../support/recall";

const start = 1_800_000_000_000;
const question = "gil/free";

function undo(id: string, target: string, at: number): JournalEvent {
	return { id, at, kind: "undone", target };
}

describe("the extension of a state", () => {
	it("is the fold of all, or is left to it", () => {
		const outcomes = { extended: 0, left: 0 };
		fc.assert(
			fc.property(journal, fc.array(fc.nat(24), { maxLength: 3 }), (events, places) => {
				let state = fold([], scheduler);
				let read = 0;
				for (const place of [...places.toSorted((one, other) => one - other), events.length]) {
					const before = structuredClone(state);
					const extended = extend(state, events.slice(read, place), scheduler);
					assert.deepEqual(state, before);
					read = Math.max(read, Math.min(place, events.length));
					state = fold(events.slice(0, read), scheduler);
					assert.deepEqual(extended ?? state, state);
					outcomes[extended ? "extended" : "left"]++;
				}
			}),
			{ numRuns: 600 },
		);
		assert.ok(outcomes.extended > 150 && outcomes.left > 150, JSON.stringify(outcomes));
	});

	const first = reviewed("alpha.1.2", start, question, 3);
	const state = fold([first, undo("alpha.1.3", "beta.1.7", start)], scheduler);
	const left: Record<string, StoredEvent> = {
		"is already in": first,
		"is older": reviewed("beta.1.1", start - 1, question, 3),
		"is as old, of another session": reviewed("beta.1.1", start, question, 3),
		"comes late in its session": reviewed("alpha.1.1", start + minute, question, 3),
		"takes something back": undo("alpha.1.4", "alpha.1.2", start + day),
		"was taken back before": reviewed("beta.1.7", start + day, question, 3),
		resets: { id: "alpha.1.4", at: start + day, kind: "reset", pack: "dunder", prefix: "" },
	};
	for (const [what, event] of Object.entries(left)) {
		it(`is left to the fold where an event ${what}`, () => {
			assert.equal(extend(state, [event], scheduler), undefined);
		});
	}

	const back = reviewed("alpha.1.4", start - day, question, 3);
	const added: Record<string, readonly StoredEvent[]> = {
		"is newer": [reviewed("beta.1.1", start + 1, question, 3)],
		"is newer in its session, though not by the clock": [back],
		"comes after what was known, though not by the clock": [
			{ ...reviewed("beta.1.1", start - day, question, 3), after: start },
		],
		"is so, with one of another session": [reviewed("aleph.1.1", start + 1, question, 1), back],
		"is of a newer version": [{ id: "beta.1.1", at: start + 1, kind: "dreamt" }],
	};
	for (const [what, events] of Object.entries(added)) {
		it(`is made where an event ${what}`, () => {
			const all = [first, undo("alpha.1.3", "beta.1.7", start), ...events];
			assert.deepEqual(extend(state, events, scheduler), fold(all, scheduler));
		});
	}
});
