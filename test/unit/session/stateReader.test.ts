import assert from "node:assert/strict";
import { fold } from "../../../src/core/journal/fold";
import { StateReader } from "../../../src/features/recall/stateReader";
import { ChangedError } from "../../../src/platform/changedError";
import { type EventSource, inMemory } from "../../../src/platform/eventSource";
import type { Survey, WindowJournal } from "../../../src/platform/journalStorage";
import { reviewed, scheduler } from "../../support/recall";

const events = [1, 2, 3].map((number) => reviewed(`a.b.${number}`, number, "gil/free", 3));
const states = new StateReader(scheduler, {});

/** A journal whose files change while they are read, as often as given. */
function changing(times: number) {
	let left = times;
	const whole = inMemory(events);
	const source: EventSource = {
		table: whole.table,
		read: async (rows) => {
			if (left-- > 0) {
				throw new ChangedError();
			}
			return whole.read(rows);
		},
	};
	return { surveyAnew: async () => ({ source }) as Survey } as WindowJournal;
}

describe("the state of a journal", () => {
	it("is read again while another program changes the files, and each reading is told", async () => {
		const told: Survey[] = [];
		const state = await states.readAnew(changing(3), (survey) => told.push(survey));
		assert.deepEqual(state, fold(events, scheduler));
		assert.equal(told.length, 4);
	});

	it("is not read where another program never stops to change the files", async () => {
		await assert.rejects(
			states.readAnew(changing(100), () => {}),
			ChangedError,
		);
	});

	it("is extended under the current keys of the questions", () => {
		const renaming = new StateReader(scheduler, { "dunder:gil/free": "dunder:gil/freed" });
		const state = renaming.extended(renaming.empty, events);
		assert.deepEqual([...(state?.cards.keys() ?? [])], ["dunder:gil/freed"]);
	});
});
