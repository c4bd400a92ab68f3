import assert from "node:assert/strict";
import type { Experiment, Question } from "../../src/core/question";
import { composeScratch, describeConditions, questionOfScratch, scratchPath } from "../../src/core/scratch";

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
		assert.match(text, /^# Needs Python 3\.11 or newer and the package numpy\.$/m);
		assert.match(text, /^# Try: a set\. What now\?$/m);
	});

	it("quiets type checkers, linters and formatters before anything else", () => {
		const head = text.split("\n").slice(0, 6);
		assert.deepEqual(head, [
			"# type: ignore",
			"# ruff: noqa",
			"# flake8: noqa",
			"# pylint: skip-file",
			"# fmt: off",
			"# isort: skip_file",
		]);
	});

	it("keeps comments within 72 columns", () => {
		assert.ok(text.split("\n").every((line) => line.length <= 72));
	});

	it("has a path of its own that leads back to its question", () => {
		const path = scratchPath("copying/tuples");
		assert.equal(path, "copying/tuples/scratch-tuples.py");
		assert.equal(questionOfScratch(`/home/me/${path}`), "copying/tuples");
		assert.equal(questionOfScratch(`C:\\scratch\\${path.replaceAll("/", "\\")}`), "copying/tuples");
		for (const other of ["/a/tuples.py", "/copying/tuples/scratch-lists.py", "/copying/tuples/scratch-tuples.1.py"]) {
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
