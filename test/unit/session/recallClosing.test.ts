import assert from "node:assert/strict";
import type { Rating } from "../../../src/core/journal/events";
import { fold } from "../../../src/core/journal/fold";
import { todayAt } from "../../../src/core/schedule/day";
import type { Limits, StudyBasis } from "../../../src/core/schedule/queue";
import { fingerprint } from "../../../src/core/schedule/standing";
import {
	closingOf,
	describeDone,
	describeInterview,
	describeLeft,
	describeRated,
} from "../../../src/core/session/closing";
import { describeHurried, describeStatus } from "../../../src/core/session/wording";
import { day, hour, minute, reviewed, scheduler, utc } from "../../support/recall";

const noon = Date.UTC(2027, 0, 15, 12);

/** The ratings in a bank of seven questions, as `[milliseconds from noon, question, rating]`. */
type Past = readonly (readonly [at: number, question: string, rating: Rating])[];

function study(past: Past, limits: Partial<Limits> = {}): StudyBasis {
	const events = past.map(([at, question, rating], index) => reviewed(`a.1.${index + 1}`, noon + at, question, rating));
	return {
		state: fold(events, scheduler),
		questions: "abcdefg".split("").map((question) => `dunder:${question}` as const),
		today: todayAt({ now: noon, rolloverHour: 4, calendar: utc }),
		scheduler,
		limits: { due: 100, new: 100, session: 20, ...limits },
	};
}

const begun: Past = [
	[-hour, "a", 4],
	[-hour, "b", 4],
];
const old: Past = [..."abcdefg"].map((question) => [-30 * day, question, 4] as const);
const lapsedNow = [-6 * minute, "a", 1] as const;

describe("the end of a session", () => {
	const cases: readonly [
		what: string,
		study: StudyBasis,
		crammed: string | undefined,
		said: string[],
		offers: string[],
	][] = [
		[
			"says what is left where something is",
			study(begun),
			undefined,
			["Session done", "2 rated: 2 Easy", "5 new left today"],
			["study", "cram"],
		],
		[
			"offers what the limit of new questions keeps back",
			study(begun, { new: 2 }),
			undefined,
			["Done for today", "2 rated: 2 Easy", "The next question comes tomorrow."],
			["more", "cram"],
		],
		[
			"says what the limit of due questions keeps back",
			study(old, { due: 0 }),
			undefined,
			["Done for today", "Today's limit is reached, with 7 due waiting."],
			["more", "cram"],
		],
		[
			"is not that of the day while something is learnt",
			study([...old, lapsedNow], { due: 1 }),
			undefined,
			["Session done", "1 rated: 1 Again", "The next question comes in 4 minutes; you can have it at once."],
			["study", "cram"],
		],
		[
			"of a cramming has nothing rated, and what is left",
			study(begun),
			"asyncio",
			["You have been through all of asyncio", "5 new left today"],
			["study", "cram"],
		],
	];
	for (const [what, current, crammed, said, offers] of cases) {
		it(what, () => {
			const closing = closingOf(current, { since: noon - 2 * hour, crammed });
			assert.deepEqual([closing.title, ...closing.lines], said);
			assert.deepEqual(
				closing.offers.map(({ command }) => command),
				offers,
			);
		});
	}

	it("counts what was rated, the best first", () => {
		assert.equal(describeRated([3, 1, 3, 2, 3]), "5 rated: 3 Good, 1 Hard, 1 Again");
		assert.equal(describeRated([]), "");
	});
});

describe("with nothing left to do", () => {
	const cases: readonly [what: string, study: StudyBasis, said: string][] = [
		[
			"what is learnt comes today",
			study([...old, lapsedNow], { due: 0 }),
			"The next question comes in 4 minutes; you can have it at once.",
		],
		[
			"limits of nothing keep back everything",
			study([], { due: 0, new: 0 }),
			"Done for today. Today's limit is reached, with 7 new waiting.",
		],
		["the day is done", study(begun, { new: 2 }), "Done for today. The next question comes tomorrow."],
	];
	for (const [what, current, said] of cases) {
		it(`says that ${what}`, () => {
			assert.equal(describeLeft(current), "");
			assert.equal(describeDone(current), said);
		});
	}
});

describe("what is said", () => {
	it("changes with the minutes, though nothing else does", () => {
		const at = (now: number) => {
			const current = study([...old, [-6 * minute, "a", 1]]);
			return fingerprint({ ...current, today: { ...current.today, now } });
		};
		assert.equal(at(noon), at(noon + 5_000));
		assert.notEqual(at(noon), at(noon + 95_000));
	});

	it("of an interview is how far it is and how much was begun", () => {
		const before = study(begun);
		for (const [interviewDay, said] of [
			["2027-01-30", "Interview in 15 days: 2 of 7 begun."],
			["2027-01-16", "Interview in 1 day: 2 of 7 begun."],
			["2027-01-15", "Interview today: 2 of 7 begun."],
			["2027-01-14", ""],
			[undefined, ""],
		] as const) {
			assert.equal(describeInterview({ ...before, state: { ...before.state, interviewDay } }), said);
		}
	});

	it("of ratings that an interview hurries is which", () => {
		assert.equal(describeHurried([2, 3, 4]), "Before the interview: Hard, Good, Easy");
		assert.equal(describeHurried([]), "");
	});

	it("of a question in learning is when it comes", () => {
		const { today } = study([]);
		assert.equal(describeStatus("learning", { at: noon }, today), "Learning, due now");
		assert.equal(describeStatus("learning", { at: noon + 4 * minute }, today), "Learning, comes in 4 minutes");
	});
});
