import assert from "node:assert/strict";
import type { EventPayload, JournalEvent } from "../../../src/core/journal/events";
import { extend, fold } from "../../../src/core/journal/fold";
import { undoLimit } from "../../../src/core/journal/state";
import { isReadable, type StoredEvent } from "../../../src/core/journal/storedEvent";
import { proposeUndo } from "../../../src/core/journal/undo";
import { minute, scheduler } from "../../support/recall";

const start = 1_800_000_000_000;
const pack = "dunder";
const question = "gil/free";

/** Events a minute apart, each as `[id, what happened]`. */
function happened(...events: readonly (readonly [string, EventPayload])[]): StoredEvent[] {
	return events.map(([id, happening], index) => ({ id, at: start + index * minute, ...happening }));
}

function note(text: string, continues?: string, about = question): EventPayload {
	return { kind: "noted", pack, question: about, text, ...(continues !== undefined && { continues }) };
}

function star(about = question): EventPayload {
	return { kind: "starred", pack, question: about, on: true };
}

function steps(events: readonly StoredEvent[]): string[] {
	return fold(events, scheduler).undoable.map(({ ids }) => ids.join(" "));
}

describe("the editing of a note", () => {
	const first = ["a.1.1", note("T")] as const;
	const second = ["a.1.2", note("Te", "a.1.1")] as const;
	const third = ["a.1.3", note("Text", "a.1.2")] as const;

	it("is one step, which leaves the note as it was when it is undone", () => {
		const events = happened(["a.0.1", star()], first, second, third);
		assert.deepEqual(steps(events), ["a.0.1", "a.1.1 a.1.2 a.1.3"]);
		const undoings = [1, 2, 3].map(
			(sequence): JournalEvent => ({
				id: `a.2.${sequence}`,
				at: start + 60 * minute,
				kind: "undone",
				target: `a.1.${sequence}`,
			}),
		);
		const { cards, undoable } = fold([...events, ...undoings], scheduler);
		assert.equal(cards.get("dunder:gil/free")?.note, "");
		assert.deepEqual(undoable[0]?.ids, ["a.0.1"]);
	});

	it("is another step after something else was done on the machine, in whichever window", () => {
		assert.deepEqual(steps(happened(first, ["a.2.1", star()], second)), ["a.1.1", "a.2.1", "a.1.2"]);
	});

	it("is one step, the newest, whatever another machine does meanwhile", () => {
		assert.deepEqual(steps(happened(first, ["b.1.1", star()], second)), ["b.1.1", "a.1.1 a.1.2"]);
	});

	it("is another step after it was undone", () => {
		const events = happened(
			["a.0.1", note("Before")],
			first,
			second,
			["a.1.3", { kind: "undone", target: "a.1.1" }],
			["a.1.4", { kind: "undone", target: "a.1.2" }],
			["a.1.5", note("New", "a.1.2")],
			["a.1.6", note("Newer", "a.1.5")],
		);
		assert.deepEqual(steps(events), ["a.0.1", "a.1.5 a.1.6"]);
	});

	it("is a step of its own for each question", () => {
		const events = happened(first, ["a.1.2", note("Other", "a.1.1", "gil/locks")]);
		assert.deepEqual(steps(events), ["a.1.1", "a.1.2"]);
	});

	it("is as long ago in an extended state as in a fold of all events", () => {
		for (const others of [undoLimit - 1, undoLimit]) {
			const stars = Array.from({ length: others }, (_, index) => [`b.1.${index + 1}`, star()] as const);
			const events = happened(first, ...stars, second);
			const extended = extend(fold(events.slice(0, -1), scheduler), events.slice(-1), scheduler);
			assert.deepEqual(extended, fold(events, scheduler));
			assert.equal(extended?.undoable.at(-1)?.ids.length, others < undoLimit ? 2 : 1);
		}
	});

	it("can be read without that id, as older versions wrote it, and not with another thing in its place", () => {
		const [old, strange] = [{}, { continues: 7 }].map((field) => ({
			...{ id: "a.1.1", at: start, ...note("T") },
			...field,
		})) as unknown as StoredEvent[];
		assert.deepEqual([old && isReadable(old), strange && isReadable(strange)], [true, false]);
	});
});

describe("Undo", () => {
	/** What Undo takes back in the window that was `a.0` and is `a.1`: the step itself, or the one that it asks about and the one of this machine. */
	function proposal(...ids: readonly string[]): string | undefined {
		const events = happened(...ids.map((id) => [id, star()] as const));
		const proposed = proposeUndo(fold(events, scheduler).undoable, ["a.0", "a.1"]);
		const named = [proposed?.step, proposed?.here].map((step) => step?.ids.join());
		return proposed?.isElsewhere ? `${named[0]}? or ${named[1]}` : named[0];
	}

	it("takes back nothing where nothing was done", () => assert.equal(proposal(), undefined));

	it("takes back what this window did last, though another machine did something later", () => {
		assert.equal(proposal("a.1.1", "a.1.2", "b.1.1"), "a.1.2");
		assert.equal(proposal("a.0.1", "b.1.1"), "a.0.1");
	});

	it("takes back what was done last on this machine, by another window or before a reload", () => {
		assert.equal(proposal("b.1.1", "a.1.1", "a.2.1"), "a.2.1");
	});

	it("asks about what another machine did where this window has done nothing, and offers what this machine did", () => {
		assert.equal(proposal("a.2.1", "b.1.1"), "b.1.1? or a.2.1");
		assert.equal(proposal("a.1.1", "a.2.1", "b.1.1"), "b.1.1? or a.2.1");
	});

	it("asks about what another machine did where this machine has done nothing", () => {
		assert.equal(proposal("b.1.1", "ab.1.1"), "ab.1.1? or undefined");
	});
});
