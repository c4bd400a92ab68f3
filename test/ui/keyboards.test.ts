import assert from "node:assert/strict";
import { useWorkbench } from "./workbench";

/** What a keyboard sends for the key that has the digit 1 on an American keyboard. */
interface Press {
	readonly name: string;
	readonly key: string;
	readonly code: string;
	readonly modifiers?: number;
}

const shift = 8;
const presses: readonly Press[] = [
	{ name: "a French key", key: "&", code: "Digit1" },
	{ name: "a Czech key", key: "+", code: "Digit1" },
	{ name: "a Persian digit", key: "۱", code: "Digit1" },
	{ name: "a French digit, which takes Shift", key: "1", code: "Digit1", modifiers: shift },
	{ name: "the numeric keypad", key: "1", code: "Numpad1" },
	{ name: "an American key", key: "1", code: "Digit1" },
];

describe("a rating by key", () => {
	const workbench = useWorkbench({ "dunder.newPerDay": 100, "dunder.sessionSize": 100 });

	async function press({ key, code, modifiers = 0 }: Press): Promise<void> {
		const session = await workbench.current.page.context().newCDPSession(workbench.current.page);
		const isKeypad = code.startsWith("Numpad");
		const event = { key, code, modifiers, windowsVirtualKeyCode: isKeypad ? 97 : 49, isKeypad };
		await session.send("Input.dispatchKeyEvent", { ...event, type: "keyDown", text: key });
		await session.send("Input.dispatchKeyEvent", { ...event, type: "keyUp" });
		await session.detach();
	}

	it("waits until the answer shows", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.openView();
		await workbench.current.command("Dunder: Study Now");
		await panel.getByRole("button", { name: "Reveal Answer" }).waitFor();
		await workbench.current.untilPanelHasKeyboard();
		await press({ name: "", key: "&", code: "Digit1" });
		await page.getByText("Reveal the answer before you rate it.").waitFor();
	});

	for (const one of presses) {
		it(`is given by ${one.name}, once`, async () => {
			const { panel, page, title } = workbench.current;
			const rated = (await title.textContent()) ?? "";
			const left = await panel.locator("#rating .status").textContent();
			await workbench.current.untilPanelHasKeyboard();
			await page.keyboard.press("Space");
			await panel.locator(".rating").first().waitFor();
			await press(one);
			await workbench.current.titleOtherThan(rated);
			await panel.getByRole("button", { name: "Reveal Answer" }).waitFor();
			await panel.locator("#rating .status").waitFor();
			const count = (text: string | null) => Number(/^(\d+) new/.exec(text ?? "")?.[1]);
			const now = await panel.locator("#rating .status").textContent();
			if (count(now) !== count(left) - 1) {
				throw new Error(`After one rating, "${left}" has become "${now}".`);
			}
		});
	}

	it("is given by a command, which a person can bind to any key", async () => {
		const { panel, page, title } = workbench.current;
		const rated = (await title.textContent()) ?? "";
		await page.keyboard.press("Space");
		await panel.locator(".rating").first().waitFor();
		await workbench.current.command("Dunder: Rate Easy");
		await workbench.current.titleOtherThan(rated);
	});

	it("is given once, however long the key is held: the next question hears nothing of it", async () => {
		const { panel, page, title } = workbench.current;
		const rated = (await title.textContent()) ?? "";
		const early = page.getByText("Reveal the answer before you rate it.");
		await early.waitFor({ state: "detached" });
		await workbench.current.untilPanelHasKeyboard();
		await page.keyboard.press("Space");
		await panel.locator(".rating").first().waitFor();
		for (let repeat = 0; repeat < 30; repeat++) {
			await page.keyboard.down("4");
		}
		await workbench.current.titleOtherThan(rated);
		for (let repeat = 0; repeat < 30; repeat++) {
			await page.keyboard.down("4");
		}
		await page.keyboard.up("4");
		await page.waitForTimeout(500);
		assert.equal(await early.count(), 0);
	});
});
