import assert from "node:assert/strict";
import type { Experiment, Question } from "../../../src/core/bank/question";
import { composeScratch } from "../../../src/core/lab/composeScratch";
import { readMarks } from "../../../src/core/lab/marks";
import { readRegions } from "../../../src/core/lab/regions";
import { describeConditions, experimentOf } from "../../../src/core/lab/scratch";
import { questionOfScratch, scratchPath } from "../../../src/core/lab/scratchPath";

const experiment: Experiment = {
	title: "A list in a tuple",
	introduction: "Predict it. ".repeat(12).trim(),
	code: "print(1)  # => 1",
	asked: "print(1)  # => ?",
	conditions: { requires: [">=3.11"], packages: ["numpy"], normalize: [] },
	guess: "two",
	why: "because it is one",
	tries: ["a set. What now?"],
	line: 1,
};

const question: Question = {
	id: "copying/tuples",
	topic: "copying",
	title: "What does `+=` do?",
	short: "Augmented assignment",
	level: "mid",
	tags: [],
	sources: [],
	related: [],
	formerly: [],
	answer: "",
	inDepth: "",
	keyPoints: [],
	pitfalls: "",
	followUps: [],
	experiments: [experiment, { ...experiment, title: "Another" }],
};

describe("a scratch file", () => {
	const text = composeScratch(question);

	it("asks and does not tell", () => {
		assert.equal(text.match(/# => \?/g)?.length, 2);
		for (const secret of ["# => 1", "two", "because"]) {
			assert.ok(!text.includes(secret), `${secret} is shown`);
		}
	});

	it("has one foldable region an experiment, with its needs and suggested changes as comments", () => {
		assert.deepEqual(text.match(/^# (region .*|endregion)$/gm), [
			"# region 1. A list in a tuple",
			"# endregion",
			"# region 2. Another",
			"# endregion",
		]);
		assert.match(text, /^# Needs Python 3\.11 or newer and the\n# package numpy\.$/m);
		assert.match(text, /^# Try: a set\. What now\?$/m);
	});

	it("begins with its question, and quiets type checkers, linters and formatters before any code or at the end", () => {
		const lines = text.split("\n");
		assert.deepEqual(lines.slice(0, 2), ["# What does += do?", "#"]);
		const start = lines.indexOf("# region 1. A list in a tuple");
		assert.deepEqual(lines.slice(start - 4, start), ["", "# type: ignore", "# fmt: off", ""]);
		assert.ok(lines.slice(0, start).every((line) => line === "" || line.startsWith("#")));
		assert.deepEqual(lines.slice(-7), [
			"# endregion",
			"",
			"# ruff: noqa",
			"# flake8: noqa",
			"# pylint: skip-file",
			"# isort: skip_file",
			"",
		]);
	});

	it("shows code in titles and prose without backticks, and does not split it across lines", () => {
		const tries = ["call `f(1, 2)` in a line that is `f(1, 2, 3, 4)`. What now?"];
		const made = composeScratch({ ...question, experiments: [{ ...experiment, title: "Why `f()`?", tries }] });
		assert.doesNotMatch(made, /`/);
		assert.match(made, /^# region 1\. Why f\(\)\?$/m);
		assert.match(made, /^# Try: call f\(1, 2\) in a line that is\n# f\(1, 2, 3, 4\)\. What now\?$/m);
	});

	it("keeps comments within the columns that show beside the panel", () => {
		assert.ok(text.split("\n").every((line) => line.length <= 43));
	});

	it("has a path of its own that leads back to its question", () => {
		const paths = {
			"dunder:copying/tuples": "copying/tuples/scratch-tuples.py",
			"team-a:copying/tuples": "_team-a/copying/tuples/scratch-tuples.py",
		} as const;
		for (const [key, path] of Object.entries(paths)) {
			assert.equal(scratchPath(key as keyof typeof paths), path);
			assert.equal(questionOfScratch(path), key);
		}
		for (const other of ["a/tuples.py", "copying/tuples/scratch-lists.py", "copying/tuples/scratch-tuples.1.py"]) {
			assert.equal(questionOfScratch(other), undefined);
		}
	});

	it("says what an experiment needs, or nothing", () => {
		assert.equal(describeConditions({ requires: [], packages: [], normalize: [] }), "");
		assert.equal(
			describeConditions({ requires: ["<3.14", "native"], packages: [], normalize: [] }),
			"Needs a Python before 3.14 and a Python that is no WebAssembly build.",
		);
	});
});

describe("the experiments of a scratch file", () => {
	it("are those of the bank by their titles, wherever they stand now", () => {
		const titled = (...titles: readonly string[]): Question => ({
			...question,
			experiments: titles.map((title) => ({ ...experiment, title })),
		});
		const found = (title: string, asked: Question) => {
			const [region] = readRegions(`# region ${title}\n# endregion`);
			const experimentHere = region && experimentOf(asked, region);
			return experimentHere ? asked.experiments.indexOf(experimentHere) : -1;
		};
		assert.equal(found("2. B", titled("A", "B")), 1);
		assert.equal(found("1. B", titled("A", "B")), 1);
		assert.equal(found("2. A", titled("A", "A")), 1);
		assert.equal(found("9. A", titled("A", "A")), 0);
		assert.equal(found("1. 2. A", titled("A", "2. A")), 1);
		assert.equal(found("1. A x", titled("A `x`")), 0);
		assert.equal(found("1. A `x`", titled("A `x`")), 0, "a file of an earlier version");
		for (const other of ["", "A", "1.", "1. C", "1. a", "3. "]) {
			assert.equal(found(other, titled("A", "B")), -1, other);
		}
	});

	it("come back from the text that was made of them", () => {
		const prose = "Words that stand at the beginning of a line of prose must not be taken: region";
		const texts = ["region endregion => !!", prose, "`# => 1` ".repeat(30), "!! no. ".repeat(30)].join("\n\n");
		const hard = {
			...experiment,
			introduction: texts,
			tries: [texts, ...texts.split(" ").map((word) => `${"x".repeat(65)} ${word}`)],
		};
		const asked = { ...question, experiments: [hard, { ...hard, title: "`B`: # region", asked: "print(2)  # => ?" }] };
		const text = composeScratch(asked);
		const regions = readRegions(text);
		assert.equal(text.match(/^#\s?endregion/gm)?.length, regions.length);
		assert.deepEqual(
			regions.map((region) => experimentOf(asked, region)),
			asked.experiments,
		);
		for (const { source } of regions) {
			const { statements, orphans } = readMarks(source);
			assert.deepEqual(orphans, []);
			assert.deepEqual(
				statements.map(({ marks }) => marks.map(({ text }) => text)),
				[["?"]],
			);
		}
	});
});
