import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { useWorkbench } from "./workbench";

const { questions } = JSON.parse(readFileSync("dist/bank/index.json", "utf8"));
const topics = [
	"Memory and garbage collection",
	"The data model",
	"The GIL and parallelism",
	"Iterators and generators",
	"Copying and mutability",
	"Performance and profiling",
	"Inheritance and metaclasses",
	"asyncio",
	"Memory optimisation",
	"Code quality and typing",
	"Interview craft",
];
const sections = [
	"Answer",
	"In depth",
	"Key points",
	"Pitfalls",
	"Follow-ups",
	"Experiments",
	"Sources",
	"Related questions",
];

describe("a person who studies", () => {
	const workbench = useWorkbench();

	it("opens the view from the Activity Bar and sees the topics in order", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		const labels = await page.locator(".pane-body .monaco-list-row .label-name").allTextContents();
		assert.deepEqual(labels, topics);
	});

	it("finds commands hidden that cannot apply yet", async () => {
		const entries = await workbench.current.paletteEntries("Dunder: ");
		assert.ok(entries.includes("Dunder: Random Question"), entries.join());
		for (const hidden of [
			"Next Question",
			"Reveal Answer",
			"Open Scratch File",
			"Run Scratch File",
			"Open Question",
			"Clear Filter",
		]) {
			assert.ok(!entries.includes(`Dunder: ${hidden}`), hidden);
		}
	});

	it("selects a question and reads it alone first", async () => {
		const { panel, title } = workbench.current;
		await workbench.current.row("Copying and mutability").click();
		await workbench.current.row(/Shallow and deep/).click();
		assert.match((await title.textContent()) ?? "", /shallow/i);
		assert.equal(await panel.locator(".answer").isVisible(), false);
		await panel.getByText("Answer aloud first.").waitFor();
		await panel.getByRole("button", { name: "Open in Scratch File" }).waitFor();
		assert.equal(
			await panel
				.locator(".meta")
				.textContent()
				.then((text) => text?.includes("Copying and mutability")),
			true,
		);
	});

	it("reveals the answer with Space, follow-ups closed and marks blank", async () => {
		const { page, panel } = workbench.current;
		await panel.locator("h1").click();
		await page.keyboard.press("Space");
		await panel.locator(".answer").waitFor();
		assert.deepEqual(await panel.locator("h2:visible").allTextContents(), sections);
		assert.equal(await panel.locator("details[open]").count(), 0);
		assert.equal(await panel.locator(".prompt").isVisible(), false);
		const blanks = await panel
			.locator(".experiment textarea")
			.evaluateAll((inputs) => inputs.map((input) => (input as HTMLTextAreaElement).value));
		assert.ok(blanks.length >= 2 && blanks.every((text) => text === ""));
		for (const text of await panel.locator(".experiment pre").allTextContents()) {
			assert.doesNotMatch(text, /# (=>|!!)/);
		}
		assert.equal(await panel.locator(".outcome").first().isVisible(), false);
	});

	it("sees Python in the colours of the theme", async () => {
		const { panel } = workbench.current;
		const keyword = panel.locator(".experiment pre span", { hasText: /^import$/ }).first();
		await keyword.waitFor();
		const colours = await panel
			.locator(".experiment pre span")
			.evaluateAll((spans) => spans.map((span) => getComputedStyle(span).color));
		assert.ok(new Set(colours).size > 3, [...new Set(colours)].join());
	});

	it("shows the outputs of one experiment when asked", async () => {
		const { panel } = workbench.current;
		const experiment = panel.locator(".experiment").first();
		await experiment.getByRole("button", { name: "Don't Know" }).click();
		assert.match((await experiment.locator("pre").textContent()) ?? "", /# (=> [^?]|!! )/);
		assert.equal(await experiment.locator(".outcome").isVisible(), true);
		const other = panel.locator(".experiment").nth(1);
		assert.doesNotMatch((await other.locator("pre").allTextContents()).join(), /# (=>|!!)/);
	});

	it("copies code", async () => {
		const { page, panel } = workbench.current;
		const experiment = panel.locator(".experiment").nth(1);
		await experiment.locator(".code").hover();
		await experiment.getByRole("button", { name: "Copy" }).click();
		await experiment.getByRole("button", { name: "Copied" }).waitFor();
		const copied = await page.evaluate(() => navigator.clipboard.readText());
		assert.match(copied, /^# => \?$/m);
		assert.ok(copied.startsWith((await experiment.locator("pre").first().textContent()) ?? "?"), copied);
	});

	it("opens a related question in the panel, and the tree follows", async () => {
		const { panel, title } = workbench.current;
		const before = (await title.textContent()) ?? "";
		const link = panel.locator("section", { hasText: "Related questions" }).last().locator("a").first();
		const expected = (await link.textContent()) ?? "";
		await link.click();
		assert.equal(await workbench.current.titleOtherThan(before), expected.replaceAll("`", ""));
		const { short } = questions.find((question: { title: string }) => question.title === expected);
		await workbench.current.page.locator(".monaco-list-row.selected", { hasText: short }).waitFor();
	});

	it("is asked before a link leaves the editor", async () => {
		const { page, panel } = workbench.current;
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.locator("section", { hasText: "Sources" }).last().locator("a").first().click();
		const dialog = page.locator(".monaco-dialog-box");
		await dialog.waitFor();
		assert.match((await dialog.textContent()) ?? "", /https:\/\//);
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "hidden" });
	});

	it("goes on and back with buttons and with the keys that they show", async () => {
		const { page, panel, title } = workbench.current;
		const first = (await title.textContent()) ?? "";
		await panel.getByRole("button", { name: "Next" }).click();
		const second = await workbench.current.titleOtherThan(first);
		await panel.locator("h1").click();
		await page.keyboard.press("p");
		assert.equal(await workbench.current.titleOtherThan(second), first);
		await page.keyboard.press("n");
		assert.equal(await workbench.current.titleOtherThan(first), second);
		await panel.getByRole("button", { name: "Back" }).click();
		assert.equal(await workbench.current.titleOtherThan(second), first);
	});

	it("finds every question readable, in a panel of any width", async function () {
		this.timeout(300_000);
		const { page, panel, title } = workbench.current;
		const count = questions.length;
		const seen = new Set<string>();
		await page.setViewportSize({ width: 760, height: 860 });
		for (let number = 0; number < count; number++) {
			const current = (await title.textContent()) ?? "";
			seen.add(current);
			await panel.getByRole("button", { name: "Reveal Answer" }).or(panel.locator(".answer")).first().waitFor();
			if (await panel.locator(".prompt").isVisible()) {
				await panel.getByRole("button", { name: "Reveal Answer" }).click();
			}
			const overflow = await panel.locator("html").evaluate((page) => page.scrollWidth - page.clientWidth);
			assert.equal(overflow, 0, `${current} is ${overflow} pixels too wide`);
			await panel.locator("h1").click();
			await page.keyboard.press("n");
			await workbench.current.titleOtherThan(current);
		}
		await page.setViewportSize({ width: 1360, height: 860 });
		assert.equal(seen.size, count);
	});

	it("types in other places without moving the panel", async () => {
		const { page, title } = workbench.current;
		const before = await title.textContent();
		await page.keyboard.press("Control+Shift+F");
		await page.keyboard.type("snps");
		await page.waitForTimeout(500);
		assert.equal(await title.textContent(), before);
		await workbench.current.openView();
		await page.keyboard.press("n");
		await page.waitForTimeout(300);
		assert.equal(await title.textContent(), before);
	});
});
