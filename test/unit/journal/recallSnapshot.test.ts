import assert from "node:assert/strict";
import fc from "fast-check";
import { crc32 } from "../../../src/core/journal/crc32";
import { rememberText, textOf } from "../../../src/core/journal/eventText";
import { extend, fold } from "../../../src/core/journal/fold";
import { fromSnapshot, toSnapshot } from "../../../src/core/journal/snapshot";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { createScheduler } from "../../../src/core/schedule/schedule";
import { day, journal, reviewed, scheduler } from "../../support/recall";

const start = 1_800_000_000_000;
const basis = scheduler.name;
const state = fold(
	[
		reviewed("alpha.1.1", start, "gil/free", 3),
		reviewed("beta.1.1", start + day, "gil/free", 1),
		{ id: "beta.1.2", at: start, kind: "noted", pack: "dunder", question: "gil/locks", text: "Überall – 鍵" },
	],
	scheduler,
);

describe("a snapshot", () => {
	it("is read as the state that was kept, which later events extend", () => {
		fc.assert(
			fc.property(journal, fc.constantFrom(0, 3, undefined), (events, limit) => {
				const folded = fold(events, scheduler, limit);
				const kept = fromSnapshot(toSnapshot(folded, basis), basis, scheduler);
				assert.deepEqual(kept, folded);
				const later = reviewed("gamma.1.1", start + 20 * day, "gil/free", 3);
				assert.deepEqual(kept && extend(kept, [later], scheduler, limit), fold([...events, later], scheduler, limit));
			}),
		);
	});

	it("is refused where a bit of it is another, wherever", () => {
		const whole = toSnapshot(state, basis);
		for (let place = 0; place < whole.length; place++) {
			const damaged = Uint8Array.from(whole);
			damaged[place] = (damaged[place] ?? 0) ^ (1 << (place % 8));
			assert.equal(fromSnapshot(damaged, basis, scheduler), undefined, `byte ${place}`);
		}
	});

	it("is refused where its end is missing, or more than its end", () => {
		const whole = toSnapshot(state, basis);
		for (let length = 0; length < whole.length; length++) {
			assert.equal(fromSnapshot(whole.subarray(0, length), basis, scheduler), undefined, `${length} bytes`);
		}
		assert.deepEqual(fromSnapshot(whole, basis, scheduler), state);
	});

	it("is refused where it was kept for another retention", () => {
		const other = createScheduler({ desiredRetention: 0.91, studyTime: (at) => at });
		assert.notEqual(other.name, basis);
		assert.equal(fromSnapshot(toSnapshot(state, other.name), basis, scheduler), undefined);
	});

	it("is refused where it is of another version", () => {
		const json = new TextDecoder().decode(toSnapshot(state, basis)).slice(9);
		const kept = (text: string) => {
			const crc = crc32(new TextEncoder().encode(text)).toString(16).padStart(8, "0");
			return new TextEncoder().encode(`${crc} ${text}`);
		};
		assert.deepEqual(fromSnapshot(kept(json), basis, scheduler), state);
		assert.equal(fromSnapshot(kept(json.replace(/"version":\d+/, '"version":3')), basis, scheduler), undefined);
	});

	it("keeps numbers of recent events that JavaScript cannot hold", () => {
		const text = '{"id":"a.b.1","at":1,"kind":"dreamt","of":9007199254740993}';
		const event: StoredEvent = JSON.parse(text);
		rememberText(event, text);
		const folded = fold([event], scheduler);
		const kept = fromSnapshot(toSnapshot(folded, basis), basis, scheduler);
		assert.equal(kept?.journal.recent.map(textOf).join(), text);
	});
});
