import assert from "node:assert/strict";
import { CramSession } from "../../../src/core/session/cramSession";

describe("a cram session", () => {
	const begun = () => new CramSession("A topic", ["a", "b", "c"], "event 1", 0);
	const left = (session: CramSession) =>
		Number(/(\d+) left/.exec(session.describe(session.next() ?? "") ?? "")?.[1] ?? 0);

	it("goes through all, and again through what was not known", () => {
		const session = begun();
		session.rate("a", 1, "event 1");
		session.rate("b", 3, "event 1");
		session.rate("c", 4, "event 1");
		assert.deepEqual([session.next(), left(session)], ["a", 1]);
		session.rate("a", 3, "event 1");
		assert.deepEqual([session.next(), left(session)], [undefined, 0]);
	});

	it("keeps the ratings of its questions to itself, again too, and after its end none", () => {
		const session = begun();
		session.rate("a", 3, "event 1");
		assert.deepEqual([session.keeps("a"), session.keeps("d"), session.hasAsked("a")], [true, false, true]);
		session.rate("b", 3, "event 1");
		session.rate("c", 3, "event 1");
		assert.equal(session.keeps("a"), false);
	});

	it("goes back as far as it came, also from its end", () => {
		const session = begun();
		session.rate("b", 1, "event 1");
		session.rate("a", 3, "event 1");
		assert.equal(session.canUndo, true);
		assert.deepEqual(
			[session.undo(), left(session), session.undo(), session.next(), session.undo()],
			["a", 3, "b", "a", undefined],
		);
		assert.equal(session.canUndo, false);
	});

	it("tells whether something was recorded since", () => {
		const session = begun();
		assert.deepEqual([session.isLast("event 1"), session.isLast("event 2")], [true, false]);
		session.rate("a", 3, "event 2");
		assert.equal(session.isLast("event 2"), true);
	});

	it("is over with the first rating that the schedule learns of", () => {
		assert.equal(begun().goesOnWith(), false);
	});
});
