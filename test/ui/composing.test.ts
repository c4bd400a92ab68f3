import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CDPSession } from "playwright-core";
import { useWorkbench } from "./workbench";

/** Longer than the extension host takes to respond to a change, in milliseconds. */
const noticeable = 150;

describe("a person who types with dead keys or an input method", () => {
	const workbench = useWorkbench({ "files.autoSave": "off" });
	let session: CDPSession;

	/** Composes text as an input method does: shows each of `steps`, then inserts `result`. */
	async function compose(steps: readonly string[], result: string, pause = noticeable): Promise<void> {
		for (const text of steps) {
			await session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
			await workbench.current.page.waitForTimeout(pause);
		}
		await session.send("Input.insertText", { text: result });
	}

	const press = (key: string) => workbench.current.page.keyboard.press(key);

	/** Saves the scratch file and returns its first predictions. */
	async function saved(count: number): Promise<string[]> {
		const { page, userData } = workbench.current;
		// The question mark of a blank that the person has left goes a moment after the cursor.
		await workbench.current
			.editorLine(/#\s=>\s\?\S/)
			.first()
			.waitFor({ state: "detached" });
		await press("Control+S");
		await page.locator(".tab.dirty").waitFor({ state: "detached" });
		const folder = "User/globalStorage/dunder.dunder/scratch/data-model/special-methods";
		const text = readFileSync(join(userData, folder, "scratch-special-methods.py"), "utf8");
		return [...text.matchAll(/# => (.*)$/gm)].slice(0, count).map(([, prediction = ""]) => prediction);
	}

	before(async function () {
		this.timeout(120_000);
		const { page } = workbench.current;
		session = await page.context().newCDPSession(page);
		await workbench.current.predict("The data model", /Special method lookup/);
		await page.locator(".view-line", { hasText: "# region 1." }).waitFor();
		await workbench.current
			.editorLine(/#\s=>\s\?$/)
			.first()
			.waitFor();
	});

	it("predicts a string whose quotes are dead keys", async () => {
		await compose(["'"], "'");
		await press("a");
		await compose(["'"], "'");
		await workbench.current.goToNextBlank();
		assert.deepEqual(await saved(1), ["'a'"]);
	});

	it("predicts in Korean, syllable by syllable", async () => {
		await compose(["ㅎ", "하", "한"], "한");
		await compose(["ㄱ", "그", "글"], "글");
		await workbench.current.goToNextBlank();
		assert.deepEqual(await saved(2), ["'a'", "한글"]);
	});

	it("composes on the next line while the question mark of the one above goes", async () => {
		await press("5");
		await press("Enter");
		await compose(["ㅎ", "하", "한"], "한", 0);
		await workbench.current.goToNextBlank();
		assert.deepEqual(await saved(4), ["'a'", "한글", "5", "한"]);
	});

	it("composes behind a bracket that the editor has closed", async () => {
		const closed = () => workbench.current.editorLine(/#\s=>\s\[\]$/).waitFor({ timeout: 1_000 });
		const isClosed = async () => {
			await press("[");
			return closed().then(
				() => true,
				() => false,
			);
		};
		// The editor closes brackets only once it has read all lines above again, which nothing on the page shows.
		while (!(await isClosed())) {
			await press("Backspace");
		}
		await compose(["n", "ni", "ni hao"], "你好");
		await workbench.current.goToNextBlank();
		assert.deepEqual(await saved(5), ["'a'", "한글", "5", "한", "[你好]"]);
	});
});
