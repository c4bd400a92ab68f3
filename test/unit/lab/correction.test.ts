import assert from "node:assert/strict";
import { describeOutcome, diffOf } from "../../../src/core/lab/correction";
import { shownIn } from "../../../src/core/lab/marks";
import { isUnpredicted, type Judgement } from "../../../src/core/lab/prediction";

const wrong = (predicted: readonly string[], actual: readonly string[] | undefined, hasRaised = false): Judgement => ({
	...{ line: 1, isAtExit: false, markLine: 2, verdict: "wrong", hint: undefined },
	...{ predicted, actual, hasRaised },
});

describe("a wrong prediction", () => {
	it("is corrected in one line", () => {
		for (const [judgement, text] of [
			[wrong(["4"], ["5"]), "Printed 5; you predicted 4"],
			[wrong(["1", "2"], ["1", "3"]), "Printed 1 ⏎ 3; you predicted 1 ⏎ 2"],
			[wrong(["4"], []), "Printed nothing; you predicted 4"],
			[wrong([""], ["5"]), "Printed 5; you predicted (empty line)"],
			[wrong(["4"], ["KeyError: 'a'"], true), "Raised KeyError: 'a'; you predicted 4"],
			[wrong(["4"], ["4", "KeyError: 'a'"], true), "Printed 4, and then raised KeyError: 'a'; you predicted 4"],
			[wrong(["4"], undefined), "Never reached; you predicted 4"],
		] as const) {
			assert.equal(describeOutcome(judgement), text);
		}
	});

	it("leaves what was done alone where it was right or was not predicted", () => {
		assert.equal(describeOutcome({ ...wrong(["5"], ["5"]), verdict: "right" }), "Printed 5");
		assert.equal(describeOutcome({ ...wrong(["?"], []), verdict: "unknown" }), "Printed nothing");
		assert.equal(
			describeOutcome(wrong(["a`"], ["b"]), (line) => `<${line}>`),
			"Printed <b>; you predicted <a`>",
		);
	});

	it("is compared line by line", () => {
		assert.deepEqual(diffOf({ predicted: ["1", "2"], actual: ["1", "3", "4"] }), [" 1", "-2", "+3", "+4"]);
		assert.deepEqual(diffOf({ predicted: ["1"], actual: undefined }), ["-1"]);
	});
});

describe("an experiment is unpredicted", () => {
	const isShown = shownIn("print(1)\n# => 1\nf()\n# => ?");

	it("while all of its marks are blank", () => {
		assert.equal(isUnpredicted("f()\n# => ?\ng()\n# => ?", isShown), true);
		assert.equal(isUnpredicted("f()\n# at exit\n# => ?", isShown), true);
		assert.equal(isUnpredicted("print(1)\n# => 1\nf()\n# => ?", isShown), true, "the other mark was shown");
		assert.equal(isUnpredicted("f()\n# => ?\ng()\n# => nothing", isShown), false);
	});

	it("only if there is something to predict", () => {
		assert.equal(isUnpredicted("f()", isShown), false);
		assert.equal(isUnpredicted("print(1)\n# => 1", isShown), false);
	});
});
