import assert from "node:assert/strict";
import { Lazy } from "../../../src/platform/lazy";

describe("what is loaded on first use", () => {
	it("is loaded once, however many ask", async () => {
		let loads = 0;
		const lazy = new Lazy(async () => ++loads);
		assert.equal(lazy.started, undefined);
		assert.deepEqual(await Promise.all([lazy.get(), lazy.get()]), [1, 1]);
		assert.deepEqual([await lazy.get(), await lazy.started], [1, 1]);
	});

	it("is loaded again after a load that failed", async () => {
		const outcomes = [new Error("its file is being replaced"), new Error("once more")];
		const lazy = new Lazy(async () => {
			const failure = outcomes.shift();
			if (failure) {
				throw failure;
			}
			return "loaded";
		});
		await Promise.all([lazy.get(), lazy.get()].map((loading) => assert.rejects(loading, /being replaced/)));
		assert.equal(lazy.started, undefined);
		await assert.rejects(lazy.get(), /once more/);
		assert.equal(await lazy.get(), "loaded");
	});
});
