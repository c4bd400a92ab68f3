import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/lib/paths.mjs";
import { useWorkbench, type Workbench } from "./workbench";

const special = "data-model/special-methods/scratch-special-methods.py";

/** Moves the cursor to a blank of the scratch file. */
async function goToBlank(workbench: Workbench): Promise<void> {
	await workbench.focusEditor();
	await workbench.command("Dunder: Go to Next Blank Prediction");
	await workbench.page.locator("[id='status.editor.selection']", { hasText: "Col 7" }).waitFor();
}

describe("a person in a scratch file", () => {
	const workbench = useWorkbench({ "files.autoSave": "off" });

	/** Saves the scratch file and returns its text. */
	async function saved(path = special): Promise<string> {
		const { page, userData } = workbench.current;
		// The question mark of a blank that the person has left goes a moment after the cursor.
		await workbench.current
			.editorLine(/#\s=>\s\?\S/)
			.first()
			.waitFor({ state: "detached" });
		await page.keyboard.press("Control+S");
		await page.locator(".tab.dirty").waitFor({ state: "detached" });
		return readFileSync(join(userData, "User/globalStorage/dunder.dunder/scratch", path), "utf8");
	}

	const predictions = (text: string, count: number) =>
		[...text.matchAll(/# => (.*)$/gm)].slice(0, count).map(([, prediction]) => prediction);

	it("sees the task, what can be done, the keys and the first blank", async () => {
		const { page } = workbench.current;
		await workbench.current.predict("The data model", /Special method lookup/);
		await page.getByRole("tab", { name: /scratch-special-methods\.py/ }).waitFor();
		await page.locator(".codelens-decoration", { hasText: "Tab next · Enter new line · Ctrl+Enter" }).first().waitFor();
		for (const place of [
			workbench.current.editorLine(/^#\sregion\s1\./),
			page.locator(".codelens-decoration", { hasText: "Run on Every Python" }),
			workbench.current.editorLine(/^#\s=>\s\?$/),
		]) {
			const box = await place.first().boundingBox();
			const editor = await page.locator(".monaco-editor .overflow-guard").last().boundingBox();
			assert.ok(box && editor && box.y >= editor.y && box.y + box.height <= editor.y + editor.height);
		}
		await workbench.current.picture("scratch file as it opens");
	});

	it("is asked before a run shows outputs that nobody has predicted, and only then", async () => {
		const { page } = workbench.current;
		await workbench.current.run();
		const dialog = page.locator(".monaco-dialog-box");
		await dialog.getByText("Show outputs without predicting?").waitFor();
		await workbench.current.picture("a run with nothing predicted");
		await page.keyboard.press("Escape");
		await dialog.waitFor({ state: "hidden" });
	});

	it("leaves a blank with Enter, and code below is never taken into a prediction", async () => {
		const { page } = workbench.current;
		const before = await saved();
		const position = page.locator("[id='status.editor.selection']");
		const [line = ""] = /Ln \d+,/.exec((await position.textContent()) ?? "") ?? [];
		await page.keyboard.press("Enter");
		await position.filter({ hasNotText: line }).waitFor();
		await page.locator(".tab.dirty").waitFor();
		assert.equal(await saved(), before);
	});

	it("types at the next blank right after Tab, however fast", async () => {
		const { page } = workbench.current;
		await page.keyboard.press("Control+Home");
		await workbench.current.command("Dunder: Go to Next Blank Prediction");
		await page.locator("[id='status.editor.selection']").filter({ hasNotText: "Ln 1," }).waitFor();
		for (const text of ["one", "two", "three"]) {
			await page.keyboard.type(text);
			await page.keyboard.press("Tab");
			await page.keyboard.type(`${text.toUpperCase()}`);
			await page.waitForTimeout(60);
			await page.keyboard.press("Tab");
			await page.waitForTimeout(60);
		}
		const text = await saved();
		assert.deepEqual(predictions(text, 6), ["one", "ONE", "two", "TWO", "three", "THREE"]);
		await workbench.current.picture("scratch file with predictions");
	});

	it("shows the answer with the Why of the experiment, and its outputs", async () => {
		const { panel } = workbench.current;
		await workbench.current.page.keyboard.press("Alt+Enter");
		await panel.locator(".outcome:visible", { hasText: "Why" }).first().waitFor();
		await workbench.current.picture("the answer of an experiment");
	});

	it("never has code below a mark taken into a prediction, even by Enter right after the cursor has left the mark", async () => {
		const { page } = workbench.current;
		const code = (text: string) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
		const before = code(await saved());
		await workbench.current.focusEditor();
		await page.keyboard.press("Control+Home");
		await workbench.current.command("Dunder: Go to Next Blank Prediction");
		await page.locator("[id='status.editor.selection']", { hasText: "Col 7" }).waitFor();
		await page.keyboard.press("ArrowRight");
		await page.keyboard.press("Enter");
		await page.keyboard.press("Enter");
		assert.deepEqual(code(await saved()), before);
	});
});

describe("the group beside a question", () => {
	const workbench = useWorkbench();
	const tab = (name: RegExp) => workbench.current.page.getByRole("tab", { name });
	const next = () => workbench.current.panel.getByRole("button", { name: "Next" }).click();

	it("has one scratch file, which follows the question until it is edited", async function () {
		this.timeout(40_000);
		const { page } = workbench.current;
		await workbench.current.predict("The data model", /Special method lookup/);
		await tab(/scratch-special-methods\.py/).waitFor();
		await next();
		await tab(/scratch-special-methods\.py/).waitFor({ state: "hidden" });
		await tab(/scratch-[\w-]+\.py/).waitFor();
		assert.equal(await tab(/scratch-[\w-]+\.py/).count(), 1);
		const name = (await tab(/scratch-[\w-]+\.py/).textContent()) ?? "";
		await goToBlank(workbench.current);
		await page.keyboard.type("mine");
		await workbench.current.editorLine(/#\s=>\smine$/).waitFor();
		await next();
		await workbench.current.titleOtherThan("");
		await workbench.current.panel.getByRole("button", { name: "Open in Scratch File" }).click();
		await tab(/scratch-/)
			.nth(1)
			.waitFor();
		assert.ok((await tab(/scratch-/).allTextContents()).includes(name), "the edited file was replaced");
		assert.equal(await page.locator(".editor-group-container").count(), 2);
	});

	it("shows bytecode below the scratch file, and never over the question", async () => {
		const { page } = workbench.current;
		/** The tab that shows where the question is. */
		const questionTab = async () =>
			(await page.locator(".editor-group-container").first().locator(".tab.active").textContent()) ?? "";
		await workbench.current.focusEditor();
		await page.locator(".codelens-decoration a", { hasText: "Bytecode" }).first().click();
		await tab(/bytecode\.txt/).waitFor();
		await workbench.current.picture("bytecode below a scratch file");
		assert.equal(await page.locator(".editor-group-container").count(), 3);
		assert.doesNotMatch(await questionTab(), /scratch/);
		await page.locator(".codelens-decoration a", { hasText: "Run on Every Python" }).first().click();
		await tab(/on-every-python/).waitFor();
		assert.equal(await page.locator(".editor-group-container").count(), 3);
		assert.doesNotMatch(await questionTab(), /scratch/);
	});
});

describe("a person whose project has tests of its own", () => {
	const workbench = useWorkbench({ "testing.automaticallyOpenTestResults": "neverOpen" }, [
		join(root, "test", "fixtures", "project-tests"),
	]);
	const testing = () => workbench.current.page.locator(".activitybar").getByRole("tab", { name: /^Testing/ });
	const failures = (count: number) =>
		testing()
			.locator("xpath=ancestor-or-self::li")
			.locator(".badge-content", { hasText: `${count}` })
			.waitFor();

	it("keeps the count of its failures over a run of an experiment, and of all tests", async function () {
		this.timeout(40_000);
		const { page } = workbench.current;
		await workbench.current.predict("The data model", /Special method lookup/);
		await workbench.current
			.editorLine(/#\s=>\s\?$/)
			.first()
			.waitFor();
		await page.keyboard.type("wrong");
		await workbench.current.editorLine(/#\s=>\swrong$/).waitFor();
		// VS Code shows the count once its Testing view has been open.
		await testing().click();
		await page.waitForFunction(() => document.querySelectorAll(".test-explorer .monaco-list-row").length >= 2);
		await workbench.current.command("Test: Run All Tests");
		await workbench.current.value("✗ Printed 0; you predicted wrong").waitFor();
		await failures(3);
		await goToBlank(workbench.current);
		await page.keyboard.type("also wrong");
		await workbench.current.editorLine(/#\s=>\salso\swrong$/).waitFor();
		await page.keyboard.press("Control+Shift+Enter");
		await workbench.current.value("you predicted also wrong").waitFor();
		await failures(3);
		await workbench.current.picture("wrong predictions beside a project that fails");
	});

	it("is not told what the experiments print that have no predictions", async () => {
		const { panel } = workbench.current;
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		await panel.locator(".outcome:visible").waitFor();
		assert.equal(await panel.locator(".outcome:visible").count(), 1);
	});
});
