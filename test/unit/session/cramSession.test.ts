import assert from "node:assert/strict";
import { CramSession } from "../../../src/core/session/cramSession";

describe("a cram session", () => {
	const begun = () => new CramSession("A topic", ["p:a", "p:b", "p:c"], "event 1", 0);
	const left = (session: CramSession) =>
		Number(/(\d+) left/.exec(session.describe(session.next() ?? "p:none") ?? "")?.[1] ?? 0);

	it("goes through all, and again through what was not known", () => {
		const session = begun();
		session.rate("p:a", 1, "event 1");
		session.rate("p:b", 3, "event 1");
		session.rate("p:c", 4, "event 1");
		assert.deepEqual([session.next(), left(session)], ["p:a", 1]);
		session.rate("p:a", 3, "event 1");
		assert.deepEqual([session.next(), left(session)], [undefined, 0]);
	});

	it("keeps the ratings of its questions to itself, again too, and after its end none", () => {
		const session = begun();
		session.rate("p:a", 3, "event 1");
		assert.deepEqual([session.keeps("p:a"), session.keeps("p:d"), session.hasAsked("p:a")], [true, false, true]);
		session.rate("p:b", 3, "event 1");
		session.rate("p:c", 3, "event 1");
		assert.equal(session.keeps("p:a"), false);
	});

	it("goes back as far as it came, also from its end", () => {
		const session = begun();
		session.rate("p:b", 1, "event 1");
		session.rate("p:a", 3, "event 1");
		assert.equal(session.canUndo, true);
		assert.deepEqual(
			[session.undo(), left(session), session.undo(), session.next(), session.undo()],
			["p:a", 3, "p:b", "p:a", undefined],
		);
		assert.equal(session.canUndo, false);
	});

	it("tells whether something was recorded since", () => {
		const session = begun();
		assert.deepEqual([session.isLast("event 1"), session.isLast("event 2")], [true, false]);
		session.rate("p:a", 3, "event 2");
		assert.equal(session.isLast("event 2"), true);
	});

	it("is over with the first rating that the schedule learns of", () => {
		assert.equal(begun().goesOnWith(), false);
	});
});
