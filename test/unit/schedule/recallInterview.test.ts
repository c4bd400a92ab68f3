import assert from "node:assert/strict";
import fc from "fast-check";
import type { Rating } from "../../../src/core/journal/events";
import { fold } from "../../../src/core/journal/fold";
import { type CardState, newCard } from "../../../src/core/journal/state";
import { isoDay, studyDay, todayAt } from "../../../src/core/schedule/day";
import type { Due } from "../../../src/core/schedule/due";
import { effectiveDue } from "../../../src/core/schedule/interview";
import type { Schedule } from "../../../src/core/schedule/schedule";
import { statusOf } from "../../../src/core/schedule/status";
import { day, reviewed, schedulerIn, utc } from "../../support/recall";

const calendar = utc;
const rolloverHour = 4;
const atFour = schedulerIn("UTC");
/** A time near noon on the day on which the interview is planned. */
const planned = Date.parse("2027-03-25T11:00:00Z");

function dayOf(at: number): number {
	return studyDay(at, rolloverHour, calendar);
}

function at(now: number) {
	return todayAt({ now, rolloverHour, calendar });
}

function plan(days: number) {
	return { interviewDay: isoDay(dayOf(planned) + days), plannedDay: dayOf(planned) };
}

function cardOf(question: string, reviews: readonly (readonly [at: number, rating: Rating])[]): CardState {
	const events = reviews.map(([time, rating], index) => reviewed(`alpha.1.${index + 1}`, time, question, rating));
	return fold(events, atFour).cards.get(`dunder:${question}`) ?? newCard(`dunder:${question}`);
}

/** A card that is known so well that it would not come for months. */
function wellKnown(question: string): CardState {
	return cardOf(
		question,
		[300, 280, 200, 1].map((days) => [planned - days * day, 4]),
	);
}

/** The number of days from the planning until a card comes, if the interview is `days` days after the planning. */
function comes(card: CardState, days: number, now = planned): number {
	return dayIn(effectiveDue(card.key, card.schedule as Schedule, plan(days), at(now))) - dayOf(planned);
}

/** The study day of what does not come within minutes. */
function dayIn(due: Due): number {
	assert.ok("day" in due);
	return due.day;
}

const bank = Array.from({ length: 160 }, (_, index) => `topic-${index % 12}/question-${index}`);

describe("an interview", () => {
	for (const [days, expected] of [
		[60, [53, 54, 55, 56, 57, 58, 59]],
		[8, [1, 2, 3, 4, 5, 6, 7]],
		[4, [1, 2, 3]],
		[2, [1]],
		[1, [0]],
	] as const) {
		it(`in ${days} days has every question come before it, spread over the days ${expected.join(", ")}`, () => {
			const numbers = new Map<number, number>();
			for (const question of bank) {
				const due = comes(wellKnown(question), days);
				numbers.set(due, (numbers.get(due) ?? 0) + 1);
			}
			assert.deepEqual(
				[...numbers.keys()].sort((one, other) => one - other),
				expected,
			);
			const fair = bank.length / expected.length;
			assert.ok(Math.max(...numbers.values()) <= 1.6 * fair, JSON.stringify([...numbers]));
		});
	}

	it("changes nothing where FSRS has a question come before anyway, and puts none off", () => {
		fc.assert(
			fc.property(fc.constantFrom(...bank), fc.integer({ min: 2, max: 90 }), fc.nat(60), (question, days, daysAgo) => {
				const card = cardOf(question, [[planned - daysAgo * day, 4]]);
				const schedule = card.schedule as Schedule;
				const due = dayIn(effectiveDue(card.key, schedule, plan(days), at(planned)));
				assert.ok(due <= dayIn(schedule.due));
				assert.ok(due < dayOf(planned) + days, "It comes after the interview.");
			}),
		);
	});

	it("counts no more once it has passed, and before it is planned", () => {
		const card = wellKnown("gil/free");
		const schedule = card.schedule as Schedule;
		const after = at(planned + 6 * day);
		assert.deepEqual(effectiveDue(card.key, schedule, plan(5), after), schedule.due);
		assert.deepEqual(
			effectiveDue(card.key, schedule, { interviewDay: undefined, plannedDay: undefined }, at(planned)),
			schedule.due,
		);
		assert.notDeepEqual(effectiveDue(card.key, schedule, plan(5), at(planned + 5 * day)), schedule.due);
	});

	it("is told by the preview of a rating, and by the schedule after it", () => {
		const begun = planned + 2 * day;
		for (const question of bank) {
			const preview = atFour.preview(undefined, { at: begun })[4];
			const told = effectiveDue(`dunder:${question}`, preview, plan(6), at(begun));
			const card = cardOf(question, [[begun, 4]]);
			assert.deepEqual(told, effectiveDue(card.key, card.schedule as Schedule, plan(6), at(begun)));
			assert.ok(dayIn(told) > dayOf(begun) && dayIn(told) < dayOf(planned) + 6);
		}
	});

	it("has a question that was forgotten since begin anew", () => {
		for (const question of bank) {
			const events = [
				reviewed("alpha.1.1", planned - 90 * day, question, 4),
				{ id: "alpha.1.2", at: planned, kind: "forgotten", pack: "dunder", question } as const,
				reviewed("alpha.1.3", planned + 3 * day, question, 4),
			];
			const card = fold(events, atFour).cards.get(`dunder:${question}`) as CardState;
			assert.equal(comes(card, 5, planned + 3 * day), 4);
		}
	});

	for (const days of [3, 9, 30]) {
		it(`in ${days} days has each question come once at least, and not all on one day`, () => {
			const returns = bank.map((question, index) => daysOf(question, (index % 40) * 3, index % 4 === 0 ? 4 : 3, days));
			assert.ok(returns.every((each) => each.length > 0));
			const last = Array.from({ length: Math.min(days, 7) }, (_, ago) => days - 1 - ago);
			const loads = last.map((number) => returns.filter((each) => each.includes(number)).length);
			assert.ok(Math.max(...loads) < bank.length * 0.75, loads.join());
		});
	}
});

/** The days after the planning on which a question comes, if it was begun some days before and is known each time. */
function daysOf(question: string, daysBefore: number, begun: Rating, days: number): number[] {
	let card = review(newCard(`dunder:${question}`), planned - daysBefore * day, begun);
	const found: number[] = [];
	for (let number = 1 - daysBefore; number < days; number++) {
		const now = at(planned + number * day);
		const terms = number < 0 ? { interviewDay: undefined, plannedDay: undefined } : plan(days);
		if (statusOf(card, terms, now) === "due") {
			card = review(card, now.now, 3);
			found.push(number);
		}
	}
	return found.filter((number) => number >= 0);
}

function review(card: CardState, time: number, rating: Rating): CardState {
	const { reviews } = card;
	return {
		...card,
		schedule: atFour.review(card.schedule, rating, { at: time }),
		reviews: [...reviews, { id: `alpha.1.${reviews.length + 1}`, at: time, rating }],
	};
}
