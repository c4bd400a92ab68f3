import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./workbench";

describe("a person who experiments", () => {
	const workbench = useWorkbench();

	it("opens the scratch file from the tree's inline action, beside nothing yet", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row("The data model").click();
		const row = workbench.current.row(/Special method lookup/);
		await row.hover();
		await row.getByRole("button", { name: "Open Scratch File" }).click();
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor();
		await workbench.current.command("View: Close Editor");
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor({ state: "hidden" });
	});

	it("predicts from the panel: what is typed goes to the first blank, beside the answer", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.row(/Special method lookup/).click();
		await panel.getByRole("button", { name: "Open in Scratch File" }).click();
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor();
		assert.equal(await page.locator(".editor-group-container").count(), 2);
		await page.locator(".view-line", { hasText: "# region 1." }).waitFor();
		await page.keyboard.type("[nothing]");
		await workbench.current.editorLine(/#\s=>\s\[nothing\]$/).waitFor();
	});

	it("goes to the next blank with Tab, and starts another line of a prediction with Enter", async () => {
		const { page } = workbench.current;
		await workbench.current.goToNextBlank();
		await page.keyboard.type("one");
		await page.keyboard.press("Enter");
		await page.keyboard.type("two");
		await workbench.current.editorLine(/^\s*#\s=>\stwo$/).waitFor();
	});

	it("runs the experiment by key and sees what was wrong beside it, and the outputs in the panel", async () => {
		const { page, panel } = workbench.current;
		assert.equal(await panel.locator(".outcome:visible").count(), 0);
		await page.keyboard.press("Control+Enter");
		await workbench.current.value("you predicted [nothing]").waitFor();
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.locator(".outcome").first().waitFor();
		assert.equal(await panel.locator(".outcome:visible").count(), 1);
		assert.equal(await page.locator(".part.panel").isVisible(), false, "Test Results opened");
	});

	it("runs what has predictions and sees values of the other statements; the Testing view has every experiment", async () => {
		const { page } = workbench.current;
		await workbench.current.focusEditor();
		await page.keyboard.press("Control+Shift+Enter");
		await page
			.locator(".activitybar")
			.getByRole("tab", { name: /Testing/ })
			.click();
		const items = page.locator(".test-explorer .monaco-list-row");
		await items.first().click();
		await page.keyboard.press("ArrowRight");
		await page.waitForFunction(() => document.querySelectorAll(".test-explorer .monaco-list-row").length >= 3);
		await workbench.current.openView();
	});

	it("keeps the predictions when the file is closed and opened again", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.focusEditor();
		await workbench.current.command("View: Close Editor");
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor({ state: "hidden" });
		await panel.locator("h1").click();
		await page.keyboard.press("s");
		await page.locator(".view-line", { hasText: /#\s=>\s\[nothing\]/ }).waitFor();
	});

	it("finds lenses, gutter icons and blanks again after a reload of the window", async function () {
		this.timeout(60_000);
		const { page } = workbench.current;
		await workbench.current.reload();
		await workbench.current.editorLine(/#\s=>\s\[nothing\]/).waitFor();
		await page.locator(".codelens-decoration", { hasText: "Run on Every Python" }).first().waitFor();
		await page.locator(".testing-run-glyph").first().waitFor();
		await workbench.current.focusEditor();
		await workbench.current.run();
	});

	it("is asked before a reset, which keeps the old text and takes every outcome away", async () => {
		const { page } = workbench.current;
		const wrong = workbench.current.value("you predicted [nothing]");
		await workbench.current.focusEditor();
		await page.keyboard.press("Control+Shift+Enter");
		await wrong.waitFor();
		await workbench.current.command("Dunder: Reset Scratch File");
		const dialog = page.locator(".monaco-dialog-box");
		await dialog.getByText(/Your text is kept/).waitFor();
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "hidden" });
		assert.equal(await page.locator(".view-line", { hasText: /#\s=>\s\[nothing\]/ }).count(), 1);
		await workbench.current.command("Dunder: Reset Scratch File");
		await dialog.getByRole("button", { name: "Reset" }).click();
		await page.getByText("scratch-special-methods.1.py").first().waitFor();
		await page.locator(".view-line", { hasText: /#\s=>\s\[nothing\]/ }).waitFor({ state: "hidden" });
		await wrong.waitFor({ state: "hidden" });
		await page.getByRole("button", { name: "Show Old Text" }).click();
		await page.getByRole("tab", { name: /scratch-special-methods\.1\.py/ }).waitFor();
		const folder = join(
			workbench.current.userData,
			"User/globalStorage/dunder.dunder/scratch/data-model/special-methods",
		);
		assert.match(readFileSync(join(folder, "scratch-special-methods.1.py"), "utf8"), /# => \[nothing\]$/m);
		assert.doesNotMatch(readFileSync(join(folder, "scratch-special-methods.py"), "utf8"), /\[nothing\]$/m);
	});
});

describe("a person in a window that is not trusted", () => {
	const workbench = useWorkbench({
		"security.workspace.trust.emptyWindow": false,
		"security.workspace.trust.startupPrompt": "never",
	});

	it("reads and predicts, and nothing runs, neither in the panel nor in a scratch file", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row("asyncio").click();
		await workbench.current.row(/The event loop/).click();
		await panel.locator(".stage textarea").first().fill("1");
		await panel.getByRole("button", { name: "Run" }).click();
		await panel.locator(".problem", { hasText: "Dunder runs code in trusted workspaces only." }).waitFor();
		await panel.getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
		assert.equal(await panel.locator(".verdict:not(:empty)").count(), 0);
		await panel.getByRole("button", { name: "Open in Scratch File" }).click();
		await workbench.current.run();
		await page.getByText("Dunder runs code in trusted workspaces only.").first().waitFor();
		assert.equal(await panel.locator(".outcome:visible").count(), 0);
	});
});

describe("a person without Python", () => {
	const workbench = useWorkbench({ "dunder.pythonPath": "/no/such/python" });

	it("is told what was looked for and can choose an interpreter", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row("asyncio").click();
		await workbench.current.row(/The event loop/).click();
		await panel.locator(".stage textarea").first().fill("1");
		await panel.getByRole("button", { name: "Run" }).click();
		const problem = panel.locator(".problem");
		await problem.getByText("The setting dunder.pythonPath names /no/such/python").waitFor();
		await problem.getByRole("button", { name: "Choose Interpreter…" }).waitFor();
		await panel.locator(".stage textarea").first().fill("");
		await panel.getByRole("button", { name: "Open in Scratch File" }).click();
		await workbench.current.guess("x");
		await workbench.current.run();
		await page.getByText("The setting dunder.pythonPath names /no/such/python").first().waitFor();
		await page.locator(".notification-toast").getByRole("button", { name: "Choose Interpreter…" }).click();
		await page.locator(".quick-input-list .monaco-list-row", { hasText: "Python 3." }).first().click();
		await page
			.getByText(/Scratch files run with .* from now on/)
			.first()
			.waitFor();
		await workbench.current.focusEditor();
		await workbench.current.run();
		await workbench.current.value("main1").waitFor();
	});

	it("finds verdicts again after a reload of the window", async function () {
		this.timeout(60_000);
		const { page } = workbench.current;
		const position = page.locator("[id='status.editor.selection']");
		const before = (await position.textContent()) ?? "";
		await workbench.current.command("Dunder: Go to Next Blank Prediction");
		await position.filter({ hasNotText: before }).waitFor();
		await page.keyboard.type("wrong");
		await workbench.current.editorLine(/#\s=>\swrong$/).waitFor();
		await workbench.current.run();
		await workbench.current.value("you predicted wrong").waitFor();
		await workbench.current.reload();
		await workbench.current.value("you predicted wrong").waitFor();
	});

	it("finds all of that in the log", () => {
		const logs = join(workbench.current.userData, "logs");
		const files = readdirSync(logs, { recursive: true, encoding: "utf8" }).filter((file) => /Dunder\.log$/.test(file));
		const text = files.map((file) => readFileSync(join(logs, file), "utf8")).join("");
		for (const line of [
			/\[info\] Dunder \d+\.\d+\.\d+ in VS Code 1\./,
			/\[info\] Opened the journal in .*: 0 segments/,
			/\[warning\] The setting dunder\.pythonPath names \/no\/such\/python/,
			/\[info\] Scratch files run with Python 3\..* at /,
			/\[info\] Ran dunder:asyncio\/\S+, experiment 1, on .*: exit, \d+ ms/,
		]) {
			assert.match(text, line);
		}
	});
});
