import assert from "node:assert/strict";
import { type QuestionKey, splitKey } from "../../../src/core/bank/questionKey";
import type { EventPayload, PredictedStatement, Rating } from "../../../src/core/journal/events";
import { fold } from "../../../src/core/journal/fold";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { todayAt } from "../../../src/core/schedule/day";
import { timeOf } from "../../../src/core/schedule/due";
import {
	counts,
	dueList,
	dueQueue,
	keptBack,
	type Limits,
	leftByKind,
	moreToday,
	nextDue,
	raisedLimits,
	type StudyBasis,
	tomorrow as tomorrowOf,
} from "../../../src/core/schedule/queue";
import { statusOf } from "../../../src/core/schedule/status";
import { hour, minute, schedulerIn, utc } from "../../support/recall";

/** Noon. Study days begin at 4:00. */
const noon = Date.UTC(2027, 0, 15, 12);
const tomorrow = Date.UTC(2027, 0, 16, 4);
const scheduler = schedulerIn("UTC");
const generous: Limits = { due: 100, new: 100, session: 100 };
const bank = ["gil/free", "gil/locks", "gil/switch", "memory/cycles", "memory/slots"];
const questions = bank.map(keyOfBank);

function keyOfBank(question: string): QuestionKey {
	return `dunder:${question}`;
}

/** What happened, as `[hours from noon, question, what]`. A number is a rating. */
type Past = readonly [hours: number, question: string, what: Rating | EventPayload["kind"]][];

function study(past: Past, limits: Partial<Limits> = {}, now = noon): StudyBasis {
	const events = past.map(([hours, question, what], index): StoredEvent => {
		const base = { id: `alpha.1.${index + 1}`, at: noon + hours * hour, pack: "dunder", question };
		if (typeof what === "number") {
			return { ...base, kind: "reviewed", rating: what };
		}
		return { ...base, kind: what, on: true, until: tomorrow } as StoredEvent;
	});
	return {
		state: fold(events, scheduler),
		questions,
		today: todayAt({ now, rolloverHour: 4, calendar: utc }),
		scheduler,
		limits: { ...generous, ...limits },
	};
}

function names(queued: readonly { readonly key: QuestionKey }[]): string[] {
	return queued.map(({ key }) => splitKey(key).id);
}

/** A question that was rated Easy some days ago, so that it comes eight days after that. */
const learnt = (daysAgo: number, question: string): Past[number] => [-24 * daysAgo, question, 4];

describe("the status of a question", () => {
	const cases: readonly [what: string, past: Past, status: string][] = [
		["new at first", [], "new"],
		["new when only starred", [[-1, "gil/free", "starred"]], "new"],
		["learning after the first Good", [[-1, "gil/free", 3]], "learning"],
		["due the day after a step was left", [[-24, "gil/free", 3]], "due"],
		["due days after a lapse", [learnt(20, "gil/free"), [-48, "gil/free", 1]], "due"],
		["learning again after a lapse", [learnt(20, "gil/free"), [-2, "gil/free", 1]], "learning"],
		["in review until its day", [learnt(7, "gil/free")], "inReview"],
		["due on its day, before its hour", [[-24 * 8 + 11, "gil/free", 4]], "due"],
		["due on its day until the night is over", [[-24 * 8 + 15.9, "gil/free", 4]], "due"],
		["in review where its day begins when the night is over", [[-24 * 8 + 16, "gil/free", 4]], "inReview"],
		["due after its day", [learnt(20, "gil/free")], "due"],
		["new when forgotten", [learnt(20, "gil/free"), [-1, "gil/free", "forgotten"]], "new"],
		[
			"suspended, even when buried",
			[
				[-2, "gil/free", "suspended"],
				[-1, "gil/free", "buried"],
			],
			"suspended",
		],
		["buried, though due", [learnt(20, "gil/free"), [-1, "gil/free", "buried"]], "buried"],
	];
	for (const [what, past, status] of cases) {
		it(`is ${what}`, () => {
			const { state, today } = study(past);
			assert.equal(statusOf(state.cards.get("dunder:gil/free"), state, today), status);
		});
	}

	const shown: readonly [what: string, past: Past, verdicts: PredictedStatement["verdict"][], status: string][] = [
		["in review with its first graduation", [learnt(1, "gil/free")], [], "inReview"],
		["known with a review on a later day", [learnt(9, "gil/free"), [-24, "gil/free", 3]], [], "known"],
		[
			"in review where it was forgotten and learned again on one day",
			[learnt(9, "gil/free"), [-2.3, "gil/free", 1], [-2, "gil/free", 3]],
			[],
			"inReview",
		],
		[
			"known with a review after that",
			[learnt(19, "gil/free"), [-50.3, "gil/free", 1], [-50, "gil/free", 3], [-1, "gil/free", 3]],
			[],
			"known",
		],
		["known with a right prediction", [learnt(1, "gil/free")], ["right", "unknown"], "known"],
		["in review with a wrong one", [learnt(1, "gil/free")], ["right", "wrong"], "inReview"],
		["in review where all was left open", [learnt(1, "gil/free")], ["unknown"], "inReview"],
		[
			"in review with a right prediction from before a lapse",
			[learnt(9, "gil/free"), [-1.3, "gil/free", 1], [-1, "gil/free", 3], [-0.5, "gil/free", 3]],
			["right"],
			"inReview",
		],
	];
	for (const [what, past, verdicts, status] of shown) {
		it(`is ${what}`, () => {
			const { state, today } = study(past);
			const card = state.cards.get("dunder:gil/free");
			const statements = verdicts.map((verdict) => ({ code: "f()", predicted: ["1"], verdict }));
			const predictions = verdicts.length === 0 ? [] : [{ at: noon - 2 * hour, experiment: 1, statements }];
			assert.equal(card && statusOf({ ...card, predictions }, state, today), status);
		});
	}

	it("is no longer buried on the next day", () => {
		const { state, today } = study([[-1, "gil/free", "buried"]], {}, tomorrow);
		assert.equal(statusOf(state.cards.get("dunder:gil/free"), state, today), "new");
	});

	it("is not what a clock ten years ahead made it, once that is right again", () => {
		const tenYears = 24 * 3653;
		const past: Past = [[tenYears, "gil/free", 4]];
		const { state, today } = study(past);
		assert.equal(statusOf(state.cards.get("dunder:gil/free"), state, today), "due");
		assert.deepEqual(names(dueList(study(past))), ["gil/free"]);
		assert.deepEqual(dueList(study([...past, [0, "gil/free", 4]])), []);
		const before = study([[-1, "gil/free", "buried"]], {}, noon - tenYears * hour);
		assert.equal(statusOf(before.state.cards.get("dunder:gil/free"), before.state, before.today), "new");
	});
});

describe("the queue", () => {
	const weeks: Past = [
		learnt(30, "gil/locks"),
		learnt(12, "gil/free"),
		learnt(60, "memory/slots"),
		[-0.5, "memory/cycles", 1],
	];

	it("has what is being learnt, what is due by the chance to recall it, and what is new", () => {
		const queue = dueQueue(study(weeks));
		assert.deepEqual(
			queue.map(({ key, status }) => [splitKey(key).id, status]),
			[
				["memory/cycles", "learning"],
				["memory/slots", "due"],
				["gil/locks", "due"],
				["gil/free", "due"],
				["gil/switch", "new"],
			],
		);
	});

	it("has first what is least known, not what has been due for longest", () => {
		const past: Past = [learnt(15, "gil/free"), [-24 * 8 - 0.2, "gil/locks", 3], [-24 * 8, "gil/locks", 3]];
		const list = dueList(study(past));
		assert.deepEqual(names(list), ["gil/locks", "gil/free"]);
		assert.ok((list[0]?.due ?? 0) > (list[1]?.due ?? 0));
	});

	it("has what lapsed days ago where its chance to be recalled puts it, not first", () => {
		const past: Past = [learnt(60, "gil/free"), learnt(20, "gil/locks"), [-30, "gil/locks", 1]];
		assert.deepEqual(
			dueList(study(past)).map(({ key, status }) => [splitKey(key).id, status]),
			[
				["gil/free", "due"],
				["gil/locks", "due"],
			],
		);
	});

	it("has in learning those first that wait longest, and none that must wait yet", () => {
		const past: Past = [
			[-0.1, "gil/free", 3],
			[-0.5, "gil/locks", 3],
			[-1, "memory/slots", 3],
		];
		assert.deepEqual(names(dueList(study(past))), ["memory/slots", "gil/locks"]);
		assert.deepEqual(names(dueList(study(past, {}, noon + 4 * minute))), ["memory/slots", "gil/locks", "gil/free"]);
	});

	it("has no question that is suspended or buried, or that the bank has not", () => {
		const past: Past = [
			...weeks,
			[-1, "gil/locks", "suspended"],
			[-1, "gil/switch", "buried"],
			learnt(50, "gone/away"),
		];
		assert.deepEqual(names(dueQueue(study(past))), ["memory/cycles", "memory/slots", "gil/free"]);
	});

	const limited: readonly [what: string, past: Past, limits: Partial<Limits>, queue: string[]][] = [
		["due", weeks, { due: 1 }, ["memory/cycles", "memory/slots", "gil/switch"]],
		["new", [], { new: 2 }, ["gil/free", "memory/cycles"]],
		["new, less one begun today", [[-2, "gil/free", 4]], { new: 2 }, ["memory/cycles"]],
		[
			"new, whose steps of today count once",
			[
				[-2, "gil/free", 3],
				[-1, "gil/free", 3],
			],
			{ new: 2 },
			["memory/cycles"],
		],
		["new, whatever was begun before today", [[-9, "gil/free", 4]], { new: 2 }, ["memory/cycles", "gil/locks"]],
		[
			"due, less one done today",
			[...weeks, [-1, "gil/free", 3]],
			{ due: 2, new: 0 },
			["memory/cycles", "memory/slots"],
		],
		[
			"due, less one done today and forgotten",
			[...weeks, [-1, "gil/free", 3], [-1, "gil/free", "forgotten"]],
			{ due: 2, new: 0 },
			["memory/cycles", "memory/slots"],
		],
		["a session", weeks, { session: 2 }, ["memory/cycles", "memory/slots"]],
		["nothing", weeks, { due: 0, new: 0 }, ["memory/cycles"]],
		["nothing, also of what lapsed days ago", [learnt(20, "gil/free"), [-48, "gil/free", 1]], { due: 0, new: 0 }, []],
	];
	for (const [what, past, limits, queue] of limited) {
		it(`keeps to the limit of ${what}`, () => {
			assert.deepEqual(names(dueQueue(study(past, limits))), queue);
		});
	}

	it("counts against a day what was done on it, however early, and nothing of the night before", () => {
		const early = study([[-7.9, "gil/free", 4]], { new: 1 });
		const late = study([[-8.1, "gil/free", 4]], { new: 1 });
		assert.deepEqual([names(dueQueue(early)), names(dueQueue(late))], [[], ["memory/cycles"]]);
	});
});

describe("new questions", () => {
	const fresh = (past: Past, wanted: (question: string) => boolean = () => true) => {
		const current = study(past);
		return names(dueQueue({ ...current, questions: bank.filter(wanted).map(keyOfBank) })).filter(
			(question) => !past.some(([, begun]) => begun === question),
		);
	};

	it("have the topics take turns, each in reading order", () => {
		assert.deepEqual(fresh([]), ["gil/free", "memory/cycles", "gil/locks", "memory/slots", "gil/switch"]);
	});

	it("go on with the topic after that of the last one that was begun, also on the next day", () => {
		assert.equal(fresh([[-1, "gil/free", 4]])[0], "memory/cycles");
		assert.equal(
			fresh([
				[-24, "gil/free", 4],
				[-23, "memory/cycles", 4],
			])[0],
			"gil/locks",
		);
		assert.equal(fresh([[-1, "memory/slots", 4]])[0], "gil/free");
	});

	it("do not change their turn with a review of what was begun before", () => {
		const past: Past = [learnt(20, "memory/cycles"), [-2, "gil/free", 4], [-1, "memory/cycles", 3]];
		assert.equal(fresh(past)[0], "memory/slots");
	});

	it("take turns among those topics that are chosen", () => {
		assert.deepEqual(
			fresh([[-1, "memory/cycles", 4]], (question) => question.startsWith("gil/")),
			["gil/free", "gil/locks", "gil/switch"],
		);
	});
});

describe("what comes next", () => {
	const all = bank.map((question): Past[number] => [-24 * 7, question, 4]);
	const cases: readonly [what: string, past: Past, limits: Partial<Limits>, time: number | undefined][] = [
		["a question in learning", [...all, [-0.1, "gil/free", 1]], { due: 0 }, noon + 4 * minute],
		[
			"no question in learning that is buried",
			[...all, [-0.1, "gil/free", 1], [-0.05, "gil/free", "buried"]],
			{},
			tomorrow,
		],
		["the beginning of the day that something is due on", all, {}, tomorrow],
		["tomorrow what today's limit leaves", bank.map((question) => learnt(20, question)), { due: 2 }, tomorrow],
		["tomorrow what is new then", [[-1, "gil/free", 4]], { new: 1 }, tomorrow],
		["what is buried, when that ends", bank.map((question) => [-1, question, "buried"]), {}, tomorrow],
		["nothing, where all is suspended", bank.map((question) => [-1, question, "suspended"]), {}, undefined],
		["nothing, where nothing is wanted", [], { new: 0 }, undefined],
	];
	for (const [what, past, limits, time] of cases) {
		it(`is ${what}`, () => {
			const current = study(past, limits);
			const next = nextDue(current);
			assert.equal(next && timeOf(next, current.today), time);
		});
	}
});

describe("what the limits keep back", () => {
	const past: Past = [learnt(30, "gil/locks"), learnt(12, "gil/free"), learnt(60, "memory/slots")];

	it("is all that could be done now beyond them", () => {
		assert.deepEqual(keptBack(study(past, { due: 1, new: 0 })), { due: 2, new: 2 });
	});

	const cases: readonly [what: string, past: Past, limits: Partial<Limits>, more: string[]][] = [
		["what is due, a session of it", past, { due: 0, new: 0, session: 2 }, ["memory/slots", "gil/locks"]],
		[
			"what is new where nothing is due",
			past,
			{ new: 0 },
			["memory/slots", "gil/locks", "gil/free", "memory/cycles", "gil/switch"],
		],
		[
			"so much more, however much was done today",
			[
				[-1, "gil/free", 4],
				[-1, "gil/locks", 4],
			],
			{ new: 1 },
			["memory/cycles", "gil/switch", "memory/slots"],
		],
	];
	for (const [what, before, limits, queue] of cases) {
		it(`comes when asked for: ${what}`, () => {
			const limited = study(before, limits);
			const raised = raisedLimits(limited, moreToday(limited));
			assert.deepEqual(names(dueQueue({ ...limited, limits: raised })), queue);
		});
	}
});

describe("the counts", () => {
	const past: Past = [
		learnt(30, "gil/locks"),
		learnt(12, "gil/free"),
		[-0.1, "memory/cycles", 1],
		[-0.1, "memory/slots", "suspended"],
	];

	it("tell what is to do today, and how far each topic is", () => {
		const { topics, ...numbers } = counts(study(past));
		assert.deepEqual(numbers, { due: 3, new: 1 });
		const none = { new: 0, learning: 0, due: 0, inReview: 0, known: 0, suspended: 0, buried: 0 };
		assert.deepEqual(
			[...topics],
			[
				["dunder:gil", { ...none, due: 2, new: 1 }],
				["dunder:memory", { ...none, learning: 1, suspended: 1 }],
			],
		);
	});

	it("of what is left have each question once, and what is learned whether or not its step is over", () => {
		const waiting = study([...past, [-0.01, "gil/switch", 3]], { due: 1 });
		assert.deepEqual(leftByKind(waiting), { new: 0, learning: 2, due: 1 });
		assert.deepEqual(leftByKind(study([], { new: 2 })), { new: 2, learning: 0, due: 0 });
	});

	it("of tomorrow have what then is due, with a usual day's limits", () => {
		const today = study([...past, [-24 * 7, "gil/switch", 4]], { due: 0 });
		assert.equal(tomorrowOf(today, { due: 3, new: 9, session: 1 }).due, 3);
		const { due, new: fresh } = tomorrowOf(today, generous);
		assert.deepEqual([due, fresh], [4, 0]);
	});

	it("keep to the limits of the day, not to that of a session", () => {
		const limited = ({ due, new: fresh }: { due: number; new: number }) => [due, fresh];
		assert.deepEqual(limited(counts(study(past, { due: 1, new: 0, session: 1 }))), [2, 0]);
	});
});
