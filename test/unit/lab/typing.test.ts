import assert from "node:assert/strict";
import { Typing } from "../../../src/core/lab/typing";

/** For each step, `!` if nothing is being composed after it, otherwise `.`. `n→ni` is a composition that continues. */
function composed(...steps: readonly string[]): string {
	const typing = new Typing();
	let offset = 10;
	return steps
		.map((step) => {
			const [before = "", after] = step.includes("→") ? step.split("→") : ["", step];
			// A bracket that is typed over is after the cursor, and a text that is being composed is before it.
			offset -= step === "]→]" ? 0 : before.length;
			const isSettled = typing.isSettled({ text: after ?? "", replaced: before.length, offset });
			offset += step === "[]" ? 1 : (after ?? "").length;
			return isSettled ? "!" : ".";
		})
		.join("");
}

describe("what is typed", () => {
	it("is known not to be composed once two characters were put in one after the other", () => {
		assert.equal(composed("o", "n", "e"), ".!!");
		assert.equal(composed("4", "2"), ".!");
		assert.equal(composed("-", "1", ".", "5"), ".!!!");
		assert.equal(composed("x", "1"), ".!");
		assert.equal(composed("T", "r", "u", "e", " "), ".!!!!");
	});

	it("is known not to be composed where the editor has closed a bracket", () => {
		assert.equal(composed("[]", "1"), "!!");
		assert.equal(composed("[]", "n", "o", "]→]"), "!.!!");
		assert.equal(composed("[]", "]→]"), "!!");
	});

	it("may begin a composition behind a sign, by a dead key or outside of ASCII", () => {
		assert.equal(composed("1", "n"), "..");
		assert.equal(composed("a", "'"), "..");
		assert.equal(composed("a", "ㅎ"), "..");
		assert.equal(composed("é", "a"), "..");
	});

	it("learns which keys are not dead from what comes behind them", () => {
		assert.equal(composed("'", "a", "b", "'"), "..!!");
		assert.equal(composed("'", "'→'", "a", "'", "'→'", "x"), "......");
	});

	it("is in composition while it replaces itself", () => {
		assert.equal(composed("n", "n→ni", "ni→ni ", "ni →你"), "....");
		assert.equal(composed("ㅎ", "ㅎ→하", "하→한", "ㄱ", "ㄱ→글"), ".....");
		assert.equal(composed("´", "´→á", "b"), "...");
		assert.equal(composed("n", "n→你", "h", "h→hao"), "....");
	});

	it("is another thing at another place", () => {
		const typing = new Typing();
		assert.equal(typing.isSettled({ text: "a", replaced: 0, offset: 5 }), false);
		assert.equal(typing.isSettled({ text: "b", replaced: 0, offset: 9 }), false);
		assert.equal(typing.isSettled({ text: "c", replaced: 0, offset: 10 }), true);
	});
});
