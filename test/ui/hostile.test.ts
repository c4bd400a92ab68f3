import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { panelDocument } from "../../src/features/panel/panelDocument";
import { launchBrowser } from "../../tools/lib/browser.mjs";
import { hostileHtml } from "../support/hostileHtml";
import { firstQuestion } from "../support/panelMessages";

/** An expression that describes, in the page, what the page consists of and what has happened in it. */
const describePage = `({
	hacked: window.hackedTimes ?? 0,
	outline: [...document.body.children].map(({ localName, id }) => localName + "#" + id),
	question: [...document.getElementById("question").children].map(({ localName }) => localName),
	answer: document.querySelector(".answer").parentElement.id,
	names: [...new Set([...document.querySelectorAll("#question *")].flatMap(({ localName, attributes }) => [
		localName,
		...[...attributes].map(({ name, value }) => name + "=" + (name === "class" || name === "href" ? value : "")),
	]))],
})`;
const ours = [
	"header",
	"article",
	"section",
	"p",
	"span",
	"h1",
	"h2",
	"class=meta",
	"class=level",
	"class=tag",
	"class=answer",
];
const ofPacks = [
	"a",
	"href=#",
	"data-link=",
	"strong",
	"em",
	"ul",
	"li",
	"table",
	"tbody",
	"tr",
	"td",
	"blockquote",
	"pre",
];

describe("the panel's document before any script of ours", () => {
	let browser: Browser;
	let page: Page;
	before(async () => {
		browser = await launchBrowser();
	});
	after(() => browser.close());
	beforeEach(async () => {
		page = await browser.newPage();
		await page.addInitScript(() => {
			const scope = window as unknown as Record<string, unknown>;
			// Counts the calls of `hacked` that HTML from a pack makes.
			scope.hacked = () => {
				scope.hackedTimes = Number(scope.hackedTimes ?? 0) + 1;
			};
			scope.acquireVsCodeApi = () => ({ getState: () => undefined, postMessage: () => undefined });
		});
	});
	afterEach(() => page.close());

	for (const [name, html] of Object.entries(hostileHtml)) {
		it(`is what it was made to be, also without its policy: ${name}`, async () => {
			const message = { ...firstQuestion({ title: html, answer: html }), revealed: true };
			const made = panelDocument("", "https://dunder.test/panel.js", message);
			// The page's content security policy would hide what is not sanitized.
			const body = made.replace(/<meta http-equiv.*>/, "");
			const requested: string[] = [];
			await page.route("**/*", (route) => {
				requested.push(route.request().url());
				return requested.length === 1
					? route.fulfill({ contentType: "text/html", body })
					: route.fulfill({ contentType: "text/javascript", body: "" });
			});
			await page.goto("https://dunder.test/", { waitUntil: "load" });
			const { names, ...found } = (await page.evaluate(describePage)) as { names: string[] };
			assert.deepEqual(found, {
				hacked: 0,
				outline: ["nav#toolbar", "main#question", "footer#rating", "script#", "script#first", "script#"],
				question: ["header", "article"],
				answer: "question",
			});
			assert.deepEqual(
				names.filter((part) => ![...ours, ...ofPacks].includes(part)),
				[],
			);
			assert.deepEqual(requested, ["https://dunder.test/", "https://dunder.test/panel.js"]);
		});
	}
});
