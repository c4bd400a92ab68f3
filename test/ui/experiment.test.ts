import assert from "node:assert/strict";
import { useWorkbench } from "./workbench";

describe("a person who experiments", () => {
	const workbench = useWorkbench();

	it("opens the scratch file from the tree's inline action, beside nothing yet", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row("The data model").click();
		const row = workbench.current.row(/data model.*special method/i);
		await row.hover();
		await row.getByRole("button", { name: "Open Scratch File" }).click();
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor();
		await page.keyboard.press("Control+F4");
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor({ state: "hidden" });
	});

	it("predicts from the panel: the first blank mark is selected beside it", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.row(/data model.*special method/i).click();
		await panel.getByRole("button", { name: "Predict" }).click();
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor();
		assert.equal(await page.locator(".editor-group-container").count(), 2);
		await page.locator(".view-line", { hasText: "# region 1." }).waitFor();
		await page.keyboard.type("nothing");
		await page.locator(".view-line", { hasText: /# => nothing/ }).waitFor();
	});

	it("runs the file by key and reads the outputs in the terminal, and then in the panel", async () => {
		const { page, panel, terminal } = workbench.current;
		assert.equal(await panel.locator(".outcome:visible").count(), 0);
		await page.keyboard.press("Control+Enter");
		await terminal.filter({ hasText: "TypeError" }).waitFor();
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.locator(".outcome").first().waitFor();
		assert.equal(await panel.getByRole("button", { name: "Show Outputs" }).filter({ visible: true }).count(), 0);
	});

	it("keeps the predictions when the file is closed and opened again", async () => {
		const { page, panel } = workbench.current;
		await page.locator(".view-line", { hasText: "# => nothing" }).first().click();
		await page.keyboard.press("Control+F4");
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor({ state: "hidden" });
		await panel.locator("h1").click();
		await page.keyboard.press("s");
		await page.locator(".view-line", { hasText: "# => nothing" }).waitFor();
	});

	it("is asked before a reset, which keeps the old text", async () => {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Reset Scratch File");
		const dialog = page.locator(".monaco-dialog-box");
		await dialog.getByText(/Your text is kept/).waitFor();
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "hidden" });
		assert.equal(await page.locator(".view-line", { hasText: "# => nothing" }).count(), 1);
		await workbench.current.command("Dunder: Reset Scratch File");
		await dialog.getByRole("button", { name: "Reset" }).click();
		await page.getByText("scratch-special-methods.1.py").first().waitFor();
		await page.locator(".view-line", { hasText: "# => nothing" }).waitFor({ state: "hidden" });
		await page.getByRole("button", { name: "Show Old Text" }).click();
		await page.locator(".view-line", { hasText: "# => nothing" }).waitFor();
	});
});

describe("a person without Python", () => {
	const workbench = useWorkbench({ "dunder.pythonPath": "/no/such/python" });

	it("is told what was looked for and can choose an interpreter", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row("asyncio").click();
		await workbench.current
			.row(/How does/)
			.first()
			.click();
		await panel.getByRole("button", { name: "Predict" }).click();
		await page.locator(".view-line", { hasText: "# region 1." }).waitFor();
		await page.keyboard.press("Control+Enter");
		await page.getByText("The setting dunder.pythonPath names /no/such/python").first().waitFor();
		await page.getByRole("button", { name: "Choose Interpreter…" }).click();
		await page.locator(".quick-input-list .monaco-list-row", { hasText: "Python 3." }).first().click();
		await page.getByRole("tab", { name: /scratch-/ }).click();
		await page.locator(".view-line", { hasText: "# region 1." }).click();
		await page.keyboard.press("Control+Enter");
		await workbench.current.terminal.filter({ hasText: /Python 3\./ }).waitFor();
	});
});
