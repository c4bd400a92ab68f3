import assert from "node:assert/strict";
import { judgePredictions } from "../../../src/core/lab/prediction";
import { recordOutputs } from "../../../src/core/lab/recordOutputs";
import type { Supervisor } from "../../../src/platform/node/supervisor";
import { run, startNewest } from "../../support/running";

describe("writing outputs into the code", () => {
	let supervisor: Supervisor;
	before(async () => {
		supervisor = await startNewest();
	});
	after(() => supervisor.dispose());

	/**
	 * Runs code and compares what is recorded with `written`. Runs that too, and fails if a mark is not judged right or
	 * is recorded differently.
	 */
	async function writes(code: string, written: string): Promise<void> {
		assert.equal(recordOutputs(code, await run(supervisor, code)), written);
		const report = await run(supervisor, written);
		const judgements = judgePredictions(written, report, "3.13.0");
		assert.deepEqual(
			judgements.filter(({ verdict }) => verdict !== "right"),
			[],
			written,
		);
		assert.equal(recordOutputs(written, report), written);
	}

	/** Checks pairs of code and what is to be recorded. */
	const each = async (cases: readonly (readonly [code: string, written: string])[]) => {
		for (const [code, written] of cases) {
			await writes(code, written);
		}
	};

	it("puts one line behind the statement and more below it", () =>
		each([
			["print(1)", "print(1)  # => 1"],
			["print(1)\nx = 2\nprint(3)\n", "print(1)  # => 1\nx = 2\nprint(3)  # => 3\n"],
			["print('a\\nb')\nprint(3)", "print('a\\nb')\n# => a\n# => b\nprint(3)  # => 3"],
			["print()", "print()  # =>"],
			["print('a\\n\\nb\\n')", "print('a\\n\\nb\\n')\n# => a\n# =>\n# => b\n# =>"],
			[`print('${"x".repeat(80)}')`, `print('${"x".repeat(80)}')\n# => ${"x".repeat(80)}`],
			["raise ValueError('no')", "raise ValueError('no')  # !! ValueError: no"],
			["raise KeyError", "raise KeyError  # !! KeyError"],
			["raise ValueError(' a \\nb')", "raise ValueError(' a \\nb')  # !! ValueError:  a"],
			["print(1); raise KeyError", "print(1); raise KeyError\n# => 1\n# !! KeyError"],
			["\n\nprint(1)\n\n", "\n\nprint(1)  # => 1\n\n"],
		]));

	it("finds the end of a statement of any shape", () =>
		each([
			["for x in 'ab':\n    print(x)\n\nx = 1", "for x in 'ab':\n    print(x)\n# => a\n# => b\n\nx = 1"],
			["if True:\n\tprint(1)\nelse:\n\tprint(2)", "if True:\n\tprint(1)\nelse:\n\tprint(2)  # => 1"],
			["print(\n    1,\n    2,\n)", "print(\n    1,\n    2,\n)  # => 1 2"],
			["print('''a\nb''')\nx = 1", "print('''a\nb''')\n# => a\n# => b\nx = 1"],
			[
				"def show(f): print(f.__name__); return f\n@show\n@show\ndef f():\n    pass",
				"def show(f): print(f.__name__); return f\n@show\n@show\ndef f():\n    pass\n# => f\n# => f",
			],
			["class A:\n    print('body')\n    x = 1", "class A:\n    print('body')\n    x = 1  # => body"],
			["print(1); print(2); x = 3", "print(1); print(2); x = 3\n# => 1\n# => 2"],
			["print(1, end=''); print(2)", "print(1, end=''); print(2)  # => 12"],
			["def f():\n    return 1\n# about\n\nprint(f())", "def f():\n    return 1\n# about\n\nprint(f())  # => 1"],
		]));

	it("takes the place of the marks that were there", () =>
		each([
			["print(1)  # => ?", "print(1)  # => 1"],
			["print(1)  # => 2\n# => 3\n\n# !! KeyError\nx = 1", "print(1)  # => 1\n\nx = 1"],
			["print('a\\nb')  # => ?\nx = 1", "print('a\\nb')\n# => a\n# => b\nx = 1"],
			["print(1)\n# => ?\n# => x", "print(1)\n# => 1"],
			["print(1)  # =>\n# =>3.99 2", "print(1)  # => 1"],
			["print(\n    1  # => ?\n)", "print(\n    1  # => 1\n)"],
			["print('a\\nb',  # => ?\n    'c')", "print('a\\nb',\n# => a\n# => b c\n    'c')"],
			[
				"for x in 'ab':\n    print(x)  # => ?\n    x += x\nx = 1",
				"for x in 'ab':\n    print(x)\n    # => a\n    # => b\n    x += x\nx = 1",
			],
			["for x in 'ab':\n    # => ?\n    print(x)", "for x in 'ab':\n    # => a\n    # => b\n    print(x)"],
			["for x in 'a':\n    print(x)  # => b\n    x += x  # => c", "for x in 'a':\n    print(x)  # => a\n    x += x"],
		]));

	it("says nothing where a marked statement printed nothing, and leaves the others alone", () =>
		each([
			["x = 1  # => ?", "x = 1  # => nothing"],
			["x = 1\n# => ?\n# => 2\ny = 1", "x = 1\n# => nothing\ny = 1"],
			["x = 1  # mine\n\n\ny = 2", "x = 1  # mine\n\n\ny = 2"],
		]));

	it("stands below a comment, not in it", () =>
		each([
			["print(1)  # mine", "print(1)  # mine\n# => 1"],
			["for x in 'a':\n    print(x)  # mine", "for x in 'a':\n    print(x)  # mine\n# => a"],
			["# mine\nprint(1)", "# mine\nprint(1)  # => 1"],
			["print('#')", "print('#')  # => #"],
		]));

	it("keeps output that looks like a mark, a comment, a version or a region", () =>
		each([
			["print('# => 1')", "print('# => 1')  # => # => 1"],
			["print('=> 1')", "print('=> 1')  # => => 1"],
			["print('3.13 x')", "print('3.13 x')  # => 3.13 x"],
			["print(3.13)  # =>3.12", "print(3.13)  # => 3.13"],
			["print('# endregion')", "print('# endregion')  # => # endregion"],
			["print('  a')", "print('  a')  # =>   a"],
			["print('\\ta')", "print('\\ta')  # => \ta"],
			["print('nothing')", "print('nothing')  # => nothing"],
			["print('?!')", "print('?!')  # => ?!"],
			["print('naïve 😀')", "print('naïve 😀')  # => naïve 😀"],
		]));

	it("escapes what would end the comment or is no text", () =>
		each([
			["print('a\\rimport os')", "print('a\\rimport os')  # => a\\x0dimport os"],
			["print('a\\0\\x0c\\x85\\u2028b')", "print('a\\0\\x0c\\x85\\u2028b')  # => a\\x00\\x0c\\x85\\u2028b"],
			["raise ValueError('a\\rb')", "raise ValueError('a\\rb')  # !! ValueError: a\\x0db"],
		]));

	it("stays on the lines that the code has in its file", () =>
		writes("\n\n\n\nprint(1)\n", "\n\n\n\nprint(1)  # => 1\n"));

	it("leaves statements alone that were not reached", async () => {
		const code = "print(1)  # => ?\nraise SystemExit(2)\nprint(3)  # => ?\n";
		const written = "print(1)  # => 1\nraise SystemExit(2)  # !! SystemExit: 2\nprint(3)  # => ?\n";
		assert.equal(recordOutputs(code, await run(supervisor, code)), written);
	});

	it("writes no more than a file can bear", async () => {
		const code = "for x in range(1_000): print(x)";
		const lines = recordOutputs(code, await run(supervisor, code)).split("\n");
		assert.equal(lines.length, 102);
		assert.deepEqual(lines.slice(50, 53), ["# => 49", "# => … 900 more lines", "# => 950"]);
		const long = recordOutputs("print('x' * 9_000)", await run(supervisor, "print('x' * 9_000)"));
		assert.match(long, /\n# => x{1000}… 8000 more characters$/);
	});

	it("puts what was printed after the last statement below a line of its own", () => {
		const recorded = (source: string, ...atExit: readonly string[]) => {
			const statements = [{ line: 1, output: ["1"], errors: [], error: undefined }];
			const run = { statements, atExit: { output: atExit, errors: [] }, syntaxError: undefined, isCutShort: false };
			const written = recordOutputs(source, run);
			assert.equal(recordOutputs(written, run), written);
			assert.deepEqual(
				judgePredictions(written, run, "3.13.0").filter(({ verdict }) => verdict !== "right"),
				[],
				written,
			);
			return written;
		};
		assert.equal(recorded("f()\n\n", "a", "b"), "f()  # => 1\n# at exit\n# => a\n# => b\n\n");
		assert.equal(recorded("f()\n# Try: it\n", "a"), "f()  # => 1\n# Try: it\n# at exit\n# => a\n");
		assert.equal(recorded("f()\n# at exit\n# => ?\n# => x\n", "a"), "f()  # => 1\n# at exit\n# => a\n");
		assert.equal(recorded("f()\n# at exit\n", "a"), "f()  # => 1\n# at exit\n# => a\n");
		assert.equal(recorded("f()\n# at exit\n# => ?\n"), "f()  # => 1\n# at exit\n# => nothing\n");
		assert.equal(recorded("f()\n"), "f()  # => 1\n");
	});
});
