import assert from "node:assert/strict";
import type { Rating } from "../../../src/core/journal/events";
import { fold } from "../../../src/core/journal/fold";
import { todayAt } from "../../../src/core/schedule/day";
import type { Limits, StudyBasis } from "../../../src/core/schedule/queue";
import { fingerprint } from "../../../src/core/schedule/standing";
import { type ClosingBasis, closingOf, describeDone, describeLeft } from "../../../src/core/session/closing";
import { describeInterview, describePace, interviewPace } from "../../../src/core/session/interviewPace";
import { describeRated } from "../../../src/core/session/summary";
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

const usual: ClosingBasis = {
	limits: { due: 100, new: 3, session: 20 },
	pace: undefined,
	filter: undefined,
	titleOf: (key) => `Title of ${key}`,
};

/** The end, now, of a session that began two hours ago. */
function close(
	current: StudyBasis,
	{ topic, isCram = false, isLeft = false }: { topic?: string | undefined; isCram?: boolean; isLeft?: boolean } = {},
	basis: Partial<ClosingBasis> = {},
) {
	const ofTopic = topic === undefined ? undefined : ({ key: "dunder:t", title: topic } as const);
	const ending = { since: noon - 2 * hour, until: noon, topic: ofTopic, isCram, isLeft };
	return closingOf(current, ending, { ...usual, ...basis });
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
			["Session done", "1 rated: 1 Again", "Next review in 4 minutes."],
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
			const closing = close(current, { topic: crammed, isCram: crammed !== undefined });
			assert.deepEqual([closing.title, ...closing.lines.filter((line) => !/^(Tomorrow|Time)/.test(line))], said);
			assert.deepEqual(
				closing.offers.map(({ command }) => command),
				offers,
			);
		});
	}

	it("says what was predicted, what was missed, how long it took, and what comes tomorrow", () => {
		const current = study([
			[-90 * minute, "a", 4],
			[-88 * minute, "b", 1],
			[-80 * minute, "b", 3],
			[-75 * minute, "d", 4],
		]);
		const predictions = (["right", "wrong", "right", "unknown"] as const).map((verdict) => verdict);
		const cards = new Map(current.state.cards);
		const card = cards.get("dunder:d");
		assert.ok(card);
		const statements = predictions.map((verdict) => ({ code: "f()", predicted: ["1"], verdict }));
		const old = { at: noon - day, experiment: 2, statements };
		cards.set("dunder:d", { ...card, predictions: [old, { at: noon - 89 * minute, experiment: 1, statements }] });
		const closing = close({ ...current, state: { ...current.state, cards } });
		assert.deepEqual(closing.missed, [
			{ key: "dunder:d", title: "Title of dunder:d" },
			{ key: "dunder:b", title: "Title of dunder:b" },
		]);
		assert.deepEqual(closing.lines, [
			"4 rated: 2 Easy, 1 Good, 1 Again",
			"Predictions: 2 right, 1 wrong",
			// 10 minutes until the first rating, 1, 1, 8, 5, and 10 of the pause at the end.
			"Time spent: 35 minutes",
			"1 due, 4 new left today",
			"Tomorrow: 1 due, 3 new",
		]);
	});

	it("says that the person has left, and still what was done", () => {
		const { title, lines } = close(study(begun), { isLeft: true });
		assert.deepEqual([title, lines[0]], ["You left the session", "2 rated: 2 Easy"]);
	});

	it("of a topic goes on in the topic", () => {
		const { title, offers } = close(study(begun), { topic: "asyncio" });
		assert.equal(title, "Session on asyncio done");
		assert.deepEqual(offers[0], { label: "Keep Studying", command: "more" });
	});

	it("offers to review now what comes in minutes", () => {
		assert.equal(close(study([...old, lapsedNow], { due: 0 })).offers[0]?.label, "Review Now");
	});

	it("names the filter and what it keeps back, and offers to clear it", () => {
		const { lines, offers } = close(study(begun), {}, { filter: { name: "senior", hidden: 3 } });
		assert.equal(lines.at(-1), "Filter: senior. It keeps back 3 that you could study now.");
		assert.deepEqual(offers.at(-1), { label: "Clear Filter", command: "clearFilter" });
	});

	it("offers what it takes to begin everything before the interview", () => {
		const pace = { notStarted: 112, days: 3, perDay: 38, seniors: 74 };
		const { lines, offers } = close(study(begun), {}, { pace });
		assert.equal(lines.at(-1), "112 not started, 3 days left: study 38 a day, or only senior (74).");
		assert.deepEqual(offers.slice(-2), [
			{ label: "Study 38 a Day", command: "pace" },
			{ label: "Only Senior (74)", command: "senior" },
		]);
	});

	it("counts what was rated, the best first", () => {
		assert.equal(describeRated([3, 1, 3, 2, 3]), "5 rated: 3 Good, 1 Hard, 1 Again");
		assert.equal(describeRated([]), "");
	});
});

describe("with nothing left to do", () => {
	const cases: readonly [what: string, study: StudyBasis, said: string][] = [
		["what is learnt comes today", study([...old, lapsedNow], { due: 0 }), "Next review in 4 minutes."],
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

	it("of the pace before an interview is what it takes, unless the usual pace is enough", () => {
		const before = study(begun);
		const pace = (interviewDay: string, perDay: number, seniors: string) =>
			interviewPace({ ...before, state: { ...before.state, interviewDay } }, perDay, (key) =>
				seniors.includes(key.slice(-1)),
			);
		const said = (...given: Parameters<typeof pace>) => {
			const found = pace(...given);
			return found && describePace(found);
		};
		assert.equal(said("2027-01-17", 2, "cd"), "5 not started, 2 days left: study 3 a day, or only senior (2).");
		assert.equal(said("2027-01-17", 2, "abcdefg"), "5 not started, 2 days left: study 3 a day.");
		assert.equal(said("2027-01-16", 2, "c"), "5 not started, 1 day left: study 5 today, or only senior (1).");
		assert.equal(said("2027-01-16", 2, ""), "5 not started, 1 day left: study 5 today.");
		for (const [interviewDay, perDay] of [
			["2027-01-18", 2],
			["2027-01-15", 2],
			["2027-01-14", 2],
		] as const) {
			assert.equal(said(interviewDay, perDay, "c"), undefined);
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
