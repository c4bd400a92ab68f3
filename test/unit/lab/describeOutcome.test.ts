import assert from "node:assert/strict";
import { describeOutcome } from "../../../src/core/lab/describeOutcome";
import type { RaisedError } from "../../../src/core/lab/runReport";

const error = { name: "TypeError", message: "no" } as RaisedError;
const wrong = { verdict: "wrong", predicted: ["[1]"] } as const;
const right = { verdict: "right", predicted: ["[1]"] } as const;

describe("what a statement did", () => {
	it("comes before what was predicted", () => {
		assert.equal(
			describeOutcome({ output: ["1", "2"], error: undefined }, wrong),
			"Printed `1` ⏎ `2`; you predicted `[1]`.",
		);
		assert.equal(describeOutcome({ output: [], error: undefined }, wrong), "Printed nothing; you predicted `[1]`.");
		assert.equal(describeOutcome({ output: [], error }, wrong), "Raised `TypeError: no`; you predicted `[1]`.");
		assert.equal(
			describeOutcome({ output: ["1"], error }, wrong),
			"Printed `1`, and then raised `TypeError: no`; you predicted `[1]`.",
		);
		assert.equal(describeOutcome(undefined, wrong), "Never reached; you predicted `[1]`.");
	});

	it("stands alone where the prediction was right or there was none", () => {
		assert.equal(describeOutcome({ output: ["[1]"], error: undefined }, right), "Printed `[1]`.");
		assert.equal(describeOutcome({ output: [], error }, { ...wrong, verdict: "unknown" }), "Raised `TypeError: no`.");
	});
});
