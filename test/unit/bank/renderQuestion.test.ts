import assert from "node:assert/strict";
import type { Question } from "../../../src/core/bank/question";
import { renderQuestion } from "../../../src/core/bank/renderQuestion";

function render(answer: string, more: Partial<Question> = {}) {
	const question: Question = {
		id: "a/b",
		topic: "a",
		title: "Why `x`?",
		short: "x",
		level: "mid",
		tags: [],
		sources: ["https://docs.python.org/3/"],
		related: ["a/c", "a/gone"],
		formerly: [],
		answer,
		inDepth: "",
		keyPoints: ["One `point`."],
		pitfalls: "",
		followUps: [],
		experiments: [],
		...more,
	};
	const titleOf = (id: string) => (id === "a/c" ? "C" : undefined);
	return renderQuestion(question, { topicTitle: "A", keyOf: (id) => `p:${id}`, titleOf }, []);
}

describe("rendering", () => {
	it("turns links into numbers and keeps their addresses from the panel", () => {
		const { head, rest, links } = render("See [it](https://example.org/x) and [that](command:evil).");
		assert.equal(
			head.answer.trim(),
			'<p>See <a href="#" data-link="0">it</a> and <a href="#" data-link="1">that</a>.</p>',
		);
		assert.deepEqual(links, ["https://example.org/x", "command:evil", "https://docs.python.org/3/"]);
		assert.deepEqual(rest.sources, [{ label: "docs.python.org/3/", link: 2 }]);
	});

	it("turns code blocks into numbers and says which are Python", () => {
		const { head, codes, isPython } = render("```python\na = 1\n```\n\n```text\nb\n```");
		assert.match(head.answer, /<pre data-code="0">a = 1<\/pre><pre data-code="1">b<\/pre>/);
		assert.deepEqual(codes, ["a = 1", "b"]);
		assert.deepEqual(isPython, [true, false]);
	});

	it("shows raw HTML and images as text", () => {
		const { head } = render('<script>alert(1)</script>\n\nA <b onclick="x">b</b> ![alt](https://example.org/i.png)');
		assert.doesNotMatch(head.answer, /<(script|b|img)/);
		assert.match(head.answer, /&lt;script&gt;/);
	});

	it("leaves out related questions that are not there", () => {
		assert.deepEqual(render("x").rest.related, [{ key: "p:a/c", title: "C" }]);
	});

	it("falls back to the text as it is when the parser gives up", () => {
		const nested = `${">".repeat(20_000)} deep`;
		assert.ok(render(nested).head.answer.length > 0);
	});
});
