import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useWorkbench } from "./workbench";

describe("a person's own data", () => {
	const workbench = useWorkbench();
	let folder = "";
	before(() => {
		folder = mkdtempSync(join(tmpdir(), "dunder-data-"));
	});
	after(() => rmSync(folder, { recursive: true }));

	const status = (text: RegExp) => workbench.current.panel.locator("#rating .status", { hasText: text }).waitFor();
	const says = (text: RegExp) =>
		workbench.current.page.locator(".notification-toast", { hasText: text }).first().waitFor();
	const confirm = (button: string) =>
		workbench.current.page.locator(".monaco-dialog-box").getByRole("button", { name: button, exact: true }).click();

	/** Rates the question that is open. */
	async function rate(button: RegExp): Promise<void> {
		const { panel, title } = workbench.current;
		const before = (await title.textContent()) ?? "";
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.getByRole("button", { name: button }).click();
		await workbench.current.titleOtherThan(before);
	}

	/** Answers VS Code's own file dialog. */
	async function choosePath(path: string): Promise<void> {
		const { page } = workbench.current;
		const input = page.locator(".quick-input-widget:visible input[type=text]");
		await input.waitFor();
		await page.waitForTimeout(500);
		await input.fill(path);
		await page.waitForTimeout(500);
		await page.keyboard.press("Enter");
	}

	it("is exported as a readable file", async () => {
		await workbench.current.openView();
		await workbench.current.command("Dunder: Study Now");
		await rate(/^Easy/);
		await rate(/^Easy/);
		const path = join(folder, "progress.jsonl");
		await workbench.current.command("Dunder: Export Progress…");
		await choosePath(path);
		await says(/Written to/);
		const [header, ...events] = readFileSync(path, "utf8")
			.trim()
			.split("\n")
			.map((line) => JSON.parse(line));
		assert.equal(header.format, "Dunder progress");
		assert.deepEqual(
			events.map(({ kind, rating }) => [kind, rating]),
			[
				["reviewed", 4],
				["reviewed", 4],
			],
		);
	});

	it("shows in the tree, and is taken back and done again", async () => {
		const { page } = workbench.current;
		await workbench.current
			.row(/Memory and garbage collection/)
			.getByText(/^[1-9]\/\d+/)
			.waitFor();
		await workbench.current.command("Dunder: Undo Last Rating or Change");
		await status(/New/);
		await rate(/^Good/);
		await page.getByRole("button", { name: /due$/ }).waitFor({ state: "hidden" });
	});

	it("is reset, everything only after a second question, and comes back by Undo", async () => {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Reset Progress…");
		await workbench.current.pick("Reset Progress", "Everything");
		await confirm("Reset");
		await page.getByText("Really reset everything?").waitFor();
		await confirm("Reset");
		await says(/Reset: Everything/);
		await workbench.current
			.row(/Memory and garbage collection/)
			.getByText(/^[1-9]\/\d+/)
			.waitFor({ state: "hidden" });
		await page.locator(".notification-toast").getByRole("button", { name: "Undo" }).click();
		await workbench.current
			.row(/Memory and garbage collection/)
			.getByText(/^[1-9]\/\d+/)
			.waitFor();
	});

	it("goes back to a backup, which says first what would change", async () => {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Restore Backup…");
		await workbench.current.pick("Restore Backup", "before-reset");
		const dialog = page.locator(".monaco-dialog-box");
		await dialog.getByText(/Missing now: nothing\..*Since then: 1 reset, 1 undoing/s).waitFor();
		await confirm("Go Back to It");
		await says(/Restored: 0 entries added, 2 taken back/);
		await workbench.current
			.row(/Memory and garbage collection/)
			.getByText(/^[1-9]\/\d+/)
			.waitFor();
	});

	it("is imported once, however often", async () => {
		for (const expected of [/0 of 2 entries were new/, /0 of 2 entries were new/]) {
			await workbench.current.command("Dunder: Import Progress…");
			await choosePath(join(folder, "progress.jsonl"));
			await says(expected);
			await workbench.current.command("Notifications: Clear All Notifications");
		}
	});

	it("moves into another folder with all that it has", async () => {
		await workbench.current.command("Dunder: Choose Journal Folder…");
		await choosePath(`${folder}/`);
		await says(/Your progress is kept in/);
		await workbench.current
			.row(/Memory and garbage collection/)
			.getByText(/^[1-9]\/\d+/)
			.waitFor();
	});

	it("is exported for Anki", async () => {
		const path = join(folder, "anki.txt");
		await workbench.current.command("Dunder: Export to Anki…");
		await choosePath(path);
		await says(/Written to/);
		assert.match(readFileSync(path, "utf8"), /^#separator:tab\n[\s\S]*^dunder:memory\/management\t/m);
	});

	it("takes the date of an interview", async () => {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Set Interview Date…");
		await page.locator(".quick-input-widget", { hasText: "Every question that you have begun" }).waitFor();
		await page.keyboard.type("2099-01-01");
		await page.keyboard.press("Enter");
		await says(/comes back before 2099-01-01/);
	});
});
