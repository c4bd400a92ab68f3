import assert from "node:assert/strict";
import { type ParsedQuestion, parseQuestion, parseTopic } from "../../../src/core/bank/parseQuestion";
import type { Problem } from "../../../src/core/bank/problem";
import { longestLabel } from "../../../src/core/bank/question";

const good = `---
title: What does \`t[0] += [1]\` do?
level: senior
short: Augmented assignment in a tuple
tags: [tuples]
sources:
  - https://docs.python.org/3/
related: [copying/other]
---

## Answer

It raises and changes the list.

## In depth

Three steps.

## Key points

- The store
  always happens.
- The list is mutated.

## Pitfalls

- "Nothing happened."

## Follow-ups

### And with a set?

No \`+=\` there.

## Experiments

### A list in a tuple

Predict it.

\`\`\`python requires=">=3.11 native"
t = ([],)
t[0] += [1]  # !! TypeError: no
print(t)  # => ([1],)
\`\`\`

- Guess: \`([],)\`
- Why: the list was extended
  before the store failed.
- Try: a tuple. What now?
- Try: a set. And now?
`;

function parse(
	source: string,
	file = "copying/tuples.md",
): { problems: Problem[]; parsed: ParsedQuestion | undefined } {
	const problems: Problem[] = [];
	return { parsed: parseQuestion(file, source, problems), problems };
}

/**
 * Checks that one change to the file causes exactly one problem, at this line and with this code, and whether the
 * question can still be read.
 */
function breaks(change: (source: string) => string, code: string, line: number, survives = true): void {
	const source = change(good);
	assert.notEqual(source, good, "the change must change something");
	const { parsed, problems } = parse(source);
	assert.deepEqual(
		problems.map((problem) => `${problem.file}:${problem.line} ${problem.code}`),
		[`copying/tuples.md:${line} ${code}`],
	);
	assert.match(problems[0]?.message ?? "", /^[A-Z`"].*\.$/s, "a problem is a sentence");
	assert.equal(parsed !== undefined, survives);
}

const replace = (from: string, to: string) => (source: string) => source.replace(from, () => to);

describe("a question's file", () => {
	it("gives every part of the question", () => {
		const { parsed, problems } = parse(good);
		assert.deepEqual(problems, []);
		assert.ok(parsed);
		const { question } = parsed;
		assert.equal(question.id, "copying/tuples");
		assert.equal(question.topic, "copying");
		assert.equal(question.short, "Augmented assignment in a tuple");
		assert.equal(question.answer, "It raises and changes the list.");
		assert.deepEqual(question.keyPoints, ["The store always happens.", "The list is mutated."]);
		assert.deepEqual(question.followUps, [{ question: "And with a set?", answer: "No `+=` there." }]);
		const [experiment] = question.experiments;
		assert.ok(experiment);
		assert.equal(experiment.introduction, "Predict it.");
		assert.equal(experiment.asked, "t = ([],)\nt[0] += [1]\n# => ?\nprint(t)\n# => ?");
		assert.equal(experiment.why, "the list was extended before the store failed.");
		assert.deepEqual(experiment.tries, ["a tuple. What now?", "a set. And now?"]);
		assert.deepEqual(experiment.conditions, { requires: [">=3.11", "native"], packages: [], normalize: [] });
		assert.equal(good.split("\n")[experiment.line - 1], "t = ([],)");
	});

	it("has its title for a label where it gives none, or one that is too long", () => {
		for (const label of ["", `short: ${"x".repeat(longestLabel + 1)}\n`]) {
			const { parsed } = parse(good.replace("short: Augmented assignment in a tuple\n", label));
			assert.equal(parsed?.question.short, "What does `t[0] += [1]` do?");
		}
	});

	it("reads CRLF, a byte order mark and a missing final newline alike", () => {
		const plain = parse(good);
		for (const source of [good.replaceAll("\n", "\r\n"), `\uFEFF${good}`, good.trimEnd()]) {
			assert.deepEqual(parse(source), plain);
		}
	});

	it("with broken front matter gives one problem at its line", () => {
		breaks(replace("level: senior", "level: [senior"), "front-matter", 4, false);
		breaks((source) => source.slice(4), "front-matter", 1, false);
		breaks(replace("level: senior", "level: expert"), "field", 3, false);
		breaks(replace("level: senior\n", ""), "field", 1, false);
		breaks(replace("tags: [tuples]", "tags: tuples"), "field", 5);
		breaks(replace("  - https://docs.python.org/3/", "  - docs.python.org"), "field", 7);
		breaks(replace("short: Augmented assignment in a tuple", `short: ${"x".repeat(longestLabel + 1)}`), "field", 4);
		breaks(replace("short: Augmented assignment in a tuple", "short:"), "field", 4);
		breaks(replace("tags:", "author: me\ntags:"), "field", 5);
	});

	it("with a missing, unknown, doubled, empty or stray section gives one problem", () => {
		breaks(replace('## Pitfalls\n\n- "Nothing happened."\n', ""), "missing-section", 1);
		breaks(replace("## Follow-ups", "## Follow-ups\n\n### One\n\nText.\n\n## Extra"), "unknown-section", 35);
		breaks(replace("## In depth", "## Answer\n\nTwice.\n\n## In depth"), "duplicate-section", 15);
		breaks(replace("Three steps.", ""), "section", 15);
		breaks(replace("## Answer", "Stray.\n\n## Answer"), "section", 11);
		breaks(replace("- The store\n  always happens.\n- The list is mutated.", "The store."), "section", 19);
	});

	it("with an unclosed fence gives one problem at the fence", () => {
		breaks(replace("```\n\n- Guess", "\n- Guess"), "fence", 41);
		breaks(replace("Three steps.", "```text\nThree steps."), "fence", 17);
	});

	it("with a mark before any statement gives one problem at the mark", () => {
		breaks(replace("t = ([],)", "# => early\nt = ([],)"), "mark", 42);
	});

	it("with a mark at a statement that has no blank gives one problem there", () => {
		breaks(replace("t = ([],)", "t = ([],)  # => nothing"), "mark", 42);
	});

	it("with `# at exit` and nothing below it gives one problem there", () => {
		breaks(replace("print(t)  # => ([1],)", "print(t)  # => ([1],)\n# at exit"), "mark", 45);
		assert.deepEqual(parse(good.replace("print(t)  # => ([1],)", (line) => `${line}\n# at exit\n# => x`)).problems, []);
	});

	it("with a flawed experiment gives one problem", () => {
		breaks(replace('requires=">=3.11 native"', 'requires="3.11"'), "fence", 41);
		breaks(replace('requires=">=3.11 native"', 'needs="3.11"'), "fence", 41);
		breaks(replace('requires=">=3.11 native"', "native"), "fence", 41);
		breaks(replace("  # !! TypeError: no\nprint(t)  # => ([1],)", ""), "experiment", 41);
		breaks(replace("- Guess:", "Text.\n- Guess:"), "experiment", 47);
		breaks(replace("```python", "```text"), "experiment", 37);
	});

	it("is not read when its path or its length is out of bounds", () => {
		assert.equal(parse(good, "copying/Tuples.md").problems[0]?.code, "name");
		assert.equal(parse(good + "x".repeat(100_000)).problems[0]?.code, "too-long");
	});

	it("never makes the parser throw, whatever is cut out of it", () => {
		for (let start = 0; start < good.length; start += 7) {
			for (const length of [1, 20, 200]) {
				parse(good.slice(0, start) + good.slice(start + length));
			}
		}
	});
});

describe("a topic's file", () => {
	it("gives title, introduction, order and reading order", () => {
		const problems: Problem[] = [];
		const source = "---\ntitle: Copying\norder: 5\nquestions: [tuples]\n---\n\nWhy it matters.\n";
		const parsed = parseTopic("copying/topic.md", source, problems);
		assert.deepEqual(problems, []);
		assert.deepEqual(parsed?.topic, { id: "copying", title: "Copying", introduction: "Why it matters." });
		assert.equal(parsed?.order, 5);
		assert.deepEqual(parsed?.reading, [{ text: "tuples", line: 4 }]);
	});

	it("without an order gives a problem", () => {
		const problems: Problem[] = [];
		assert.equal(parseTopic("copying/topic.md", "---\ntitle: Copying\n---\nText.\n", problems), undefined);
		assert.deepEqual(
			problems.map(({ code }) => code),
			["field"],
		);
	});
});
