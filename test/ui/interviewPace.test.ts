import { useWorkbench } from "./workbench";

describe("an interview date that is near", () => {
	const workbench = useWorkbench();

	it("offers what it takes to begin everything before it, and keeps to what was chosen", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		const date = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
		await workbench.current.command("Dunder: Set Interview Date…");
		const input = page.locator(".quick-input-widget", { hasText: "Interview Date" }).locator("input[type=text]");
		await input.fill(date);
		await page.keyboard.press("Enter");
		const message = page.locator(".notification-toast", {
			hasText: /\d+ not started, [34] days left: study \d+ a day/,
		});
		await message.getByRole("button", { name: /^Only Senior \(\d+\)$/ }).waitFor();
		await message.getByRole("button", { name: /^Study \d+ a Day$/ }).waitFor();
		await workbench.current.openView();
		await page.getByText(/^\d+ not started, [34] days left/).waitFor();
		await workbench.current.row(/^Only Senior \(\d+\)$/).waitFor();
		await workbench.current.row(/^Study \d+ a Day$/).click();
		const confirmed = page.locator(".notification-toast", { hasText: "new questions come a day; until now, 10 came." });
		await confirmed.getByRole("button", { name: "Change Back" }).waitFor();
		await workbench.current.row(/^Study \d+ a Day$/).waitFor({ state: "hidden" });
		await confirmed.getByRole("button", { name: "Change Back" }).click();
		await workbench.current.row(/^Only Senior \(\d+\)$/).click();
		await page.locator(".pane-header", { hasText: /Questions.*senior/ }).waitFor();
		await page.locator(".notification-toast", { hasText: "only senior questions come" }).waitFor();
		await workbench.current.row(/^Clear Filter/).waitFor();
	});
});
