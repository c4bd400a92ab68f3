import assert from "node:assert/strict";
import { remembered } from "../../../src/core/text/remembered";

describe("a function that remembers", () => {
	it("works out the same text once, until others have come that are too long to be kept with it", () => {
		const asked: string[] = [];
		const lengthOf = remembered((text) => {
			asked.push(text.slice(0, 1));
			return { length: text.length };
		});
		const [a, b, c] = ["a", "b", "c"].map((letter) => letter.repeat(1_900_000));
		for (const text of [a, b, a, "", "", c, a, b]) {
			assert.deepEqual(lengthOf(text ?? ""), { length: text?.length });
		}
		// The third text doesn't fit, so the second, whose last use is the oldest, is forgotten.
		assert.equal(asked.join(","), "a,b,,c,b");
	});

	it("keeps the last, however long", () => {
		let count = 0;
		const once = remembered(() => ({ count: ++count }));
		const long = "x".repeat(9_000_000);
		assert.equal(once(long).count, 1);
		assert.equal(once(long).count, 1);
	});
});
