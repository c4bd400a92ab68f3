import assert from "node:assert/strict";
import { idOfState, parseFromPanel } from "../../../src/core/protocol/messages";

describe("a message from the panel", () => {
	it("comes through when it is known", () => {
		const known = [
			{ type: "readable" },
			{ type: "ready", id: "a/b" },
			{ type: "shown" },
			{ type: "keyboard", isHere: true },
			{ type: "related", id: "a/b" },
			{ type: "link", question: "a/b", link: 3 },
			{ type: "run", question: "a/b", experiment: 0 },
			{ type: "rate", question: "a/b", rating: 4 },
			{ type: "command", command: "next" },
		];
		for (const message of known) {
			assert.deepEqual(parseFromPanel({ ...message, more: "dropped" }), message);
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
			{ type: "run", question: "a/b" },
			{ type: "run", question: "a/b", experiment: Number.NaN },
			{ type: "run", experiment: 0 },
			{ type: "link", question: "a/b", link: "file:///etc/passwd" },
			{ type: "link", question: "a/b", link: -1 },
			{ type: "link", link: 3 },
			{ type: "rate", question: "a/b", rating: 5 },
			{ type: "rate", rating: 4 },
		];
		for (const message of [...unknown, { type: "command", command: "workbench.action.quit" }, { type: "related" }]) {
			assert.equal(parseFromPanel(message), undefined);
		}
	});

	it("or its kept state gives an id only where there is one", () => {
		assert.equal(idOfState({ id: "a/b" }), "a/b");
		for (const state of [undefined, null, {}, { id: 1 }, "a/b"]) {
			assert.equal(idOfState(state), undefined);
		}
	});
});
