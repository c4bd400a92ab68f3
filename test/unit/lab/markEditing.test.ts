import assert from "node:assert/strict";
import { composeScratch } from "../../../src/core/lab/composeScratch";
import {
	leftBlank,
	linesToNextBlank,
	markAt,
	mostLinesBelow,
	nextBlank,
	predictionMarks,
} from "../../../src/core/lab/markEditing";
import { readBank } from "../../../tools/lib/bank.mjs";

/** Splits code in which `|` is the cursor into the code without it and the position of the cursor. */
function cursorIn(marked: string): [code: string, line: number, character: number] {
	const before = marked.slice(0, marked.indexOf("|")).split("\n");
	return [marked.replace("|", ""), before.length - 1, before.at(-1)?.length ?? 0];
}

/** The lines of the marks, with `‹›` around a prediction and `«»` around a blank. */
function shown(code: string): string[] {
	const lines = code.split(/\r?\n/);
	return predictionMarks(code).map(({ line, start, end, isBlank }) => {
		const text = lines[line] ?? "";
		const [open, close] = isBlank ? "«»" : "‹›";
		return `${line}: ${text.slice(0, start)}${open}${text.slice(start, end)}${close}${text.slice(end)}`;
	});
}

describe("the marks of a scratch file", () => {
	const each = (cases: readonly (readonly [code: string, ...marks: readonly string[]])[]) => {
		for (const [code, ...marks] of cases) {
			assert.deepEqual(shown(code), marks, JSON.stringify(code));
		}
	};

	it("hold what a person writes, from the first character behind the sign", () =>
		each([
			["f()  # => ?", "0: f()  # => «?»"],
			["f()  # => [1, 2]", "0: f()  # => ‹[1, 2]›"],
			["f()\n# !! KeyError", "1: # !! ‹KeyError›"],
			["f()  # =>", "0: f()  # =>‹›"],
			["f()  # => ", "0: f()  # => ‹›"],
			["f()  # =>\t?", "0: f()  # =>\t«?»"],
			["f()  #=>?", "0: f()  #=>«?»"],
			["f()  # =>5", "0: f()  # =>‹5›"],
			["f()  # =>3.13 x", "0: f()  # =>‹3.13 x›"],
			["f()  # =>3.0", "0: f()  # =>‹3.0›"],
			["f()  # !!3.13", "0: f()  # !!‹3.13›"],
			["f()\n# at exit\n# => ?\n# => b", "2: # => «?»", "3: # => ‹b›"],
			["x = '😀'; f()  # => ?", "0: x = '😀'; f()  # => «?»"],
		]));

	it("hold spaces behind a prediction, which is being typed, but not behind a blank", () =>
		each([
			["f()  # => a ", "0: f()  # => ‹a ›"],
			["f()  # => ?  ", "0: f()  # => «?»  "],
			["f()  # => ? or 1", "0: f()  # => ‹? or 1›"],
		]));

	it("are comments only, whatever ends the lines", () =>
		each([
			["s = '# => ?'\n'''\n# => ?\n'''\nf()  # => ?", "4: f()  # => «?»"],
			["# => see ==> below\n# ==> x\n# =>> x\n# !!! x\n#  => x", "0: # => ‹see ==> below›"],
			["f()  # => ?\r\ng()  # => a\r\n", "0: f()  # => «?»", "1: g()  # => ‹a›"],
			["", ...[]],
		]));

	it("are those of the experiments, of which a broken one hides none of the others", () =>
		each([
			[
				"# Write # => ?\n# => ?\n# region 1\nx = '''\nf()  # => ?\n# endregion\n# => ?\n# region 2\ng()  # => ?\n# endregion",
				"4: f()  # => «?»",
				"8: g()  # => «?»",
			],
		]));
});

describe("the mark at a position", () => {
	it("is that whose text holds it", () => {
		const code = `${"f()  # => ab\n".repeat(5)}\ng()\n`;
		for (const line of [0, 2, 4]) {
			assert.deepEqual(markAt(code, line, 10), { line, start: 10, end: 12, isBlank: false });
			assert.equal(markAt(code, line, 12)?.line, line);
		}
		for (const [line, character] of [
			[0, 9],
			[4, 13],
			[5, 0],
			[6, 10],
		] as const) {
			assert.equal(markAt(code, line, character), undefined);
		}
	});
});

describe("a position that the text does not have any more", () => {
	it("is in no mark", () => {
		const code = "a()  # => ?";
		assert.equal(markAt(code, 0, 12), undefined);
		assert.equal(markAt(code, 7, 11), undefined);
		assert.equal(markAt("", 0, 11), undefined);
	});

	it("leads to the first blank", () => {
		assert.equal(nextBlank("x = 1\na()  # => ?", 7, 11)?.line, 1);
	});
});

describe("the next blank", () => {
	/** The lines of the blanks that `nextBlank` finds from the cursor on, until one of them comes again. */
	const way = (marked: string) => {
		let [code, line, character] = cursorIn(marked);
		const lines: number[] = [];
		for (let mark = nextBlank(code, line, character); mark && !lines.includes(mark.line); ) {
			lines.push(mark.line);
			[line, character] = [mark.line, mark.end];
			mark = nextBlank(code, line, character);
		}
		return lines.join(" ");
	};

	it("goes from top to bottom and begins again, past what is filled in", () => {
		const code = "a()  # => ?\nb()  # => 1\nc()\n# => ?\nd()  # => ?  ";
		assert.equal(way(`|${code}`), "0 3 4");
		assert.equal(way(code.replace("b", "|b")), "3 4 0");
		assert.equal(way(`${code}|`), "0 3 4");
		assert.equal(way(code.replace("a()  # => ?", "a()  # => ?|")), "3 4 0");
	});

	it("is the one at whose beginning the cursor stands, or itself where it is the only one", () => {
		assert.equal(way("a()  # => |?\nb()  # => ?"), "0 1");
		assert.equal(way("a()  # => 1\nb()  # => ?|"), "1");
	});

	it("is nothing where all are filled in", () => {
		assert.equal(way("|a()  # => 1\nb()  # =>"), "");
	});
});

describe("the next blank below a mark", () => {
	it("is so many lines down", () => {
		const code = "f()\n# => ?\ng()\n# => 5\nh()\n# => ?\n";
		assert.deepEqual(
			[1, 3, 5].map((line) => linesToNextBlank(code, line)),
			[4, 2, 0],
		);
	});

	it("is not reached by a number of lines where it is too far down", () => {
		const far = (lines: number) => linesToNextBlank(`f()\n# => ?${"\n".repeat(lines)}# => ?\n`, 1);
		assert.deepEqual([far(mostLinesBelow), far(mostLinesBelow + 1)], [mostLinesBelow, 0]);
	});

	it("is near enough for every blank of the bank", async () => {
		for (const question of (await readBank()).questions) {
			const blanks = predictionMarks(composeScratch(question));
			for (const [index, { line }] of blanks.slice(0, -1).entries()) {
				const below = (blanks[index + 1]?.line ?? 0) - line;
				assert.ok(below <= mostLinesBelow, `${question.id} has a blank ${below} lines below another`);
			}
		}
	});
});

describe("Enter at the end of a mark", () => {
	/** What is left after Enter, or nothing if Enter has continued a prediction. `|` is the cursor. */
	const left = (marked: string): string | undefined => {
		const [code, line] = cursorIn(marked);
		const found = leftBlank(code, line);
		if (!found) {
			return undefined;
		}
		const lines = code.split("\n");
		const { mark, isEmpty } = found;
		lines[mark.line] += isEmpty ? "?" : "";
		lines.splice(found.firstLine, found.lastLine - found.firstLine + 1);
		return lines.join("\n");
	};

	it("continues a prediction", () => {
		assert.equal(left("f()\n# => 5\n# => |\ng()"), undefined);
		assert.equal(left("f()\n# => ?\n# => 7|\ng()"), undefined);
		assert.equal(left("f()\n# => 5|\ng()"), undefined);
	});

	it("leaves a blank as it is, and an empty mark blank", () => {
		assert.equal(left("f()\n# => ?\n# => |\ng()"), "f()\n# => ?\ng()");
		assert.equal(left("f()\n# => \n# => |\ng()"), "f()\n# => ?\ng()");
		assert.equal(left("f()  # => \n# => |\ng()"), "f()  # => ?\ng()");
	});

	it("ends a prediction whose last line is empty", () => {
		assert.equal(left("f()\n# => 5\n# => \n# => |\ng()"), "f()\n# => 5\ng()");
	});
});
