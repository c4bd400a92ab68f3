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
	for (const [limit, left] of [
		[undefined, 0],
		[0, 40],
		[1, 20],
		[2, 10],
		[4, 1],
	] as const) {
		it(`is the fold of all, or is left to it, with ${limit ?? "the usual number of"} recent events`, () => {
			const outcomes = { extended: 0, left: 0 };
			fc.assert(
				fc.property(journal, fc.array(fc.nat(24), { maxLength: 3 }), fc.nat(), (events, places, shift) => {
					// What comes last is not always the latest.
					const start = shift % (events.length + 1);
					const given = [...events.slice(start), ...events.slice(0, start)];
					let state = fold([], scheduler, limit);
					let read = 0;
					for (const place of [...places.toSorted((one, other) => one - other), given.length]) {
						const before = structuredClone(state);
						const extended = extend(state, given.slice(read, place), scheduler, limit);
						assert.deepEqual(state, before);
						read = Math.max(read, Math.min(place, given.length));
						state = fold(given.slice(0, read), scheduler, limit);
						assert.deepEqual(extended ?? state, state);
						outcomes[extended ? "extended" : "left"]++;
						state = extended ?? state;
					}
				}),
				{ numRuns: 600 },
			);
			assert.ok(outcomes.extended > 150 && outcomes.left >= left, JSON.stringify(outcomes));
		});
	}

	const first = reviewed("alpha.1.2", start, question, 3);
	const all = [first, undo("alpha.1.3", "beta.1.7", start)];
	const state = fold(all, scheduler);
	/** The same state, but only the undo event is recent. */
	const shorter = fold(all, scheduler, 1);
	const left: Record<string, StoredEvent> = {
		"is already in": first,
		"is older": reviewed("beta.1.1", start - 1, question, 3),
		"comes late in its session": reviewed("alpha.1.1", start + minute, question, 3),
		"takes something back": undo("alpha.1.4", "alpha.1.2", start + day),
	};
	for (const [what, event] of Object.entries(left)) {
		it(`is left to the fold where an event ${what}, unless all that it is about is recent`, () => {
			assert.equal(extend(shorter, [event], scheduler, 1), undefined);
			assert.deepEqual(extend(state, [event], scheduler), fold([...all, event], scheduler));
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
		"is as old, of another session": [reviewed("beta.1.1", start, question, 3)],
		"was taken back before": [reviewed("beta.1.7", start + day, question, 3)],
		"takes back what was not read yet": [undo("alpha.1.4", "beta.1.9", start + day)],
		"takes back the taking back of what was not read yet": [undo("alpha.1.4", "alpha.1.3", start + day)],
		resets: [{ id: "alpha.1.4", at: start + day, kind: "reset", pack: "dunder", prefix: "" }],
		"takes back a reset": [
			{ id: "alpha.1.4", at: start + day, kind: "reset", pack: "dunder", prefix: "" },
			undo("alpha.1.5", "alpha.1.4", start + day),
		],
	};
	for (const [what, events] of Object.entries(added)) {
		it(`is made where an event ${what}`, () => {
			for (const limit of [undefined, 2]) {
				const before = fold(all, scheduler, limit);
				assert.deepEqual(extend(before, events, scheduler, limit), fold([...all, ...events], scheduler, limit));
			}
		});
	}
});
