import assert from "node:assert/strict";
import { Cram } from "../../../src/core/session/cram";

describe("cramming", () => {
	const begun = () => new Cram("A topic", ["a", "b", "c"], "event 1");

	it("goes through all, and again through what was not known", () => {
		const cram = begun();
		cram.rate("a", 1, "event 1");
		cram.rate("b", 3, "event 1");
		cram.rate("c", 4, "event 1");
		assert.deepEqual([cram.next, cram.left], ["a", 1]);
		cram.rate("a", 3, "event 1");
		assert.deepEqual([cram.next, cram.left], [undefined, 0]);
	});

	it("has a question of it that is rated again, and after its end none", () => {
		const cram = begun();
		cram.rate("a", 3, "event 1");
		assert.deepEqual([cram.has("a"), cram.has("d")], [true, false]);
		cram.rate("b", 3, "event 1");
		cram.rate("c", 3, "event 1");
		assert.equal(cram.has("a"), false);
	});

	it("goes back as far as it came, also from its end", () => {
		const cram = begun();
		cram.rate("b", 1, "event 1");
		cram.rate("a", 3, "event 1");
		assert.equal(cram.canGoBack, true);
		assert.deepEqual([cram.back(), cram.left, cram.back(), cram.next, cram.back()], ["a", 3, "b", "a", undefined]);
		assert.equal(cram.canGoBack, false);
	});

	it("tells whether something was recorded since", () => {
		const cram = begun();
		assert.deepEqual([cram.isLast("event 1"), cram.isLast("event 2")], [true, false]);
		cram.rate("a", 3, "event 2");
		assert.equal(cram.isLast("event 2"), true);
	});
});
