import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { useWorkbench } from "./workbench";

interface Listed {
	readonly title: string;
	readonly short: string;
	readonly topic: string;
	readonly level: string;
}

const { questions }: { questions: readonly Listed[] } = JSON.parse(readFileSync("dist/bank/index.json", "utf8"));

describe("the flow of a session", () => {
	const workbench = useWorkbench({ "dunder.newPerDay": 3 });
	const press = (keys: string) => workbench.current.page.keyboard.press(keys);
	const button = (name: string | RegExp) => workbench.current.panel.getByRole("button", { name });
	const closing = () => workbench.current.panel.locator(".closing");
	const says = (text: string) => workbench.current.panel.locator("#rating .status", { hasText: text }).waitFor();

	/** The question of the bank that the panel shows. */
	async function shown(): Promise<Listed> {
		const title = (await workbench.current.title.textContent()) ?? "";
		const found = questions.find((question) => question.title.replaceAll("`", "") === title);
		assert.ok(found, title);
		return found;
	}

	/** Does something that opens another question, and returns that. */
	async function nextAfter(action: () => Promise<unknown>): Promise<Listed> {
		const before = (await workbench.current.title.textContent()) ?? "";
		await action();
		await workbench.current.titleOtherThan(before);
		return shown();
	}

	/** The name of a filter that hides the questions of one level. */
	const others = "junior, mid, staff";

	/** The whole tooltip of a button, which is also its description for a screen reader. */
	const tooltip = (name: string) => button(name).first().getAttribute("title");

	it("stays in a topic that was chosen in the tree, and counts in the schedule", async () => {
		const { page, title } = workbench.current;
		await workbench.current.openView();
		const row = workbench.current.row("asyncio");
		await row.hover();
		await row.getByRole("button", { name: "Study This Topic" }).click();
		await title.waitFor();
		const first = await shown();
		assert.equal(first.topic, "dunder:asyncio");
		await says("3 new · 0 learning · 0 due");
		await workbench.current.focusPanel();
		await button("Reveal Answer").click();
		const second = await nextAfter(() => press("4"));
		assert.equal(second.topic, "dunder:asyncio");
		await says("2 new · 0 learning · 0 due");
		await page.locator(".pane-header", { hasText: /Due.*2 new/ }).waitFor();
	});

	it("has Next go to the next question of the session, and say so, and Back to the one before", async () => {
		const second = await shown();
		assert.equal(await button("Random").count(), 0);
		const leadsTo = (await tooltip("Next in Session")) ?? "";
		const third = await nextAfter(() => press("n"));
		assert.equal(third.topic, "dunder:asyncio");
		assert.equal(leadsTo, `Session: asyncio, next: ${third.short}`);
		await workbench.current.panel.locator("#toolbar", { hasText: "Session: asyncio" }).waitFor();
		assert.equal(await tooltip("Back"), `Back to: ${second.short}`);
		// The third question is the last one within today's limit, so the second one follows it again.
		assert.deepEqual(await nextAfter(() => press("n")), second);
		assert.deepEqual(await nextAfter(() => button("Back").click()), third);
	});

	it("is the same after a reload of the window, and so is the way back", async function () {
		this.timeout(60_000);
		const third = await shown();
		await workbench.current.reload();
		await button("Leave Session").waitFor();
		assert.deepEqual(await shown(), third);
		await says("2 new · 0 learning · 0 due");
		assert.match((await tooltip("Next in Session")) ?? "", /^Session: asyncio, next: /);
		const second = await nextAfter(() => button("Back").click());
		assert.equal(second.topic, "dunder:asyncio");
	});

	it("is left by a word, and says what was done", async () => {
		await workbench.current.focusPanel();
		await press("l");
		await closing().getByRole("heading", { name: "You left the session" }).waitFor();
		await closing().getByText("1 rated: 1 Easy").waitFor();
		await button(/^Next\b/).waitFor();
		assert.equal(await button("Leave Session").count(), 0);
	});

	it("goes from topic to topic where none was chosen", async () => {
		const first = await nextAfter(() => press("g"));
		await button("Reveal Answer").click();
		const second = await nextAfter(() => press("4"));
		await button("Reveal Answer").click();
		assert.notEqual(second.topic, first.topic);
		assert.ok(![first.topic, second.topic].includes("dunder:asyncio"));
	});

	it("links to what was missed, and keeps a raised limit over a reload", async function () {
		this.timeout(90_000);
		const { panel } = workbench.current;
		const missed = await shown();
		await press("1");
		// A question in learning comes immediately if nothing else is left.
		await button("Reveal Answer").click();
		await press("4");
		await closing()
			.getByText(/3 rated|rated: /)
			.first()
			.waitFor();
		await button("5 More New").waitFor();
		await panel.locator(".missed a", { hasText: missed.short }).waitFor();
		assert.deepEqual(await workbench.current.accessibilityViolations(), []);
		await press("m");
		await says("5 new · 0 learning · 0 due");
		await workbench.current.reload();
		await says("5 new · 0 learning · 0 due");
		await press("l");
		await closing().getByRole("heading", { name: "You left the session" }).waitFor();
	});

	it("takes only what the filter shows, names the filter, and offers to clear it", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		await workbench.current.command("Dunder: Filter…");
		// All levels are chosen at first.
		await workbench.current.pick("Show questions of these levels", "senior");
		await press("Enter");
		await page.locator(".pane-header", { hasText: `Questions${others}` }).waitFor();
		await workbench.current.row(/^Clear Filter/).waitFor();
		await workbench.current.command("Dunder: Study Now");
		await button("Leave Session").waitFor();
		assert.notEqual((await shown()).level, "senior");
		assert.ok((await tooltip("Next in Session"))?.startsWith(`Session: ${others}, next: `));
		await workbench.current.focusPanel();
		await press("l");
		await closing().getByText(`Filter: ${others}.`).waitFor();
		await closing().getByRole("button", { name: "Clear Filter" }).waitFor();
		await button(`Random: ${others}`).waitFor();
		for (let count = 0; count < 5; count++) {
			const drawn = await nextAfter(async () => {
				await press("Control+K");
				await press("q");
			});
			assert.notEqual(drawn.level, "senior");
		}
	});

	it("says which filter leaves nothing, with the remedy", async () => {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Clear Filter");
		await workbench.current.command("Dunder: Filter…");
		await workbench.current.pick("Show questions of these levels", "Starred only");
		await press("Enter");
		await page.locator(".pane-header", { hasText: /Questions.*starred/ }).waitFor();
		await workbench.current.command("Dunder: Study Now");
		const message = page.locator(".notification-toast", { hasText: "The filter (starred) shows no question." });
		await message.getByRole("button", { name: "Clear Filter" }).click();
		await workbench.current.row("Interview craft").waitFor();
	});
});
