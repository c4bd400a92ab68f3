import assert from "node:assert/strict";
import { parseBank } from "../../../src/core/bank/parseBank";
import { formatProblem } from "../../../src/core/bank/problem";

function question(path: string, fields: string) {
	const sections = ["Answer", "In depth", "Pitfalls"].map((title) => `## ${title}\n\nText.\n`).join("\n");
	const lists = "## Key points\n\n- Point.\n\n## Follow-ups\n\n### One?\n\nYes.\n";
	return { path, text: `---\ntitle: ${path}\nlevel: mid\n${fields}---\n\n${sections}\n${lists}` };
}

const topic = (id: string, order: number, more = "") => ({
	path: `${id}/topic.md`,
	text: `---\ntitle: ${id}\norder: ${order}\n${more}---\nText.\n`,
});

function problemsOf(...files: { path: string; text: string }[]): string[] {
	return parseBank("p", files).problems.map(formatProblem);
}

describe("a bank", () => {
	it("stands in the order of its topics, of their lists, then of the names", () => {
		const { index, problems } = parseBank("p", [
			topic("b", 1, "questions: [z]\n"),
			topic("a", 2),
			question("a/x.md", ""),
			question("b/y.md", ""),
			question("b/a.md", ""),
			question("b/z.md", ""),
		]);
		assert.deepEqual(problems, []);
		assert.deepEqual(
			index.questions.map(({ key, topic }) => [key, topic].join(" ")),
			["p:b/z p:b", "p:b/a p:b", "p:b/y p:b", "p:a/x p:a"],
		);
	});

	it("keeps every good question beside a broken one", () => {
		const broken = { path: "a/broken.md", text: "---\ntitle: [\n---\n" };
		const { questions, problems } = parseBank("p", [
			topic("a", 1),
			question("a/x.md", ""),
			broken,
			question("a/y.md", ""),
		]);
		assert.deepEqual(
			questions.map(({ id }) => id),
			["a/x", "a/y"],
		);
		assert.deepEqual(
			problems.map(({ file }) => file),
			["a/broken.md"],
		);
	});

	it("reports a dead link at its entry, and takes a former id for a live one", () => {
		const files = [topic("a", 1), question("a/x.md", "related: [a/old]\n")];
		assert.deepEqual(problemsOf(...files, question("a/y.md", "formerly: [a/old]\n")), []);
		assert.deepEqual(problemsOf(...files), [
			'a/x.md:4: No question has the id "a/old". Correct it or remove the entry.',
		]);
	});

	it("knows by which key a renamed question goes now", () => {
		const files = [topic("a", 1), question("a/x.md", ""), question("a/y.md", "formerly: [a/old, b/older]\n")];
		assert.deepEqual(parseBank("p", files).index.renamed, { "p:a/old": "p:a/y", "p:b/older": "p:a/y" });
	});

	it("reports an id that is taken and keeps the first", () => {
		const files = [topic("a", 1), question("a/x.md", ""), question("a/y.md", "formerly: [a/x]\n")];
		assert.deepEqual(problemsOf(...files), [
			'a/y.md:4: The id "a/x" is taken by a/x.md. Rename this file or remove the old id.',
		]);
		const twice = parseBank("p", [topic("a", 1), question("a/x.md", ""), question("a/x.md", "")]);
		assert.equal(twice.questions.length, 1);
		assert.deepEqual(
			twice.problems.map(({ code }) => code),
			["duplicate-id"],
		);
	});

	it("reports a question without a topic and a listed question without a file", () => {
		assert.equal(problemsOf(question("a/x.md", "")).length, 1);
		assert.equal(problemsOf(topic("a", 1, "questions: [gone]\n")).length, 1);
	});
});
