import assert from "node:assert/strict";
import { NavigationHistory } from "../../../src/core/bank/navigationHistory";

describe("the trail of questions", () => {
	const walked = (...ids: readonly string[]) => {
		const trail = new NavigationHistory();
		for (const id of ids) {
			trail.visit(id);
		}
		return trail;
	};

	it("leads back and forward again, and ends where it ends", () => {
		const trail = walked("a", "b", "c");
		const steps = [-1, -1, -1, 1, 1, 1] as const;
		assert.deepEqual(
			steps.map((by) => trail.step(by)),
			["b", "a", undefined, "b", "c", undefined],
		);
	});

	it("forgets what lay ahead when another question is opened", () => {
		const trail = walked("a", "b", "c");
		trail.step(-1);
		assert.equal(trail.visit("b"), false);
		assert.equal(trail.canGoForward, true);
		assert.equal(trail.visit("d"), true);
		assert.equal(trail.canGoForward, false);
		assert.equal(trail.step(-1), "b");
	});

	it("has the same question once in a row, and none at first", () => {
		assert.equal(walked("a", "a").canGoBack, false);
		assert.equal(walked("a", "b", "a").canGoBack, true);
		assert.equal(walked().step(-1), undefined);
	});
});
