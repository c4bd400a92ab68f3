import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { parseBank } from "../../../src/core/bank/parseBank";
import { renderQuestion } from "../../../src/core/bank/renderQuestion";
import { allowedAttributes, allowedTags, safeHtml } from "../../../src/core/text/safeHtml";
import { hostileHtml } from "../../support/hostileHtml";

/** Fails if HTML contains anything but allowed, complete tags, each closed in the element in which it was opened. */
function assertSafe(html: string): void {
	const open: string[] = [];
	for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
		const [, slash, name = "", attributes = ""] = /^<(\/?)([a-z0-9]+)((?: [a-z-]+="[\w#]*")*)>$/.exec(tag) ?? [];
		assert.ok(allowedTags.includes(name), `${tag} in ${html}`);
		for (const [, attribute = ""] of attributes.matchAll(/ ([a-z-]+)=/g)) {
			assert.ok(allowedAttributes.includes(attribute), `${attribute} in ${html}`);
		}
		if (slash) {
			assert.equal(open.pop(), name, html);
		} else if (name !== "br" && name !== "hr") {
			open.push(name);
		}
	}
	assert.deepEqual(open, [], html);
}

describe("HTML of a pack", () => {
	for (const [name, html] of Object.entries(hostileHtml)) {
		it(`loses ${name}`, () => assertSafe(safeHtml(html)));
	}

	for (const [html, expected] of [
		["<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"],
		['<p onclick="x()">x</p>', "<p>x</p>"],
		['<a href="javascript:x()" data-link="3">x</a>', '<a data-link="3">x</a>'],
		["a < b &lt;p&gt; c > d", "a &lt; b &lt;p&gt; c > d"],
		["<ul><li>x", "<ul><li>x</li></ul>"],
		["x</p>", "x&lt;/p&gt;"],
		["<br/><hr />", "<br><hr>"],
	]) {
		it(`${html} becomes ${expected}`, () => assert.equal(safeHtml(html ?? ""), expected));
	}

	it("is safe whatever pieces it is made of, and stays as it is from then on", () => {
		const pieces = [
			...["<", ">", "/", '"', "'", " ", "=", "&", "\n", "p", "a", "script", "table", "href", "#", "onclick", "<!--"],
			...["<p>", "</p>", "<table>", "</table>", '<a href="#">', "</a>", "<script>", "</script>", "<br>"],
		];
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
				const safe = safeHtml(parts.join(""));
				assertSafe(safe);
				assert.equal(safeHtml(safe), safe);
			}),
		);
	});

	it("of our own bank is as it was", () => {
		const files = readdirSync("questions", { recursive: true, encoding: "utf8" })
			.filter((path) => path.endsWith(".md"))
			.map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(`questions/${path}`, "utf8") }));
		const { questions } = parseBank("dunder", files);
		assert.ok(questions.length > 100);
		const keyOf = (id: string) => `dunder:${id}` as const;
		const dependencies = { topicTitle: "", keyOf, titleOf: () => undefined };
		for (const question of questions) {
			const { head, rest } = renderQuestion(question, dependencies, []);
			const texts = [head.title, head.answer, rest.inDepth, rest.keyPoints, rest.pitfalls];
			for (const html of [...texts, ...rest.followUps.map(({ answer }) => answer)]) {
				assert.equal(safeHtml(html), html, question.id);
			}
		}
	});
});
