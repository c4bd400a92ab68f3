import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./workbench";

describe("a person who predicts in the panel", () => {
	const workbench = useWorkbench();
	const stage = () => workbench.current.panel.locator(".stage");
	const blanks = () => stage().locator("textarea");
	const verdicts = () => stage().locator(".verdict:not(:empty)");
	const press = (key: string) => workbench.current.page.keyboard.press(key);

	/** Everything that the journal says about predictions. */
	function predicted(): string {
		const folder = join(workbench.current.userData, "User/globalStorage/dunder.dunder/journal");
		const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".jsonl"));
		const lines = files.flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"));
		return lines.filter((line) => line.includes('"predicted"')).join("\n");
	}

	it("gets the first verdict with three clicks and what is typed", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row("Copying and mutability").click();
		await workbench.current.row(/Shallow and deep/).click(); // The first action.
		await blanks().first().click(); // The second action.
		await page.keyboard.type("{'hosts': ['a']}");
		await stage().getByRole("button", { name: "Run" }).click(); // The third action.
		await verdicts().first().waitFor();
		assert.deepEqual(await verdicts().allTextContents(), [
			"✗ Printed {'hosts': ['a', 'b']}; you predicted {'hosts': ['a']}.",
			"= Printed {'hosts': ['a', 'b', 'c', 'd']}.",
		]);
		await stage().locator(".outcome", { hasText: "Why" }).waitFor();
		await stage().getByRole("button", { name: "Next Experiment" }).waitFor();
		assert.deepEqual(await workbench.current.accessibilityViolations(), []);
	});

	it("goes on by keys alone, and no key that is typed is a shortcut", async () => {
		const { page, title } = workbench.current;
		const before = await title.textContent();
		await press("Enter"); // The next experiment has the keyboard.
		await stage().locator("h3", { hasText: "2." }).waitFor();
		await stage().locator("textarea:focus").waitFor();
		await page.keyboard.type("n p s u 1 2 ");
		await press("Enter");
		await page.keyboard.type("[[1, 0], [0, 0]]");
		assert.deepEqual(
			await blanks().evaluateAll((inputs) => inputs.map((input) => (input as HTMLTextAreaElement).value)),
			["n p s u 1 2 ", "[[1, 0], [0, 0]]"],
		);
		await press("Control+Enter");
		await verdicts().nth(1).waitFor();
		assert.match((await verdicts().nth(1).textContent()) ?? "", /^✓ Printed \[\[1, 0\], \[0, 0\]\]\.$/);
		assert.equal(await title.textContent(), before);
		assert.equal(await workbench.current.panel.locator(".answer").isVisible(), false);
	});

	it("is told to predict first, or to say that they don't know", async () => {
		await press("Enter");
		await stage().locator("h3", { hasText: "3." }).waitFor();
		await press("Control+Enter");
		await stage().getByText("Type what you expect in a blank first").waitFor();
		await press("Escape");
		await stage().getByRole("button", { name: "Don't Know" }).click();
		await stage().getByText("Most people expect").waitFor();
		assert.match((await stage().locator("pre").textContent()) ?? "", /# =>/);
		await stage().getByRole("button", { name: "Next Experiment" }).click();
		await stage().locator("h3", { hasText: "4." }).waitFor();
		await stage().getByRole("button", { name: "Don't Know" }).click();
		await stage().getByText("1 of 8 predictions right.").waitFor();
	});

	it("finds all of it in the answer, and after a reload", async function () {
		this.timeout(60_000);
		const { panel } = workbench.current;
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		const inAnswer = () => panel.locator(".answer .verdict:not(:empty)");
		assert.equal(await inAnswer().count(), 4);
		await workbench.current.reload();
		await inAnswer().nth(3).waitFor();
		assert.match((await inAnswer().first().textContent()) ?? "", /you predicted \{'hosts': \['a'\]\}/);
		assert.equal(await panel.locator(".answer textarea").first().inputValue(), "{'hosts': ['a']}");
	});

	it("has it kept as a prediction, which proposes a rating", async () => {
		const { panel } = workbench.current;
		await panel.locator(".rating.proposed", { hasText: "Again" }).waitFor();
		assert.match(predicted(), /"predicted":\["\{'hosts': \['a'\]\}"\],"verdict":"wrong"/);
		assert.match(predicted(), /"predicted":\["\[\[1, 0\], \[0, 0\]\]"\],"verdict":"right"/);
	});

	it("takes what is typed along into the scratch file", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.row(/Passing arguments/).click();
		await panel.locator("h1", { hasText: /argument/i }).waitFor();
		await workbench.current.untilPanelHasKeyboard();
		await blanks().first().waitFor();
		await press("Enter");
		await stage().locator("textarea:focus").waitFor();
		await page.keyboard.type("taken along");
		await stage().getByRole("button", { name: "Open in Scratch File" }).click();
		await workbench.current.editorLine(/#\s=>\staken\salong$/).waitFor();
	});
});
