import assert from "node:assert/strict";
import fc from "fast-check";
import { compareParts } from "../../../src/core/journal/distinct";
import { fold, foldSteps } from "../../../src/core/journal/fold";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { ChangedError } from "../../../src/platform/changedError";
import { ChunkedEvents } from "../../../src/platform/chunkedEvents";
import { eventsNotIn, exportPieces, follow, inMemory, join, withCurrentKeys } from "../../../src/platform/eventSource";
import { breathe, inBatches } from "../../../src/platform/slices";
import { eventsIn, exportText } from "../../support/events";
import { journal, reviewed, scheduler } from "../../support/recall";

/** A source that loads its events again in chunks of a few. */
function chunked(events: readonly StoredEvent[], size: number) {
	const loads: number[] = [];
	const source = new ChunkedEvents<number>(async (start) => {
		loads.push(start);
		return events.slice(start, start + size);
	});
	for (let start = 0; start < events.length; start += size) {
		source.add(start, events.slice(start, start + size));
	}
	return { source, loads };
}

const some = Array.from({ length: 30 }, (_, index) => reviewed(`a.b.${index + 1}`, index, "gil/free", 3));

describe("a source of events", () => {
	it("has the same state as the events in memory", async () => {
		await fc.assert(
			fc.asyncProperty(journal, fc.integer({ min: 1, max: 7 }), async (events, size) => {
				const { source } = chunked(events, size);
				const joined = await join(source, inMemory(events.toReversed()));
				for (const given of [source, joined]) {
					assert.deepEqual(await follow(foldSteps(given.table, scheduler, 3), given), fold(events, scheduler, 3));
				}
			}),
		);
	});

	it("is exported as the events in memory are", async () => {
		await fc.assert(
			fc.asyncProperty(journal, async (events) => {
				let text = "";
				for await (const piece of exportPieces(chunked(events, 5).source)) {
					text += piece;
				}
				assert.equal(text, exportText(events));
			}),
		);
	});

	it("gives events in the order of the rows, and loads each chunk once", async () => {
		const { source, loads } = chunked(some, 4);
		const rows = Uint32Array.from([29, 0, 28, 1, 5, 0]);
		assert.deepEqual(
			await source.read(rows),
			Array.from(rows, (row) => some[row]),
		);
		assert.deepEqual(loads.toSorted(), [0, 28, 4].toSorted());
		await source.read(rows);
		assert.equal(loads.length, 3);
	});

	it("refuses events that have changed since they were counted", async () => {
		for (const now of [[], some.slice(1), some.map((event) => ({ ...event, at: event.at + 1 }))]) {
			const source = new ChunkedEvents<number>(async () => now);
			source.add(0, some);
			await assert.rejects(source.read(Uint32Array.from([7])), ChangedError);
		}
	});

	it("tells what another one lacks, in order of time", async () => {
		const { both, rows } = await eventsNotIn(inMemory(some.slice(0, 20)), chunked(some.toReversed(), 3).source);
		assert.deepEqual(await both.read(rows), some.slice(20));
	});

	it("names each question by its current key", async () => {
		const source = withCurrentKeys(chunked(some, 4).source, { "dunder:gil/free": "dunder:gil/freed" });
		assert.ok((await eventsIn(source)).every((event) => "question" in event && event.question === "gil/freed"));
	});

	it("is left when the work is aborted", async () => {
		const { source } = chunked(some, 4);
		const signal = AbortSignal.abort();
		await assert.rejects(follow(compareParts(source.table, 10), source, { signal }), { name: "AbortError" });
	});
});

describe("long work", () => {
	/** Blocks the event loop, as a step of long work does. */
	const block = () => {
		for (const start = performance.now(); performance.now() - start < 2; ) {
			// Time passes.
		}
	};

	it("lets everything else have its turn, also where there is more of it", async () => {
		let turns = 0;
		const timer = setInterval(() => turns++);
		const work = async () => {
			// Without turns for others, this would never end.
			while (turns < 3) {
				block();
				await breathe();
			}
		};
		await Promise.all([work(), work(), work()]);
		clearInterval(timer);
	});

	it("makes batches of many items", async () => {
		const batches: (readonly number[])[] = [];
		for await (const batch of inBatches([1, 2, 3, 4, 5], 2, (number) => 10 * number)) {
			batches.push(batch);
		}
		assert.deepEqual(batches, [[10, 20], [30, 40], [50]]);
	});
});
