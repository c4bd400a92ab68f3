import assert from "node:assert/strict";
import { fold } from "../../../src/core/journal/fold";
import { todayAt } from "../../../src/core/schedule/day";
import type { Limits, StudyBasis } from "../../../src/core/schedule/queue";
import { DaySession } from "../../../src/core/session/daySession";
import { continued } from "../../../src/core/session/keptSession";
import { day, hour, minute, reviewed, scheduler, utc } from "../../support/recall";

const noon = Date.UTC(2027, 0, 15, 12);

/** A bank of three questions. `past` has the questions that were rated, with the milliseconds from noon. */
function study(past: readonly (readonly [at: number, question: string])[], limits: Partial<Limits> = {}): StudyBasis {
	const events = past.map(([at, question], index) => reviewed(`a.1.${index + 1}`, noon + at, question, 3));
	return {
		state: fold(events, scheduler),
		questions: ["dunder:a", "dunder:b", "dunder:c"],
		today: todayAt({ now: noon, rolloverHour: 4, calendar: utc }),
		scheduler,
		limits: { due: 100, new: 100, session: 20, ...limits },
	};
}

describe("the day's session", () => {
	it("asks what is due before what is new", () => {
		assert.deepEqual(new DaySession(noon).coming(study([[-30 * day, "b"]])), ["dunder:b", "dunder:a", "dunder:c"]);
		assert.equal(new DaySession(noon).coming(study([]))[0], "dunder:a");
	});

	it("ends where as many were rated in it as a session has", () => {
		const rated = study([[-5 * minute, "a"]], { session: 1 });
		assert.deepEqual(new DaySession(noon - hour).coming(rated), []);
		assert.deepEqual(new DaySession(noon).coming(rated), ["dunder:b"]);
	});

	it("knows which questions it has asked", () => {
		const session = new DaySession(noon);
		session.ask("dunder:a");
		assert.deepEqual([session.hasAsked("dunder:a"), session.hasAsked("dunder:b")], [true, false]);
	});

	it("goes on with any rating of its day, and after its end only with those of what it has asked", () => {
		const { today } = study([]);
		const session = new DaySession(noon - hour);
		session.ask("dunder:a");
		assert.deepEqual([session.goesOnWith("dunder:a", today), session.goesOnWith("dunder:b", today)], [true, true]);
		session.end();
		assert.deepEqual([session.goesOnWith("dunder:a", today), session.goesOnWith("dunder:b", today)], [true, false]);
		assert.equal(new DaySession(noon - day).goesOnWith("dunder:a", today), false);
	});

	it("runs from its first question to its end, and not into the next day", () => {
		const { today } = study([]);
		const session = new DaySession(noon - hour);
		assert.equal(session.isRunning(today), false);
		session.ask("dunder:a");
		assert.equal(session.isRunning(today), true);
		assert.equal(session.isRunning({ ...today, start: noon }), false);
		session.end();
		assert.equal(session.isRunning(today), false);
	});

	it("is the same after a reload of the window", () => {
		const { today } = study([]);
		const session = new DaySession(noon - hour, { key: "dunder:t", title: "A topic" });
		session.ask("dunder:a");
		const kept = () => continued(JSON.parse(JSON.stringify(session.kept)), () => true);
		assert.deepEqual([kept().since, kept().topic?.title], [noon - hour, "A topic"]);
		assert.deepEqual([kept().hasAsked("dunder:a"), kept().isRunning(today)], [true, true]);
		session.end();
		assert.equal(kept().isRunning(today), false);
	});

	it("leaves every rating, and what is taken back, to the journal", () => {
		const session = new DaySession(noon);
		assert.deepEqual(
			[session.keeps(), session.isLast(), session.canUndo, session.undo()],
			[false, false, false, undefined],
		);
	});
});
