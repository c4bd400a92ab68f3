import assert from "node:assert/strict";
import { useWorkbench } from "./workbench";

const day = 24 * 60 * 60 * 1000;

describe("one evening, by keys alone", () => {
	const workbench = useWorkbench();
	/** The title of the question that was drawn. */
	let drawn = "";
	const press = (keys: string) => workbench.current.page.keyboard.press(keys);
	const type = (text: string) => workbench.current.page.keyboard.type(text);

	/** Finds a command in the palette and runs it. */
	async function command(title: string): Promise<void> {
		await press("F1");
		await workbench.current.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
		await type(title);
		await workbench.current.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
		await press("Enter");
	}

	/** Waits until the status at the foot of the panel contains a text. */
	const says = (text: RegExp) => workbench.current.panel.locator("#rating .status", { hasText: text }).waitFor();

	/**
	 * Checks a row of the Due view: it begins with the probability of recall. The entries of its menu say what they do,
	 * and show no keys, which would not work there.
	 */
	async function seesItInTheDueView(): Promise<void> {
		const { page } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row(/^\d+ % · /).click({ button: "right" });
		const menu = page.locator(".monaco-menu");
		await menu.getByText("Suspend", { exact: true }).waitFor();
		const entries = await menu.locator(".action-label:not(.separator)").allTextContents();
		assert.deepEqual(entries, ["Star", "Edit Note", "Suspend", "Bury Until Tomorrow", "Forget"]);
		assert.equal((await menu.locator(".keybinding").allTextContents()).join(""), "");
		await press("Escape");
		await workbench.current.focusPanel();
	}

	it("draws a question and predicts wrongly", async () => {
		const { page, panel, title } = workbench.current;
		await command("Dunder: Random Question From…");
		await page.locator(".quick-input-list .monaco-list-row", { hasText: "All questions" }).waitFor();
		await type("asyncio");
		await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: "asyncio" }).waitFor();
		await press("Enter");
		await panel.locator("header .meta", { hasText: "asyncio" }).waitFor();
		drawn = (await title.textContent()) ?? "";
		await says(/New/);
		await press("s");
		await workbench.current
			.editorLine(/#\s=>\s\?$/)
			.first()
			.waitFor();
		await type("['wrong']");
		await workbench.current.editorLine(/#\s=>\s\['wrong'\]/).waitFor();
	});

	it("runs it and reads why it came out otherwise", async () => {
		const { page } = workbench.current;
		await press("Control+Enter");
		await workbench.current.value("you predicted ['wrong']").waitFor();
		await press("Control+K");
		await press("Control+I");
		await page.locator(".monaco-hover", { hasText: "Why:" }).first().waitFor();
		await press("Escape");
	});

	it("reveals the answer and rates it, as the predictions propose", async () => {
		const { panel, title } = workbench.current;
		await press("Alt+Enter");
		await panel.locator(".experiment:focus").waitFor();
		await panel.locator(".rating.proposed", { hasText: "Again" }).waitFor();
		const before = (await title.textContent()) ?? "";
		await workbench.current.focusPanel();
		await press("1");
		await workbench.current.titleOtherThan(before);
	});

	it("closes the panel, opens it again and takes the rating back", async () => {
		const { panel } = workbench.current;
		const before = (await workbench.current.title.textContent()) ?? "";
		await press("Control+W");
		await panel.locator("h1").waitFor({ state: "hidden" });
		await command("Dunder: Continue");
		await panel.locator("h1", { hasText: before }).waitFor();
		await says(/New/);
		await press("u");
		await panel.locator("h1", { hasText: drawn }).waitFor();
		await says(/New/);
		await panel.locator(".answer").waitFor();
	});

	it("rates it again", async () => {
		const { panel, title } = workbench.current;
		const before = (await title.textContent()) ?? "";
		await panel.locator(".rating", { hasText: "Good" }).waitFor();
		await press("3");
		await workbench.current.titleOtherThan(before);
	});

	it("finds it due on the next day, with blank marks", async function () {
		this.timeout(90_000);
		const { panel } = workbench.current;
		await workbench.current.restart(day);
		await says(/1 due/);
		await seesItInTheDueView();
		await command("Dunder: Study Now");
		await panel.locator("h1", { hasText: drawn }).waitFor();
		assert.equal(await panel.locator(".answer").isVisible(), false);
		await press("s");
		await workbench.current
			.editorLine(/#\s=>\s\?$/)
			.first()
			.waitFor();
		await workbench.current.editorLine(/\['wrong'\]/).waitFor({ state: "detached" });
	});
});
