import assert from "node:assert/strict";
import { fold } from "../../../src/core/journal/fold";
import { todayAt } from "../../../src/core/schedule/day";
import { CramSession } from "../../../src/core/session/cramSession";
import { continued } from "../../../src/core/session/keptSession";
import { scheduler, utc } from "../../support/recall";

const study = {
	state: fold([], scheduler),
	questions: [],
	today: todayAt({ now: 0, rolloverHour: 4, calendar: utc }),
	scheduler,
	limits: { due: 1, new: 1, session: 1 },
};

describe("a cram session", () => {
	const begun = () => new CramSession({ key: "p:t", title: "A topic" }, ["p:a", "p:b", "p:c"], "event 1", 0);
	const left = (session: CramSession) => session.coming().length;

	it("goes through all, and again through what was not known", () => {
		const session = begun();
		session.rate("p:a", 1, "event 1");
		session.rate("p:b", 3, "event 1");
		session.rate("p:c", 4, "event 1");
		assert.deepEqual([session.coming()[0], left(session)], ["p:a", 1]);
		session.rate("p:a", 3, "event 1");
		assert.deepEqual([session.coming()[0], left(session)], [undefined, 0]);
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
			[session.undo(), left(session), session.undo(), session.coming()[0], session.undo()],
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

	it("is the same after a reload of the window, without what the bank has no longer", () => {
		const session = begun();
		session.rate("p:b", 1, "event 2");
		const again = continued(JSON.parse(JSON.stringify(session.kept)), (key) => key !== "p:c");
		assert.deepEqual([again.coming(study), again.isLast("event 2"), again.canUndo], [["p:a", "p:b"], true, false]);
		assert.deepEqual([again.topic?.title, again.isCram, again.keeps("p:a")], ["A topic", true, true]);
	});

	it("runs until all was known, or until the person leaves", () => {
		const session = begun();
		assert.equal(session.isRunning(), true);
		session.end();
		assert.deepEqual([session.isRunning(), session.keeps("p:a")], [false, false]);
	});

	it("is over with the first rating that the schedule learns of", () => {
		assert.equal(begun().goesOnWith(), false);
	});
});
