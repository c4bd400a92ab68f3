import assert from "node:assert/strict";
import { askAgain, askMarks, expectationFor, readMarks, readPredictions, shownIn } from "../../../src/core/lab/marks";
import { compareVersions } from "../../../src/core/text/versions";

/** The marks of each statement, as `start line of the statement: texts`. */
function owners(code: string): string[] {
	return readMarks(code).statements.map(
		({ startLine, marks }) => `${startLine}: ${marks.map(({ text }) => text).join("|")}`,
	);
}

function expected(code: string, version: string) {
	const [statement] = readMarks(code).statements;
	assert.ok(statement);
	return expectationFor(statement.marks, version);
}

describe("marks", () => {
	it("belong to the last top-level statement that starts on or before their line", () => {
		assert.deepEqual(owners("print(1)  # => 1"), ["1: 1"]);
		assert.deepEqual(owners("print(1)\n# => 1\n\n# => 2\nprint(3)  # => 3"), ["1: 1|2", "5: 3"]);
		assert.deepEqual(owners("for x in y:\n    print(x)  # => a\n# => b"), ["1: a|b"]);
		assert.deepEqual(owners("@decorate\n@again\nclass A:\n    pass\n# => made"), ["1: made"]);
		assert.deepEqual(owners("a = 1; print(a)  # => 1"), ["1: 1"]);
		assert.deepEqual(owners("print(\n    1,\n    2,\n)  # => 1 2"), ["1: 1 2"]);
		assert.deepEqual(owners("try:\n    f()\nexcept E:\n    pass\nelse:\n    g()  # => g"), ["1: g"]);
	});

	it("are comments only, never text inside a string", () => {
		assert.deepEqual(owners('s = """\n# => no\n"""\nprint(s)  # => yes'), ["4: yes"]);
		assert.deepEqual(owners("print('# => no')"), []);
		assert.deepEqual(owners("x = f'{1}# => no'  # no mark either"), []);
	});

	it("keep an empty line and inner spaces, and lose spaces at the end", () => {
		assert.deepEqual(owners("print()\n# =>\n# =>   indented   "), ["1: |  indented"]);
	});

	it("without a statement above them are orphans", () => {
		const { statements, orphans } = readMarks("# => 1\nprint(1)");
		assert.deepEqual(statements, []);
		assert.deepEqual(
			orphans.map(({ line }) => line),
			[1],
		);
	});

	it("with a version replace the plain ones from that CPython on", () => {
		const code = "f()\n# => old\n# =>3.12 new\n# =>3.12 lines\n# !!3.14.5 TypeError: gone";
		assert.deepEqual(expected(code, "3.11.7"), { output: ["old"], exception: undefined });
		assert.deepEqual(expected(code, "3.12.0"), { output: ["new", "lines"], exception: undefined });
		assert.deepEqual(expected(code, "3.14.4"), { output: ["new", "lines"], exception: undefined });
		assert.deepEqual(expected(code, "3.14.5"), { output: [], exception: "TypeError: gone" });
	});

	it("compare versions by number, not by text", () => {
		assert.ok(compareVersions("3.9", "3.10") < 0);
		assert.equal(compareVersions("3.13", "3.13.0"), 0);
	});
});

describe("asking", () => {
	it("leaves a blank below each statement from the first marked one on, whether it prints or not", () => {
		assert.equal(askMarks("import x\nf()\nprint(1)  # => 1\ng()"), "import x\nf()\nprint(1)\n# => ?\ng()\n# => ?");
		assert.equal(askMarks("f()\n# => a\n# => b\ng()  # !! E: m"), "f()\n# => ?\ng()\n# => ?");
		assert.equal(askMarks("f()\n# => a\n# =>3.13 b\n\n# next\ng()"), "f()\n# => ?\n\n# next\ng()\n# => ?");
	});

	it("leaves the blank below the whole statement, wherever its marks were", () => {
		assert.equal(
			askMarks("for x in y:\n    print(x)  # => a\n    # => b\n    z()"),
			"for x in y:\n    print(x)\n    z()\n# => ?",
		);
		assert.equal(askMarks("print(\n    1,  # => 1\n)"), "print(\n    1,\n)\n# => ?");
	});

	it("asks again on a line of its own, where the person had filled in", () => {
		const filled = "for x in y:\n    print(x)  # => a\n    # => b\nf()\n# => nothing\n# and more\ng()";
		const asked = askAgain(filled, () => false);
		assert.equal(asked, "for x in y:\n    print(x)\n# => ?\nf()\n# => ?\n# and more\ng()");
		assert.equal(
			askAgain(asked, () => false),
			asked,
		);
	});

	it("shows what is too long to be predicted", () => {
		const long = `f()  # => ${"x".repeat(41)}`;
		const tall = "f()\n# => 1\n# => 2\n# => 3\n# => 4\n# => 5";
		assert.equal(askMarks(long), long);
		assert.equal(askMarks(tall), tall);
	});
});

describe("a mark at exit", () => {
	const code = "f()  # => a\n# at exit\n# => b\n# =>3.12 c";

	it("is what is printed after the last statement, and belongs to no statement", () => {
		const { statements, orphans, atExit } = readMarks(code);
		assert.deepEqual(owners(code), ["1: a"]);
		assert.deepEqual([statements.length, orphans, atExit?.line], [1, [], 2]);
		assert.deepEqual(expectationFor(atExit?.marks ?? [], "3.11.0").output, ["b"]);
		assert.deepEqual(expectationFor(atExit?.marks ?? [], "3.12.0").output, ["c"]);
	});

	it("stands below a comment that says so and nothing else, at the start of its line", () => {
		for (const line of ["# at exit it prints", "    # at exit", "f()  # at exit", "# At exit:"]) {
			assert.equal(readMarks(`if x:\n    f()\n${line}\n# => b`).atExit, undefined, line);
		}
		assert.deepEqual(owners("f()\n# at exit\n# => a\ng()  # => b"), ["4: b"]);
		assert.deepEqual(readMarks("f()\n# at exit").atExit, { line: 2, marks: [] });
	});

	it("is asked like the others", () => {
		assert.equal(askMarks(code), "f()\n# => ?\n# at exit\n# => ?");
		assert.equal(
			askAgain("f()  # => 1\n# at exit\n# => x\n", () => false),
			"f()\n# => ?\n# at exit\n# => ?\n",
		);
		const long = `f()\n# at exit\n# => ${"x".repeat(41)}`;
		assert.equal(askMarks(long), long);
		assert.equal(askAgain(long, shownIn(long)), long);
	});
});

describe("a prediction in a scratch file", () => {
	it("has no version", () => {
		const [first] = readPredictions("f()  # =>3.0\n# => 1\n# !!3.9 E").statements;
		assert.deepEqual(
			first?.marks.map(({ kind, since, text }) => [kind, since, text]),
			[
				["output", undefined, "3.0"],
				["output", undefined, "1"],
				["exception", undefined, "3.9 E"],
			],
		);
	});
});
