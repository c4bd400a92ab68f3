import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { useWorkbench } from "./workbench";

const { questions } = JSON.parse(readFileSync("dist/bank/index.json", "utf8"));

describe("a person who looks for a question", () => {
	const workbench = useWorkbench();
	const rows = () => workbench.current.page.locator(".quick-input-list .monaco-list-row");
	const input = () => workbench.current.page.locator(".quick-input-widget input[type=text]");

	/** Types some words and waits until the first row contains `first`. */
	async function finds(words: string, first: string | RegExp): Promise<void> {
		await input().fill(words);
		await rows().first().filter({ hasText: first }).waitFor();
	}

	it("sees all questions in reading order", async () => {
		await workbench.current.command("Dunder: Find Question…");
		await rows().first().filter({ hasText: questions[0].title }).waitFor();
		await rows().nth(1).filter({ hasText: questions[1].title }).waitFor();
	});

	it("finds by words of the text, best first, and by misspelt ones", async () => {
		await finds("mutable default", /run once.*mid · Copying and mutability/s);
		await finds("deepcopy", /copy/i);
		await finds("tipe hints", "What does Python do with type hints at run time?");
		// Otherwise, VS Code would put titles that contain the letters first, in alphabetical order.
		await finds("gil", "the GIL");
		assert.match((await rows().nth(1).textContent()) ?? "", /the GIL/);
		assert.doesNotMatch((await rows().allTextContents()).join("\n"), /Does every await give control/);
	});

	it("loses no letter of what is typed at once", async () => {
		const { page } = workbench.current;
		await page.keyboard.press("Escape");
		await workbench.current.command("Dunder: Find Question…");
		await page.locator(".quick-input-title", { hasText: "Find Question" }).waitFor();
		await page.keyboard.type("__slots__");
		await rows().first().filter({ hasText: "What does `__slots__` change about a class" }).waitFor();
		assert.equal(await input().inputValue(), "__slots__");
	});

	it("is told where nothing is found, sees all again without words, and opens what is found", async () => {
		const { page, panel } = workbench.current;
		await finds("zzzzq", 'No question has "zzzzq"');
		assert.equal(await rows().count(), 1);
		await page.keyboard.press("Enter");
		await finds("", questions[0].title);
		await finds("slots", "What does `__slots__` change about a class");
		await page.keyboard.press("Enter");
		await panel.locator("h1", { hasText: "What does __slots__ change about a class" }).waitFor();
	});
});
