import assert from "node:assert/strict";
import fc from "fast-check";
import type { Renamed } from "../../../src/core/bank/question";
import { underCurrentKeys } from "../../../src/core/journal/currentKeys";
import { type EventPayload, type JournalEvent, keyOf } from "../../../src/core/journal/events";
import { extend, fold } from "../../../src/core/journal/fold";
import { type CardState, keptLimit, newCard, type RecallState, undoLimit } from "../../../src/core/journal/state";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { day, hour, journal, reviewed, scheduler } from "../../support/recall";

const start = 1_800_000_000_000;
const today = Math.floor(start / day);
const key = { pack: "dunder", question: "gil/free" };

/** Events of one session, an hour apart. */
function session(...happenings: readonly EventPayload[]): StoredEvent[] {
	return happenings.map((happening, index) => ({ id: `alpha.1.${index + 1}`, at: start + index * hour, ...happening }));
}

function undo(id: string, target: string, at = start + 11 * day): JournalEvent {
	return { id, at, kind: "undone", target };
}

function visible({ journal: _, ...state }: RecallState): Omit<RecallState, "journal"> {
	return state;
}

function card(events: readonly StoredEvent[], question = key): CardState | undefined {
	return fold(events, scheduler).cards.get(keyOf(question));
}

describe("the fold of events", () => {
	it("is the same where some of it was written before a question was renamed", () => {
		const renamed: Renamed = { "dunder:gil/old": "dunder:gil/free", "dunder:gil/older": "dunder:gil/free" };
		const former = fc.array(fc.constantFrom("gil/old", "gil/older", "gil/free"), { minLength: 24, maxLength: 24 });
		fc.assert(
			fc.property(journal, former, (events, ids) => {
				const written = events.map((event, index) => {
					const id = ids[index] ?? "gil/free";
					if ("question" in event && event.question === "gil/free" && event.pack === "dunder") {
						return { ...event, question: id };
					}
					return "prefix" in event && event.prefix === "gil/free" && event.pack === "dunder"
						? { ...event, prefix: id }
						: event;
				});
				assert.deepEqual(fold(underCurrentKeys(written, renamed), scheduler), fold(events, scheduler));
			}),
		);
	});

	it("is one state, whatever the order, the interleaving and the repetition", () => {
		const anyOrder = journal.chain((events) =>
			fc.tuple(
				fc.constant(events),
				fc.shuffledSubarray([...events], { minLength: events.length }),
				fc.array(events.length > 0 ? fc.constantFrom(...events) : fc.constant(undefined), { maxLength: 10 }),
			),
		);
		fc.assert(
			fc.property(anyOrder, ([events, shuffled, again]) => {
				const repeated = [...shuffled, ...again.filter((event) => event !== undefined)];
				assert.deepEqual(fold(repeated, scheduler), fold(events, scheduler));
			}),
			{ numRuns: 500 },
		);
	});

	it("has all events of one id that are different, as from a machine that was copied while it ran", () => {
		const star = (question: string, at = start): StoredEvent => ({
			id: "alpha.1.1",
			at,
			kind: "starred",
			pack: "dunder",
			question,
			on: true,
		});
		const events = [star("gil/free"), star("gil/locks"), star("memory/cycles", start - 1)];
		const state = fold(events, scheduler);
		assert.equal(state.cards.size, 3);
		assert.deepEqual(fold([...events.toReversed(), ...events], scheduler), state);
		assert.deepEqual(extend(fold([], scheduler), events, scheduler), state);
		assert.equal(fold([...events, undo("beta.1.1", "alpha.1.1")], scheduler).cards.size, 0);
	});

	it("is after the undoing of any events the state before them, and after the undoing of that the state with them", () => {
		fc.assert(
			fc.property(journal, fc.nat(), (events, place) => {
				const before = events.slice(0, place % (events.length + 1));
				const after = events.slice(before.length).reverse();
				const undoings = after.map(({ id }, index) => undo(`gamma.1.${index + 1}`, id));
				const redoings = undoings
					.toReversed()
					.map(({ id }, index) => undo(`gamma.2.${index + 1}`, id, start + 12 * day));
				const undone = fold([...events, ...undoings], scheduler);
				assert.deepEqual(visible(undone), visible(fold(before, scheduler)));
				assert.deepEqual(
					visible(fold([...events, ...undoings, ...redoings], scheduler)),
					visible(fold(events, scheduler)),
				);
			}),
			{ numRuns: 500 },
		);
	});

	it("is after the undoing of one event as if it had never meant anything", () => {
		fc.assert(
			fc.property(journal, fc.nat(), (events, place) => {
				const target = events[place % events.length];
				fc.pre(target !== undefined);
				const others = events.map((event) => (event === target ? { ...event, kind: "dreamt" } : event));
				const undone = fold([...events, undo("gamma.1.1", target.id)], scheduler);
				assert.deepEqual(visible(undone), visible(fold(others, scheduler)));
			}),
		);
	});

	it("offers to take back what is in force, the newest last, and each offer can be taken", () => {
		fc.assert(
			fc.property(journal, (events) => {
				const { undoable } = fold(events, scheduler);
				const last = undoable.at(-1);
				// Undoing a reset restores more than one entry.
				fc.pre(last !== undefined && last.kind !== "reset");
				const undoings = last.ids.map((id, index) => undo(`gamma.1.${index + 1}`, id));
				const rest = fold([...events, ...undoings], scheduler).undoable;
				assert.deepEqual(rest, undoable.slice(0, -1));
			}),
			{ numRuns: 1_000 },
		);
	});

	it("keeps no card where nothing is in force", () => {
		const events = [reviewed("alpha.1.1", start, key.question, 3), undo("alpha.1.2", "alpha.1.1")];
		assert.deepEqual(visible(fold(events, scheduler)), visible(fold([], scheduler)));
	});

	it("takes each kind of event", () => {
		const statements = [{ code: "print(1)", predicted: ["1"], verdict: "right" }] as const;
		const happened = card(
			session(
				{ kind: "reviewed", ...key, rating: 3, day: today },
				{ kind: "suspended", ...key, on: true },
				{ kind: "starred", ...key, on: true },
				{ kind: "buried", ...key, until: start + day, untilDay: today + 1 },
				{ kind: "noted", ...key, text: "Ask *why*." },
				{ kind: "predicted", ...key, experiment: 2, statements },
			),
		);
		assert.deepEqual(happened, {
			key: keyOf(key),
			schedule: scheduler.review(undefined, 3, { at: start, day: today }),
			reviews: [{ id: "alpha.1.1", at: start, rating: 3 }],
			reviewCount: 1,
			suspended: true,
			starred: true,
			buriedUntil: today + 1,
			note: "Ask *why*.",
			predictions: [{ at: start + 5 * hour, experiment: 2, statements }],
		});
		const undoable = fold(
			session({ kind: "suspended", ...key, on: true }, { kind: "planned", day: "2027-03-01" }),
			scheduler,
		);
		assert.deepEqual(undoable.undoable, [
			{ ids: ["alpha.1.1"], kind: "suspended", key: "dunder:gil/free", on: true },
			{ ids: ["alpha.1.2"], kind: "planned", key: undefined, on: false },
		]);
		assert.deepEqual([undoable.interviewDay, undoable.plannedDay], ["2027-03-01", today]);
	});

	it("has the last reviews of a question, the last prediction for each experiment, and the number of all reviews", () => {
		const review = { kind: "reviewed", ...key, rating: 3 } as const;
		const prediction = (experiment: number) => ({ kind: "predicted", ...key, experiment, statements: [] }) as const;
		const events = session(
			...Array.from({ length: keptLimit + 5 }, (_, index) => [review, prediction(1 + (index % 3))]).flat(),
		);
		const { reviews, reviewCount, predictions } = card(events) ?? assert.fail();
		assert.deepEqual([reviewCount, reviews.length], [keptLimit + 5, keptLimit]);
		assert.equal(reviews[0]?.id, events.at(-2 * keptLimit)?.id);
		assert.deepEqual(
			predictions.map(({ at }) => at),
			[-5, -3, -1].map((place) => events.at(place)?.at),
		);
		// An earlier one comes back when a later one is undone, even if only the last events are applied again.
		const undoing = undo("beta.1.1", events.at(-2)?.id ?? "", start + 365 * day);
		const undone = fold([...events, undoing], scheduler);
		assert.equal(undone.cards.get(keyOf(key))?.reviews[0]?.id, events.at(-2 * keptLimit - 2)?.id);
		assert.deepEqual(
			extend(fold(events, scheduler, 4), [undoing], scheduler, 4),
			fold([...events, undoing], scheduler, 4),
		);
	});

	it("has no interview any more when it was called off", () => {
		const { interviewDay, plannedDay } = fold(
			session({ kind: "planned", day: "2027-03-01" }, { kind: "planned", day: null }),
			scheduler,
		);
		assert.deepEqual([interviewDay, plannedDay], [undefined, undefined]);
	});

	it("keeps the history of what was forgotten, and begins anew", () => {
		const review = { kind: "reviewed", ...key, rating: 4 } as const;
		const forgotten = card(session(review, { kind: "forgotten", ...key }));
		assert.equal(forgotten?.schedule, undefined);
		assert.equal(forgotten?.reviews.length, 1);
		const again = card(session(review, { kind: "forgotten", ...key }, review));
		assert.equal(again?.schedule?.reps, 1);
		assert.equal(again?.reviews.length, 2);
	});

	for (const [prefix, left] of [
		["", []],
		["gil/", ["gilded/age"]],
		["gil/free", ["gil/freedom", "gilded/age"]],
		["gil", ["gil/free", "gil/freedom", "gilded/age"]],
		["memory/", ["gil/free", "gil/freedom", "gilded/age"]],
	] as const) {
		it(`forgets with a reset of "${prefix}" what that names`, () => {
			const stars = ["gil/free", "gil/freedom", "gilded/age"].map(
				(question): EventPayload => ({ kind: "starred", pack: "dunder", question, on: true }),
			);
			const other: EventPayload = { kind: "starred", pack: "other", question: "gil/free", on: true };
			const reset: EventPayload = { kind: "reset", pack: "dunder", prefix };
			const { cards, undoable } = fold(session(...stars, other, reset), scheduler);
			const keys = [...left.map((question) => `dunder:${question}`), "other:gil/free"];
			assert.deepEqual([...cards.keys()], keys);
			assert.deepEqual(
				undoable.map((each) => each.key),
				[...keys, `dunder:${prefix}`],
			);
		});
	}

	it("keeps what came after a reset", () => {
		const star: EventPayload = { kind: "starred", ...key, on: true };
		const events = session({ kind: "noted", ...key, text: "Old" }, { kind: "reset", pack: "dunder", prefix: "" }, star);
		assert.deepEqual(card(events), { ...newCard(keyOf(key)), starred: true });
	});

	it("takes the events of a session in their order, though the clock went back, and ties by session", () => {
		const note = (id: string, at: number, text: string): JournalEvent => ({ id, at, kind: "noted", ...key, text });
		const back = [note("alpha.1.9", start + day, "first"), note("alpha.1.10", start, "second")];
		assert.equal(card(back)?.note, "second");
		assert.equal(card([...back, note("beta.1.1", start + day - 1, "before")])?.note, "second");
		assert.equal(card([...back, note("beta.1.1", start + day, "tie")])?.note, "tie");
	});

	it("lets nothing win that a clock did which was years ahead, where more was done since", () => {
		const ahead = start + 3653 * day;
		const wrong = [
			{ kind: "noted", ...key, text: "old" },
			{ kind: "suspended", ...key, on: true },
			{ kind: "planned", day: "2037-02-01" },
			{ kind: "starred", pack: "dunder", question: "gil/locks", on: true },
		] as const;
		const right = [
			{ kind: "noted", ...key, text: "new" },
			{ kind: "suspended", ...key, on: false },
			{ kind: "planned", day: "2027-02-01" },
			{ kind: "reset", pack: "dunder", prefix: "gil/locks" },
		] as const;
		const before = wrong.map((happening, index) => ({ id: `alpha.1.${index + 1}`, at: ahead + index, ...happening }));
		let state = fold(before, scheduler);
		const events: StoredEvent[] = [...before];
		for (const [index, happening] of right.entries()) {
			const known = state.journal.newest?.time ?? 0;
			// Each event is from its own window, on a machine whose clock is right.
			events.push({ id: `beta.${4 - index}.1`, at: start + index, after: known, ...happening });
			state = fold(events, scheduler);
		}
		assert.deepEqual([...state.cards.keys()], ["dunder:gil/free"]);
		const { note, suspended } = state.cards.get(keyOf(key)) ?? newCard(keyOf(key));
		assert.deepEqual([note, suspended, state.interviewDay], ["new", false, "2027-02-01"]);
		assert.deepEqual(state.undoable.at(-1)?.ids, ["beta.1.1"]);
	});

	it("counts what a clock ten years ahead did no further than the question that it did it to", () => {
		const ahead = start + 3650 * day;
		const events = [reviewed("alpha.1.1", ahead, "gil/locks", 3), reviewed("alpha.1.2", start, key.question, 3)];
		assert.deepEqual(card(events)?.schedule, scheduler.review(undefined, 3, { at: start }));
	});

	it("offers no more than the last events to take back, and those before them when they were", () => {
		const stars = Array.from({ length: undoLimit + 5 }, (): EventPayload => ({ kind: "starred", ...key, on: true }));
		const events = session(...stars);
		const undoings = events.slice(5).map(({ id }, index) => undo(`beta.1.${index + 1}`, id, start + 365 * day));
		const ids = (given: readonly StoredEvent[]) => fold(given, scheduler).undoable.flatMap(({ ids }) => ids);
		assert.deepEqual(
			ids(events),
			events.slice(5).map(({ id }) => id),
		);
		assert.deepEqual(
			ids([...events, ...undoings]),
			events.slice(0, 5).map(({ id }) => id),
		);
	});
});
