import assert from "node:assert/strict";
import { NavigationHistory } from "../../../src/core/bank/navigationHistory";
import type { QuestionKey } from "../../../src/core/bank/questionKey";

describe("the trail of questions", () => {
	const walked = (...keys: readonly QuestionKey[]) => {
		const trail = new NavigationHistory();
		for (const key of keys) {
			trail.visit(key);
		}
		return trail;
	};

	it("leads back and forward again, and ends where it ends", () => {
		const trail = walked("p:a", "p:b", "p:c");
		const steps = [-1, -1, -1, 1, 1, 1] as const;
		assert.deepEqual(
			steps.map((by) => trail.step(by)),
			["p:b", "p:a", undefined, "p:b", "p:c", undefined],
		);
	});

	it("forgets what lay ahead when another question is opened", () => {
		const trail = walked("p:a", "p:b", "p:c");
		trail.step(-1);
		assert.equal(trail.visit("p:b"), false);
		assert.equal(trail.canGoForward, true);
		assert.equal(trail.visit("p:d"), true);
		assert.equal(trail.canGoForward, false);
		assert.equal(trail.step(-1), "p:b");
	});

	it("tells where back leads, before and after the next question is open", () => {
		const trail = walked("p:a", "p:b");
		assert.deepEqual([trail.before("p:b"), trail.before("p:c")], ["p:a", "p:b"]);
		assert.equal(walked("p:a").before("p:a"), undefined);
	});

	it("is the same after a reload of the window, however long it is", () => {
		const trail = walked("p:a", "p:b", "p:c");
		trail.step(-1);
		const again = new NavigationHistory(JSON.parse(JSON.stringify(trail.kept)));
		assert.equal(again.visit("p:b"), false);
		assert.deepEqual([again.step(1), again.step(-1), again.step(-1), again.step(-1)], ["p:c", "p:b", "p:a", undefined]);
		const long = walked(...Array.from({ length: 300 }, (_, index) => `p:${index}` as const));
		const { keys, place } = long.kept;
		assert.deepEqual([keys.length, keys[place]], [51, "p:299"]);
	});

	it("has the same question once in a row, and none at first", () => {
		assert.equal(walked("p:a", "p:a").canGoBack, false);
		assert.equal(walked("p:a", "p:b", "p:a").canGoBack, true);
		assert.equal(walked().step(-1), undefined);
	});
});
