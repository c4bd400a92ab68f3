import assert from "node:assert/strict";
import { readMarks } from "../../src/core/marks";
import type { Experiment, Question } from "../../src/core/question";
import {
	composeScratch,
	describeConditions,
	experimentOf,
	questionOfScratch,
	readRegions,
	scratchPath,
} from "../../src/core/scratch";

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

/** Regions as `number title: lines of the region, lines of its code: its code in one line`. */
function regionsOf(text: string): string[] {
	const lines = text.replace("\uFEFF", "").split(/\r?\n/);
	return readRegions(text).map(({ number, title, startLine, endLine, firstLine, lastLine, source }) => {
		const code = source.split("\n");
		assert.equal(code.pop(), "", "the source ends with the end of a line");
		assert.deepEqual(code, [...Array(firstLine - 1).fill(""), ...lines.slice(firstLine - 1, lastLine)]);
		return `${number} ${title}: ${startLine}-${endLine}, ${firstLine}-${lastLine}: ${code.join("")}`;
	});
}

describe("the experiments of a scratch file", () => {
	const each = (cases: readonly (readonly [text: string, ...regions: readonly string[]])[]) => {
		for (const [text, ...regions] of cases) {
			assert.deepEqual(regionsOf(text), regions, JSON.stringify(text));
		}
	};

	it("are its regions, with their code on the lines of the file", () =>
		each([
			[
				"# head\n# region 1. A\na\nb\n# endregion\n\n# region 2. B\nc\n# endregion\n",
				"1 1. A: 2-5, 3-4: ab",
				"2 2. B: 7-9, 8-8: c",
			],
			["#region  A \na\n#endregion A", "1 A: 1-3, 2-2: a"],
			["# region\na\n# endregion", "1 : 1-3, 2-2: a"],
			["# region A\n# endregion", "1 A: 1-2, 2-1: "],
			["# region A\na\n# endregion\n# region A\nb\n# endregion", "1 A: 1-3, 2-2: a", "2 A: 4-6, 5-5: b"],
			["# region `A` – naïve 😀\na\n# endregion", "1 `A` – naïve 😀: 1-3, 2-2: a"],
		]));

	it("are read alike with a byte order mark and whatever ends the lines", () =>
		each([["\uFEFF# region A\r\na\r\n# endregion\r\n", "1 A: 1-3, 2-2: a"]]));

	it("hold the regions that a person makes in them", () =>
		each([
			[
				"# region A\na\n# region mine\nb\n# region more\nc\n# endregion\n# endregion\nd\n# endregion\n# region B\ne\n# endregion",
				"1 A: 1-10, 2-9: a# region mineb# region morec# endregion# endregiond",
				"2 B: 11-13, 12-12: e",
			],
		]));

	it("end where the next begins, or with the file, where they are not closed", () =>
		each([
			["# region A\na\n# region B\nb\n# endregion", "1 A: 1-2, 2-2: a", "2 B: 3-5, 4-4: b"],
			["# region A\na\nb", "1 A: 1-3, 2-3: ab"],
			["# region A\na\n# endregions\nb", "1 A: 1-4, 2-4: a# endregionsb"],
			["# region A\na\n# region B\nb\n", "1 A: 1-2, 2-2: a", "2 B: 3-5, 4-5: b"],
			["# endregion\n# region A\na\n# endregion\n# endregion\nx", "1 A: 2-4, 3-3: a"],
		]));

	it("are the whole file where it has no regions", () =>
		each([
			["a\nb", "1 : 1-2, 1-2: ab"],
			["", "1 : 1-1, 1-1: "],
			[
				"  # region A\n# regional\n#  region B\n# Region C",
				"1 : 1-4, 1-4:   # region A# regional#  region B# Region C",
			],
		]));

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
