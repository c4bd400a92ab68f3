import assert from "node:assert/strict";
import { blankLines, fillBlanks } from "../../../src/core/lab/fillBlanks";

const asked = 'f()\n# => ?\ns = """\n# => ?\n"""\ng()\n# => 12\nh()\n# => ?\n# at exit\n# => ?';

describe("the blanks of an experiment", () => {
	it("are the comments that ask, and no text in a string and no mark that is shown", () => {
		assert.deepEqual(blankLines(asked), [1, 8, 10]);
	});

	it("are filled in their order, with as many lines as were typed", () => {
		const filled = fillBlanks(asked, ["1\nTypeError: x", "", "  bye "]);
		assert.equal(
			filled,
			'f()\n# => 1\n# => TypeError: x\ns = """\n# => ?\n"""\ng()\n# => 12\nh()\n# => ?\n# at exit\n# =>   bye',
		);
		assert.equal(fillBlanks(asked, []), asked);
	});

	it("never turn what is typed into code", () => {
		const filled = fillBlanks("f()\n# => ?", ['"""\nimport os\n# endregion']);
		assert.ok(
			filled
				.split("\n")
				.slice(1)
				.every((line) => line.startsWith("# => ")),
		);
	});
});
