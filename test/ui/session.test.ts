import assert from "node:assert/strict";
import { useWorkbench } from "./workbench";

describe("a session and its end", () => {
	const workbench = useWorkbench({ "dunder.newPerDay": 2 });
	const press = (keys: string) => workbench.current.page.keyboard.press(keys);
	const closing = () => workbench.current.panel.locator(".closing");
	const ratings = () => workbench.current.panel.locator(".rating");
	let first = "";
	let second = "";

	it("rates once, however long the key is held", async () => {
		const { page, panel, title } = workbench.current;
		await workbench.current.openView();
		await workbench.current.command("Dunder: Study Now");
		first = (await title.textContent()) ?? "";
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await ratings().first().waitFor();
		for (let repeat = 0; repeat < 30; repeat++) {
			await page.keyboard.down("4");
		}
		await page.keyboard.up("4");
		second = await workbench.current.titleOtherThan(first);
		await panel.locator("#rating .status", { hasText: /^1 new · 0 learning · 0 due · New$/ }).waitFor();
	});

	it("keeps the keyboard where it is in the footer, and says what each rating does", async () => {
		const { panel } = workbench.current;
		const star = panel.getByRole("button", { name: "Star" });
		await star.focus();
		await press("Enter");
		await panel.getByRole("button", { name: "★ Starred", pressed: true }).waitFor();
		assert.equal(await panel.locator(":focus").textContent(), "★ StarredT");
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.getByRole("button", { name: /^Again ?, 1 minute$/ }).waitFor();
		assert.equal(await panel.locator("#rating [aria-pressed]").count(), 1);
	});

	it("ends with a card in place of the ratings, which says what was done", async () => {
		const { page, panel } = workbench.current;
		await press("3");
		// A question in learning comes immediately if nothing else is left.
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.getByRole("button", { name: /^Easy/ }).click();
		await closing().getByRole("heading", { name: "Done for today" }).waitFor();
		await closing().getByText("3 rated: 2 Easy, 1 Good").waitFor();
		await closing()
			.getByText(/^Time spent: \d+ minutes?$/)
			.waitFor();
		await closing().getByText("The next question comes").waitFor();
		await closing()
			.getByText(/^Tomorrow: \d+ due, 2 new$/)
			.waitFor();
		assert.equal(await ratings().count(), 0);
		assert.equal(await page.locator(".notification-toast").count(), 0);
		assert.deepEqual(await workbench.current.accessibilityViolations(), []);
		await press("3");
		await page.waitForTimeout(500);
		assert.equal(await closing().getByText("3 rated").count(), 1);
	});

	it("asks the question anew when it is opened again", async () => {
		const { page, panel } = workbench.current;
		await page.locator(".pane-body .monaco-list-row.selected").click();
		await panel.getByRole("button", { name: "Reveal Answer" }).waitFor();
		await closing().waitFor({ state: "detached" });
	});

	it("takes the last rating back and shows the answer, for another one", async () => {
		const { panel, title } = workbench.current;
		await panel.locator("h1").click();
		await press("u");
		await panel.locator(".answer").waitFor();
		await ratings().first().waitFor();
		assert.equal(await title.textContent(), second);
		await press("4");
		await closing().getByText("3 rated: 2 Easy, 1 Good").waitFor();
	});

	it("goes on with a few more, and from one that is hidden to the next", async () => {
		const { page, panel } = workbench.current;
		await panel.getByRole("button", { name: "5 More New" }).waitFor();
		await press("m");
		const third = await workbench.current.titleOtherThan(second);
		await panel.locator("#rating .status", { hasText: "5 new" }).waitFor();
		await press("b");
		const fourth = await workbench.current.titleOtherThan(third);
		await press("u");
		assert.equal(await workbench.current.titleOtherThan(fourth), third);
		await page.locator(".statusbar", { hasText: /Undid: the hiding/ }).waitFor();
	});
});
