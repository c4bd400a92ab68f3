import assert from "node:assert/strict";
import { useWorkbench } from "./workbench";

for (const [theme, kind] of [
	["Default Dark Modern", "vscode-dark"],
	["Default Light Modern", "vscode-light"],
	["Default High Contrast", "vscode-high-contrast"],
	["Default High Contrast Light", "vscode-high-contrast-light"],
] as const) {
	describe(`in ${theme}`, () => {
		const workbench = useWorkbench({ "workbench.colorTheme": theme, "dunder.revealAtOnce": true });

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
	});
}
