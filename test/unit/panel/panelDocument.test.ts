import assert from "node:assert/strict";
import type { Level } from "../../../src/core/bank/question";
import type { QuestionMessage } from "../../../src/core/protocol/messages";
import { panelDocument } from "../../../src/features/panel/panelDocument";
import { hostileHtml } from "../../support/hostileHtml";
import { firstQuestion } from "../../support/panelMessages";

const documentOf = (message: QuestionMessage) => panelDocument("p {}", "https://example.org/panel.js", message);

describe("the panel's document", () => {
	it("has a policy that allows its own style and script, and nothing else", () => {
		const html = documentOf(firstQuestion({}));
		const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
		const [nonce] = /nonce-[\w-]+/.exec(policy) ?? [];
		assert.deepEqual(policy.split("; ").sort(), [
			"base-uri 'none'",
			"default-src 'none'",
			"form-action 'none'",
			`script-src '${nonce}'`,
			`style-src '${nonce}'`,
		]);
	});

	it("has the strings of another language than English, as data that nothing in them ends", () => {
		const strings = { Answer: "Antwort", Next: "</script><script>hacked()</script>" };
		const html = panelDocument("p {}", "https://example.org/panel.js", firstQuestion({}), strings);
		const [, data = ""] = /<script id="strings" type="application\/json">(.*)<\/script>\n/.exec(html) ?? [];
		assert.deepEqual(JSON.parse(data), strings);
		assert.equal(html.match(/<script/g)?.length, 4);
		assert.ok(!documentOf(firstQuestion({})).includes('id="strings"'));
	});

	it("has another nonce each time", () => {
		const [one, other] = [1, 2].map(() => /nonce-[\w-]+/.exec(documentOf(firstQuestion({})))?.[0]);
		assert.notEqual(one, other);
	});

	it("has the question as HTML, and its answer where that is to show", () => {
		const parts = { title: "Why <code>x</code>?", answer: '<p>See <a href="#" data-link="0">it</a>.</p>' };
		assert.ok(documentOf(firstQuestion(parts)).includes(`<h1>${parts.title}</h1></header></main>`));
		assert.ok(
			documentOf({ ...firstQuestion(parts), revealed: true }).includes(`<h2>Answer</h2>${parts.answer}</section>`),
		);
	});

	for (const [name, html] of Object.entries(hostileHtml)) {
		it(`is no other document for ${name}`, () => {
			const hostile = { title: html, answer: html, topic: html, tags: [html], level: html as Level };
			const made = documentOf({ ...firstQuestion(hostile), revealed: true });
			const [, main = ""] = /<main id="question">([\s\S]*)<\/main>\n<footer/.exec(made) ?? [];
			assert.doesNotMatch(
				main,
				/<(?!\/?(header|article|section|span|h[1-6]|p|strong|em|a|ul|li|blockquote|pre|t[a-z]+)\b)/,
			);
			assert.doesNotMatch(main, /<[^>]* (on|src|style|id|action)/i);
			assert.doesNotMatch(main, /<[^>]* href="[^#]/);
			const count = (pattern: RegExp) => made.match(pattern)?.length;
			assert.deepEqual([count(/<script/gi), count(/<\/main>/g), count(/<\/h1>/g)], [3, 1, 1]);
		});
	}
});
