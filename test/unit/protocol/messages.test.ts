import assert from "node:assert/strict";
import { keyOfState } from "../../../src/core/protocol/panelState";
import { parseFromPanel } from "../../../src/core/protocol/parseFromPanel";

describe("a message from the panel", () => {
	it("comes through when it is known", () => {
		const known = [
			{ type: "readable" },
			{ type: "ready", key: "p:a/b", zone: "America/North_Dakota/New_Salem" },
			{ type: "ready", key: undefined, zone: "+05:30" },
			{ type: "shown" },
			{ type: "keyboard", isHere: true },
			{ type: "related", key: "p:a/b" },
			{ type: "link", question: "p:a/b", link: 3 },
			{ type: "predict", question: "p:a/b", experiment: 0, predictions: ["[1]", ""] },
			{ type: "typed", question: "p:a/b", experiment: 1, predictions: [] },
			{ type: "scratch", question: "p:a/b", experiment: 0 },
			{ type: "stop", question: "p:a/b" },
			{ type: "remedy", question: "p:a/b", remedy: 0 },
			{ type: "rate", question: "p:a/b", rating: 4 },
			{ type: "command", command: "next" },
		];
		for (const message of known) {
			assert.deepEqual(parseFromPanel({ ...message, more: "dropped" }), message);
		}
	});

	it("names no time zone where it has no name of one", () => {
		for (const zone of [undefined, 7, "", "a".repeat(65), "Europe/Berlin ", "../../etc", "{}"]) {
			assert.deepEqual(parseFromPanel({ type: "ready", zone }), { type: "ready", key: undefined, zone: undefined });
		}
	});

	it("is nothing when it is anything else", () => {
		const unknown = [
			undefined,
			null,
			1,
			"ready",
			[],
			{},
			{ type: "predict", question: "p:a/b", experiment: 0 },
			{ type: "predict", question: "p:a/b", experiment: Number.NaN, predictions: [] },
			{ type: "predict", question: "p:a/b", experiment: 0, predictions: [1] },
			{ type: "predict", question: "p:a/b", experiment: 0, predictions: ["x".repeat(1_001)] },
			{ type: "typed", question: "p:a/b", experiment: 0, predictions: Array(101).fill("") },
			{ type: "scratch", question: "p:a/b" },
			{ type: "remedy", question: "p:a/b", remedy: -1 },
			{ type: "stop" },
			{ type: "link", question: "p:a/b", link: "file:///etc/passwd" },
			{ type: "link", question: "p:a/b", link: -1 },
			{ type: "link", link: 3 },
			{ type: "rate", question: "p:a/b", rating: 5 },
			{ type: "rate", rating: 4 },
			{ type: "rate", question: "a/b", rating: 4 },
			{ type: "related", key: "a/b" },
		];
		for (const message of [...unknown, { type: "command", command: "workbench.action.quit" }, { type: "related" }]) {
			assert.equal(parseFromPanel(message), undefined);
		}
	});

	it("or its kept state gives a key only where there is one, and reads an id without a pack as one of our own", () => {
		assert.equal(keyOfState({ key: "p:a/b" }), "p:a/b");
		assert.equal(keyOfState({ id: "a/b" }), "dunder:a/b");
		for (const state of [undefined, null, {}, { id: 1 }, { key: "a/b" }, "a/b"]) {
			assert.equal(keyOfState(state), undefined);
		}
	});
});
