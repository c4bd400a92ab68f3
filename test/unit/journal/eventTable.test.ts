import assert from "node:assert/strict";
import fc from "fast-check";
import { compareParts, distinct } from "../../../src/core/journal/distinct";
import { type EventTable, tableOf } from "../../../src/core/journal/eventTable";
import { inOrder } from "../../../src/core/journal/order";
import { sortRows } from "../../../src/core/journal/sortRows";
import { complete } from "../../../src/core/journal/steps";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { journal, reviewed } from "../../support/recall";

const rows = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

/** All that a table tells. */
function contentsOf(table: EventTable) {
	const of = (row: number) => [
		...[table.id(row), table.at(row), table.time(row), table.print(row), table.isReadable(row)],
		...[table.sequence(row), table.sessions[table.session(row)], table.targets.get(row)],
	];
	return Array.from(rows(table.size), of).concat([table.sessions]);
}

describe("the sort of rows", () => {
	for (const count of [0, 1, 1_023, 1_024, 1_025, 3_000, 10_000]) {
		it(`is stable, with pauses in between: ${count}`, () => {
			for (const keyOf of [(row: number) => (row * 7_919) % 97, (row: number) => row, (row: number) => -row]) {
				const steps = sortRows(rows(count), (one, other) => keyOf(one) - keyOf(other));
				let pauses = 0;
				let step = steps.next();
				for (; !step.done; step = steps.next()) {
					pauses++;
				}
				assert.deepEqual(
					[...step.value],
					[...rows(count)].sort((one, other) => keyOf(one) - keyOf(other)),
				);
				assert.ok(pauses >= count / 1_024);
			}
		});
	}
});

describe("a table of events", () => {
	it("has what decides their order", () => {
		fc.assert(
			fc.property(journal, (events) => {
				const table = tableOf(events);
				assert.deepEqual(
					events.map((_, row) => [table.id(row), table.at(row)]),
					events.map(({ id, at }) => [id, at]),
				);
			}),
		);
	});

	it("has the rows of another one after its own", () => {
		fc.assert(
			fc.property(journal, fc.nat(24), (events, place) => {
				const [table, whole] = [tableOf(events.slice(0, place)), tableOf(events)];
				for (const _ of table.append(tableOf(events.slice(place)))) {
					// Each of these is a pause.
				}
				assert.deepEqual(contentsOf(table), contentsOf(whole));
			}),
		);
	});

	const one = reviewed("a.b.1", 1, "gil/free", 3);
	const turned = Object.fromEntries(Object.entries(one).reverse()) as unknown as StoredEvent;
	const other = reviewed("a.b.1", 1, "gil/locks", 3);
	const third = reviewed("a.b.2", 1, "gil/free", 3);

	it("has each event once, with its first and its last row", () => {
		const events = [third, one, other, turned, one, third];
		const { first, last } = complete(distinct(tableOf(events)), events);
		assert.deepEqual(
			[first, last].map((found) => [...found]),
			[
				[1, 2, 0],
				[4, 2, 5],
			],
		);
	});

	it("tells what only one of two parts has", () => {
		const events = [one, third, turned, other, other];
		const { before, after } = complete(compareParts(tableOf(events), 2), events);
		assert.deepEqual([[...before], [...after]], [[1], [3]]);
	});

	it("asks for no events where all copies have the same text", () => {
		const events = [one, third, { ...one }, { ...third }];
		const none = complete(distinct(tableOf(events)), []);
		assert.deepEqual([...none.first], [0, 1]);
	});

	it("puts thousands of events into the order that a few have", () => {
		const events = Array.from({ length: 5_000 }, (_, index) =>
			reviewed(`a.${index % 40}.${1 + Math.floor(index / 40)}`, (index * 7_919) % 5_003, "gil/free", 3),
		);
		const expected = events.map(({ id }) => id);
		const order = inOrder(events, undefined);
		assert.equal(new Set(order.map(({ event }) => event.id)).size, expected.length);
		for (const [index, { time, session, sequence }] of order.entries()) {
			const before = order[index - 1];
			assert.ok(!before || before.time < time || (before.time === time && before.session <= session));
			assert.ok(!before || before.session !== session || before.sequence < sequence);
		}
	});
});
