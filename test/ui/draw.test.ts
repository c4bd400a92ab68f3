import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { useWorkbench } from "./workbench";

const { questions } = JSON.parse(readFileSync("dist/bank/index.json", "utf8"));

describe("a person who comes back", () => {
	const workbench = useWorkbench();

	/** Draws a question by key and returns its title. */
	async function draw(previous: string): Promise<string> {
		const { page } = workbench.current;
		await page.keyboard.press("Control+K");
		await page.keyboard.press("q");
		return workbench.current.titleOtherThan(previous);
	}

	it("draws every question once, over a reload in between", async function () {
		this.timeout(300_000);
		const seen: string[] = [];
		for (let count = 0; count < questions.length; count++) {
			if (count === 6) {
				await workbench.current.reload();
				assert.equal(await workbench.current.title.textContent(), seen.at(-1));
			}
			seen.push(await draw(seen.at(-1) ?? ""));
		}
		assert.equal(new Set(seen).size, questions.length, seen.join("\n"));
		await draw(seen.at(-1) ?? "");
	});

	it("finds the panel after a reload as it was: question, answer, outputs, follow-ups and place", async function () {
		this.timeout(120_000);
		const { panel, title } = workbench.current;
		await workbench.current.command("Dunder: Find Question…");
		await workbench.current.pick("Find Question", "What does the GIL protect");
		await panel.locator("h1", { hasText: "What does the GIL protect" }).waitFor();
		const before = await title.textContent();
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.locator("summary").first().click();
		await panel.getByRole("button", { name: "Don't Know" }).first().click();
		await panel.locator("html").evaluate(() => window.scrollTo({ top: 700, behavior: "instant" }));
		await workbench.current.reload();
		assert.equal(await title.textContent(), before);
		await panel.locator("details[open]").first().waitFor(); // What is below the answer comes after it.
		assert.equal(await panel.locator(".answer").isVisible(), true);
		assert.equal(await panel.locator("details[open]").count(), 1);
		assert.equal(await panel.locator(".outcome:visible").count(), 1);
		assert.equal(await panel.locator("html").evaluate(() => Math.round(window.scrollY)), 700);
	});

	it("comes back to the same place when another editor was in front", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.command("File: New Untitled Text File");
		await page.locator("iframe.webview.ready").waitFor({ state: "hidden" });
		await workbench.current.command("View: Close Editor");
		await panel.locator("details[open]").first().waitFor();
		assert.equal(await panel.locator("details[open]").count(), 1);
		assert.equal(await panel.locator("html").evaluate(() => Math.round(window.scrollY)), 700);
	});

	it("draws from one topic only, and sees it on the button", async () => {
		const { panel, title } = workbench.current;
		await workbench.current.command("Dunder: Random Question From…");
		const before = (await title.textContent()) ?? "";
		await workbench.current.pick("Random Question From…", "Interview craft");
		const seen = [await workbench.current.titleOtherThan(before)];
		await panel.getByRole("button", { name: "Random: Interview craft" }).waitFor();
		while (seen.length < 5) {
			seen.push(await draw(seen.at(-1) ?? ""));
		}
		const expected = questions.filter(({ topic }: { topic: string }) => topic === "dunder:interview");
		const titles = expected.map((question: { title: string }) => question.title.replaceAll("`", ""));
		for (const drawn of seen) {
			assert.ok(titles.includes(drawn), drawn);
		}
	});

	it("filters the tree, and clears the filter", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		const rows = page.locator(".pane-body .monaco-list-row");
		const header = page.locator(".pane-header", { hasText: "Questions" });
		await header.hover();
		await page.getByRole("button", { name: "Collapse All" }).click();
		await header.hover();
		await page.getByRole("button", { name: "Filter…" }).click();
		await workbench.current.pick("Show questions of these levels", "Starred only");
		await page.keyboard.press("Enter");
		await page.getByText("No question has the levels and states that you chose.").waitFor();
		await page.getByRole("button", { name: "Clear Filter" }).last().click();
		await rows.filter({ hasText: "Interview craft" }).waitFor();
		assert.equal((await rows.count()) >= 11, true);
	});

	it("does not have the side bar switched by a draw", async () => {
		const { page, title } = workbench.current;
		await page.keyboard.press("Control+Shift+E");
		await page.getByText("Explorer").first().waitFor();
		await draw((await title.textContent()) ?? "");
		await page.waitForTimeout(500);
		const tab = page.locator(".activitybar").getByRole("tab", { name: "Dunder" });
		assert.notEqual(await tab.getAttribute("aria-selected"), "true");
		await workbench.current.openView();
		const shown = await title.textContent();
		const drawn = questions.find((question: { title: string }) => question.title.replaceAll("`", "") === shown);
		await page.locator(".monaco-list-row.selected", { hasText: drawn.short }).waitFor();
	});
});
