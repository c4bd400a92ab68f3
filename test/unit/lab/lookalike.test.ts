import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parseBank } from "../../../src/core/bank/parseBank";
import { composeScratch } from "../../../src/core/lab/composeScratch";
import { lookalikes, looksLikeMark } from "../../../src/core/lab/lookalike";
import { predictionMarks } from "../../../src/core/lab/markEditing";
import { readRegions, statementsOutside } from "../../../src/core/lab/regions";

describe("a comment that looks like a mark", () => {
	it("has other spaces, another arrow, or more signs", () => {
		for (const [comment, meant] of [
			["#  => x", "# =>|x"],
			["#\t\t=> x", "# =>|x"],
			["## => x", "# =>|x"],
			["##=>x", "# =>|x"],
			["#: => x", "# =>|x"],
			["# -> x", "# =>|x"],
			["#->x", "# =>|x"],
			["# --> x", "# =>|x"],
			["# = > x", "# =>|x"],
			["# =>> x", "# =>|x"],
			["#=>>x", "# =>|x"],
			["# ==> x", "# =>|x"],
			["# =>= x", "# =>|x"],
			["# ＝＞ x", "# =>|x"],
			["# ⇒ x", "# =>|x"],
			["# → x", "# =>|x"],
			["#  =>", "# =>|"],
			["#  !! E", "# !!|E"],
			["## !! E", "# !!|E"],
			["# ! ! E", "# !!|E"],
		] as const) {
			const found = looksLikeMark(comment);
			assert.equal(found && `${found.sign}|${comment.slice(found.length)}`, meant, comment);
		}
	});

	it("is neither a mark nor any other comment", () => {
		for (const comment of [
			"# => x",
			"#=>x",
			"# =>3.0",
			"# !! E",
			"#!!E",
			"# x",
			"#",
			"# x => y",
			"# >= 3",
			"# ==== Title ====",
			"# ---",
			"# - a list",
			"# > quoted",
			"# >>> f()",
			"# !important",
			"# !!! Careful",
			"#! /usr/bin/python",
			"# <- here",
		]) {
			assert.equal(looksLikeMark(comment), undefined, comment);
		}
	});
});

describe("the lookalikes of a scratch file", () => {
	const shown = (text: string) =>
		lookalikes(text).map(({ line, start, end, replacement }) => {
			const row = text.split(/\r?\n/)[line] ?? "";
			return `${line}: ${row.slice(0, start)}‹${row.slice(start, end)}›${row.slice(end)} ${replacement}`;
		});
	const each = (cases: readonly (readonly [code: string, ...found: readonly string[]])[]) => {
		for (const [code, ...found] of cases) {
			assert.deepEqual(shown(code), found, JSON.stringify(code));
		}
	};

	it("stand beside code or below it, and below marks and other lookalikes", () =>
		each([
			["f()  # -> 1", "0: f()  ‹# -> 1› # => 1"],
			["f()\n\n#  => 1\n## => 2\r\n# -> 3", "2: ‹#  => 1› # => 1", "3: ‹## => 2› # => 2", "4: ‹# -> 3› # => 3"],
			["f()  # => 1\n# -> 2", "1: ‹# -> 2› # => 2"],
			["def f():\n  g()\n  # ->\nx", "2:   ‹# ->› # => ?"],
		]));

	it("are not in prose, in strings, above all statements, or outside of experiments", () =>
		each([
			["f()\n# What it returns\n# -> a list, as ever\n\n# -> and more"],
			["# -> a list\nf()"],
			["s = '# -> x'\n'''\n# -> y\n'''"],
			["f()  # -> 1\n# region 1. A\ng()  # => 1\n# endregion\nh()  # -> 1"],
			["#\n# -> x\n"],
		]));

	it("are found in each experiment", () =>
		each([
			[
				"# region 1. A\nf()  # -> 1\n# endregion\n\n# region 2. B\ng()\n# = > 2\n# endregion",
				"1: f()  ‹# -> 1› # => 1",
				"6: ‹# = > 2› # => 2",
			],
		]));

	it("are none in any scratch file as it is made, where each experiment has its region and no code is outside", () => {
		const files = readdirSync("questions", { recursive: true, encoding: "utf8" })
			.filter((path) => path.endsWith(".md"))
			.map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(`questions/${path}`, "utf8") }));
		const { questions } = parseBank("dunder", files);
		assert.ok(questions.length > 50);
		for (const question of questions) {
			const text = composeScratch(question);
			assert.deepEqual(shown(text), [], question.id);
			assert.deepEqual(statementsOutside(text), [], question.id);
			if (question.experiments.length > 0) {
				assert.equal(readRegions(text).length, question.experiments.length, question.id);
				assert.equal(predictionMarks(text).length, text.match(/# (?:=>|!!)(?: |$)/gm)?.length, question.id);
			}
		}
	});
});
