import assert from "node:assert/strict";
import { useWorkbench } from "./workbench";

for (const [theme, kind] of [
	["Default Dark Modern", "vscode-dark"],
	["Default Light Modern", "vscode-light"],
	["Default High Contrast", "vscode-high-contrast"],
	["Default High Contrast Light", "vscode-high-contrast-light"],
] as const) {
	describe(`in ${theme}`, () => {
		const workbench = useWorkbench({
			"workbench.colorTheme": theme,
			"dunder.revealAtOnce": true,
			"editor.fontSize": 20,
		});

		it("the answer shows at once, readable and accessible", async () => {
			const { panel } = workbench.current;
			await workbench.current.openView();
			await workbench.current.row("Memory and garbage collection").click();
			await workbench.current.row(/Memory management/).click();
			await panel.locator(".answer").waitFor();
			await panel.locator(".experiment pre span").first().waitFor();
			await panel.locator("summary").first().click();
			await panel.getByRole("button", { name: "Don't Know" }).first().click();
			assert.match((await panel.locator("body").getAttribute("class")) ?? "", new RegExp(kind));
			assert.deepEqual(await workbench.current.accessibilityViolations(), []);
		});

		for (const width of [1440, 1024, 760]) {
			it(`an experiment and its verdicts are accessible and fit where the window is ${width} pixels wide`, async () => {
				const { page, panel } = workbench.current;
				await page.setViewportSize({ width, height: 860 });
				const experiment = panel.locator(".experiment").nth(1);
				await experiment.locator("textarea").first().fill("[1]");
				await experiment.getByRole("button", { name: "Run" }).click();
				await experiment.locator(".verdict.wrong").first().waitFor();
				assert.deepEqual(await workbench.current.accessibilityViolations(), []);
				assert.equal(await panel.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth), 0);
				await workbench.current.picture(`predicted in ${theme}, ${width} wide`);
			});
		}
	});
}
