import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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

	/** The number of known questions in the row of the first topic, which is there once a question is begun. */
	const begun = () => workbench.current.row(/Memory and garbage collection/).getByText(/^\d+\/\d+/);
	const panelStar = (is: boolean) => workbench.current.panel.getByRole("button", { name: is ? "★ Starred" : "☆ Star" });

	/** Reveals the answer to the open question and rates it. After an undone rating, the answer is already revealed. */
	async function rate(button: RegExp, { isRevealed = false } = {}): Promise<void> {
		const { panel, title } = workbench.current;
		const before = (await title.textContent()) ?? "";
		if (!isRevealed) {
			await panel.getByRole("button", { name: "Reveal Answer" }).click();
		}
		await panel.getByRole("button", { name: button }).click();
		await workbench.current.titleOtherThan(before);
	}

	/** Enters a path in VS Code's own file dialog. */
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
		const { page, panel } = workbench.current;
		await begun().waitFor();
		await workbench.current.command("Dunder: Undo Last Rating or Change");
		await panel.locator(".answer").waitFor();
		await status(/New/);
		await rate(/^Good/, { isRevealed: true });
		await page.getByRole("button", { name: /due$/ }).waitFor({ state: "hidden" });
	});

	async function resetEverything(): Promise<void> {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Reset Progress…");
		await workbench.current.pick("Reset Progress", "Everything");
		await confirm("Reset");
		await page.locator(".quick-input-widget", { hasText: 'Type "everything"' }).waitFor();
		await page.keyboard.press("Enter");
		await page.keyboard.type("everything");
		await page.keyboard.press("Enter");
		await says(/Reset: Everything/);
		await begun().waitFor({ state: "hidden" });
	}

	it("is reset, everything only after a typed word, and comes back by Undo, which takes back nothing else", async () => {
		const { page } = workbench.current;
		await resetEverything();
		await workbench.current.command("Dunder: Star or Unstar Question");
		await panelStar(true).waitFor();
		await page.locator(".notification-toast").getByRole("button", { name: "Undo" }).click();
		await begun().waitFor();
		await panelStar(true).waitFor();
		await workbench.current.command("Dunder: Undo Last Rating or Change");
		await panelStar(false).waitFor();
	});

	it("is not restored where there is nothing to restore", async () => {
		await workbench.current.command("Dunder: Restore Backup…");
		await workbench.current.pick("Restore Backup", "before the reset");
		await says(/Nothing to restore: the backup of today \d\d:\d\d, before the reset/);
	});

	it("goes back to a backup, which says first what would change", async () => {
		const { page } = workbench.current;
		await resetEverything();
		await workbench.current.command("Dunder: Restore Backup…");
		await workbench.current.pick("Restore Backup", "before the reset");
		const dialog = page.locator(".monaco-dialog-box");
		await dialog
			.getByText(/Now: 0 known, 0 learning.*Go Back to It: 1 known, 1 learning, \d+ new; 2 ratings\./s)
			.waitFor();
		assert.equal(await dialog.getByRole("button", { name: "Add What Is Missing" }).count(), 0);
		await confirm("Go Back to It");
		await says(/Restored: 1 known, 1 learning/);
		await begun().waitFor();
	});

	it("is imported once, however often", async () => {
		for (const expected of [/Already up to date/, /Already up to date/]) {
			await workbench.current.command("Dunder: Import Progress…");
			await choosePath(join(folder, "progress.jsonl"));
			await says(expected);
			await workbench.current.command("Notifications: Clear All Notifications");
		}
	});

	it("is imported after a look at what it would become, and is taken back as one", async () => {
		const { page } = workbench.current;
		const reset = { id: "elsewhere.session.1", at: Date.now(), kind: "reset", pack: "dunder", prefix: "" };
		const path = join(folder, "other.jsonl");
		writeFileSync(
			path,
			`${JSON.stringify({ format: "Dunder progress", version: 1, events: 1 })}\n${JSON.stringify(reset)}\n`,
		);
		await workbench.current.command("Dunder: Import Progress…");
		await choosePath(path);
		const dialog = page.locator(".monaco-dialog-box");
		await dialog.getByText(/Now: 1 known, 1 learning.*After the import: 0 known, 0 learning/s).waitFor();
		await confirm("Import");
		await says(/Imported: 1 new entry/);
		await begun().waitFor({ state: "hidden" });
		await page.locator(".notification-toast").getByRole("button", { name: "Undo" }).click();
		await begun().waitFor();
		await workbench.current.command("Dunder: Restore Backup…");
		await page.locator(".quick-input-list").getByText("before an import").first().waitFor();
		await page.keyboard.press("Escape");
		await workbench.current.command("Notifications: Clear All Notifications");
	});

	it("is not imported from a file that is not an export", async () => {
		const path = join(folder, "notes.jsonl");
		writeFileSync(path, "The quick brown fox jumps over the lazy dog.\n".repeat(100_000));
		await workbench.current.command("Dunder: Import Progress…");
		await choosePath(path);
		await says(/Not a Dunder export, so nothing was changed: .*notes\.jsonl/);
		await workbench.current.command("Notifications: Clear All Notifications");
	});

	it("is not imported from a large file when that is cancelled", async () => {
		const { page } = workbench.current;
		const path = join(folder, "large.jsonl");
		const reset = { at: 1, kind: "reset", pack: "dunder", prefix: "" };
		const lines = Array.from({ length: 600_000 }, (_, index) =>
			JSON.stringify({ id: `elsewhere.large.${index + 1}`, ...reset }),
		);
		writeFileSync(path, `${JSON.stringify({ format: "Dunder progress", version: 1 })}\n${lines.join("\n")}`);
		await workbench.current.command("Dunder: Import Progress…");
		await choosePath(path);
		const reading = page.locator(".notification-toast", { hasText: /Reading .*large\.jsonl/ });
		await reading.getByRole("button", { name: "Cancel" }).click();
		await reading.waitFor({ state: "hidden" });
		await page.waitForTimeout(500);
		assert.equal(await page.locator(".monaco-dialog-box").count(), 0);
		await begun().waitFor();
	});

	it("moves into another folder with all that it has", async () => {
		await workbench.current.command("Dunder: Choose Journal Folder…");
		await choosePath(`${folder}/`);
		await says(/Your progress is kept in/);
		await begun().waitFor();
	});

	it("takes its backups along", async () => {
		await workbench.current.command("Dunder: Restore Backup…");
		await workbench.current.page.locator(".quick-input-list").getByText("before the reset").first().waitFor();
		await workbench.current.page.keyboard.press("Escape");
	});

	it("is not shown as saved where it cannot be, and is saved once in the end", async () => {
		const { page, panel, title } = workbench.current;
		await workbench.current.command("Dunder: Study Now");
		await panel.getByRole("button", { name: "Reveal Answer" }).waitFor();
		const before = await title.textContent();
		const journal = join(folder, "journal");
		renameSync(journal, `${journal}-away`);
		writeFileSync(journal, "in the way");
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await page.keyboard.press("3");
		await says(/Not saved yet, but kept in this window/);
		await status(/Rated, but not saved yet/);
		await workbench.current.focusPanel();
		await page.keyboard.press("3");
		await page.waitForTimeout(500);
		assert.equal(await page.locator(".notification-toast", { hasText: "Not saved yet" }).count(), 1);
		assert.equal(await title.textContent(), before);
		rmSync(journal);
		renameSync(`${journal}-away`, journal);
		await page.locator(".notification-toast").getByRole("button", { name: "Try Again" }).click();
		await page.locator(".statusbar", { hasText: "Everything is saved now." }).waitFor();
		await page.locator(".notification-toast", { hasText: "Not saved yet" }).waitFor({ state: "hidden" });
		await status(/Learning/);
		const files = readdirSync(journal, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
		const lines = files.flatMap((name) => readFileSync(join(journal, name), "utf8").split("\n"));
		assert.equal(lines.filter((line) => line.includes('"rating":3')).length, 2, lines.join("\n"));
		// VS Code also logs the error messages that it shows.
		const problems = workbench.current.problems.splice(0);
		assert.deepEqual(
			problems.filter((problem) => !problem.startsWith("Not saved yet")),
			[],
		);
	});

	it("has a note that is left open and reads well after a reload", async () => {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Edit Note");
		await page.locator(".tab.active", { hasText: /\.md/ }).waitFor();
		await page.keyboard.type("# stays");
		await page.keyboard.press("Control+S");
		await workbench.current.panel.locator("h3", { hasText: "stays" }).waitFor();
		await workbench.current.reload("dunder-note:");
		await workbench.current.editorLine(/stays/).waitFor({ timeout: 30_000 });
		await page.keyboard.press("Control+W");
		await workbench.current.focusPanel();
	});

	it("stays where it is when another folder cannot be written", async () => {
		const elsewhere = join(folder, "elsewhere");
		mkdirSync(elsewhere);
		writeFileSync(join(elsewhere, "journal"), "in the way");
		await workbench.current.command("Dunder: Choose Journal Folder…");
		await choosePath(`${elsewhere}/`);
		await says(/Your progress stays where it was: .*cannot be written/);
		await begun().waitFor();
	});

	it("is not forgotten where there is nothing yet, and the message has another remedy", async () => {
		const { page } = workbench.current;
		await workbench.current.row(/^Copying and mutability/).click();
		const before = (await workbench.current.title.textContent()) ?? "";
		await workbench.current.row(/^Passing arguments/).click();
		await workbench.current.titleOtherThan(before);
		await workbench.current.untilPanelHasKeyboard();
		await status(/New/);
		await workbench.current.command("Dunder: Forget Question");
		await says(/still new, so there is nothing to forget/);
		await page.locator(".notification-toast").getByRole("button", { name: "Suspend" }).click();
		await status(/Suspended/);
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
		await page.locator(".quick-input-widget", { hasText: "You'll review every started question" }).waitFor();
		await page.keyboard.type("2099-02-30");
		await page.getByText("There is no such day as 2099-02-30.").waitFor();
		await page.keyboard.press("Control+A");
		await page.keyboard.type("2099-01-01");
		await page.keyboard.press("Enter");
		await says(/Interview on 2099-01-01/);
	});
});
