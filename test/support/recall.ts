import fc from "fast-check";
import type { EventPayload, JournalEvent, Rating } from "../../src/core/journal/events";
import type { StoredEvent } from "../../src/core/journal/storedEvent";
import { type Calendar, type Moment, studyTime } from "../../src/core/schedule/day";
import { createScheduler, type Scheduler } from "../../src/core/schedule/schedule";
import { calendarOf } from "../../src/core/schedule/zonedCalendar";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const utc: Calendar = {
	localTime: (ms) => {
		const date = new Date(ms);
		return {
			year: date.getUTCFullYear(),
			month: date.getUTCMonth() + 1,
			day: date.getUTCDate(),
			hour: date.getUTCHours(),
			minute: date.getUTCMinutes(),
			second: date.getUTCSeconds(),
		};
	},
	instant: (year, month, date, hours) => Date.UTC(year, month - 1, date, hours),
};

/** FSRS as in its own tests: days by UTC, and a desired retention of 90 %. */
export const scheduler = createScheduler({ desiredRetention: 0.9, studyTime: (at) => studyTime(at, 0, utc) });

/** FSRS in a time zone, where study days begin at four. */
export function schedulerIn(timeZone: string): Scheduler {
	const calendar = calendarOf(timeZone);
	return createScheduler({ desiredRetention: 0.9, studyTime: (at) => studyTime(at, 4, calendar) });
}

/** A time, with the study day that it is on by UTC. */
export function momentOf(at: number): Moment {
	return { at, day: Math.floor(at / day) };
}

export function reviewed(id: string, at: number, question: string, rating: Rating): JournalEvent {
	return { id, at, kind: "reviewed", pack: "dunder", question, rating };
}

/** Some events of two devices with two sessions each, as written. Clocks go back, and any event may be undone. */
export const journal: fc.Arbitrary<readonly StoredEvent[]> = fc
	.record({ steps: fc.array(step(), { maxLength: 24 }), sorted: fc.boolean() })
	.map(({ steps, sorted }) => written(sorted ? steps.toSorted((one, other) => one.at - other.at) : steps));

interface Step {
	readonly session: string;
	readonly at: number;
	readonly happening: Exclude<EventPayload, { kind: "undone" }> | { readonly kind: "undone" | "dreamt" };
	readonly target: number;
}

function step(): fc.Arbitrary<Step> {
	const key = fc.record({
		pack: fc.constantFrom("dunder", "other"),
		question: fc.constantFrom("gil/free", "gil/locks", "memory/cycles"),
	});
	const of = <Fields>(fields: { [Name in keyof Fields]: fc.Arbitrary<Fields[Name]> }) =>
		fc.tuple(key, fc.record(fields)).map(([named, others]) => ({ ...named, ...others }));
	const kind = <Kind extends string>(name: Kind) => fc.constant(name);
	const rating = fc.constantFrom<Rating>(1, 2, 3, 4);
	const note = of({ kind: kind("noted"), text: fc.constantFrom("", "Note") });
	// The study days around all times; for some of these, a day is impossible.
	const studyDay = fc.integer({ min: 20_831, max: 20_845 });
	const interviewDay = fc.constantFrom("2027-01-20", null);
	const until = fc.integer({ min: 0, max: 9 });
	return fc.record({
		session: fc.constantFrom("alpha.1", "alpha.2", "beta.1", "beta.2"),
		at: fc.integer({ min: 1, max: 60 }).map((hours) => 1_800_000_000_000 + hours * 4 * hour),
		happening: fc.oneof(
			// Earlier versions recorded no study day.
			of({ kind: kind("reviewed"), rating }),
			of({ kind: kind("reviewed"), rating, day: studyDay }),
			of({ kind: kind("reviewed"), rating, day: studyDay }),
			of({ kind: kind("suspended"), on: fc.boolean() }),
			of({ kind: kind("starred"), on: fc.boolean() }),
			of({ kind: kind("buried"), until }),
			of({ kind: kind("buried"), until, untilDay: studyDay }),
			of({ kind: kind("forgotten") }),
			note,
			note,
			note,
			of({ kind: kind("predicted"), experiment: fc.constantFrom(1, 2), statements: fc.constant([]) }),
			fc.record({ kind: kind("planned"), day: interviewDay }),
			fc.record({ kind: kind("planned"), day: interviewDay, setOn: studyDay }),
			fc.record({
				kind: kind("reset"),
				pack: fc.constantFrom("dunder", "other"),
				prefix: fc.constantFrom("", "gil/", "gil/free"),
			}),
			fc.record({ kind: fc.constantFrom("undone" as const, "undone" as const, "dreamt" as const) }),
		),
		target: fc.nat(),
	});
}

function written(steps: readonly Step[]): StoredEvent[] {
	const lengths = new Map<string, number>();
	const ids = steps.map(({ session }) => {
		const sequence = (lengths.get(session) ?? 0) + 1;
		lengths.set(session, sequence);
		return `${session}.${sequence}`;
	});
	return steps.map(({ at, happening, target }, index) => {
		const id = ids[index] as string;
		// Some windows had seen earlier events that are still to come by their own clock.
		const known = Math.max(0, ...steps.slice(0, index).map((step) => step.at));
		const base = { id, at, ...(known > at && target % 2 === 0 && { after: known }) };
		switch (happening.kind) {
			case "undone":
				return { ...base, kind: "undone", target: ids[target % ids.length] as string };
			case "noted":
				return { ...base, ...happening, ...(target % 4 > 0 && continued(steps, ids, index)) };
			default:
				return { ...base, ...happening };
		}
	});
}

/** What makes a note go on with the one before it in its session: that one's id and, mostly, its question. */
function continued(steps: readonly Step[], ids: readonly string[], index: number) {
	const step = steps[index] as Step;
	const last = steps.findLastIndex(
		({ session, happening }, place) => place < index && session === step.session && happening.kind === "noted",
	);
	const { happening } = steps[last] ?? step;
	const isSame = "question" in happening && step.target % 8 > 1;
	return {
		continues: ids[Math.max(0, last)] as string,
		...(isSame && { pack: happening.pack, question: happening.question }),
	};
}
