import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
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
		await workbench.current.command("View: Close Editor");
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
		await page.locator(".view-line", { hasText: /#\s=>\snothing/ }).waitFor();
	});

	it("runs the file by key and reads the outputs in the terminal, and then in the panel", async () => {
		const { panel, terminal } = workbench.current;
		assert.equal(await panel.locator(".outcome:visible").count(), 0);
		await workbench.current.run();
		await terminal.filter({ hasText: /4\.\s/ }).waitFor();
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.locator(".outcome").first().waitFor();
		assert.equal(await panel.getByRole("button", { name: "Show Outputs" }).filter({ visible: true }).count(), 0);
	});

	it("keeps the predictions when the file is closed and opened again", async () => {
		const { page, panel } = workbench.current;
		await page.locator(".monaco-editor .view-lines").last().click();
		await workbench.current.command("View: Close Editor");
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor({ state: "hidden" });
		await panel.locator("h1").click();
		await page.keyboard.press("s");
		await page.locator(".view-line", { hasText: /#\s=>\snothing/ }).waitFor();
	});

	it("is asked before a reset, which keeps the old text", async () => {
		const { page } = workbench.current;
		await workbench.current.command("Dunder: Reset Scratch File");
		const dialog = page.locator(".monaco-dialog-box");
		await dialog.getByText(/Your text is kept/).waitFor();
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "hidden" });
		assert.equal(await page.locator(".view-line", { hasText: /#\s=>\snothing/ }).count(), 1);
		await workbench.current.command("Dunder: Reset Scratch File");
		await dialog.getByRole("button", { name: "Reset" }).click();
		await page.getByText("scratch-special-methods.1.py").first().waitFor();
		await page.locator(".view-line", { hasText: /#\s=>\snothing/ }).waitFor({ state: "hidden" });
		await page.getByRole("button", { name: "Show Old Text" }).click();
		await page.getByRole("tab", { name: /scratch-special-methods\.1\.py/ }).waitFor();
		const folder = join(
			workbench.current.userData,
			"User/globalStorage/dunder.dunder/scratch/data-model/special-methods",
		);
		assert.match(readFileSync(join(folder, "scratch-special-methods.1.py"), "utf8"), /# => nothing$/m);
		assert.doesNotMatch(readFileSync(join(folder, "scratch-special-methods.py"), "utf8"), /nothing$/m);
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
		await workbench.current.run();
		await page.getByText("The setting dunder.pythonPath names /no/such/python").first().waitFor();
		await page.getByRole("button", { name: "Choose Interpreter…" }).click();
		await page.locator(".quick-input-list .monaco-list-row", { hasText: "Python 3." }).first().click();
		await page
			.getByText(/Scratch files run with .* from now on/)
			.first()
			.waitFor();
		await page.locator(".monaco-editor .view-lines").last().click();
		await workbench.current.run();
		await workbench.current.terminal.filter({ hasText: /4\.\s/ }).waitFor();
	});
});
