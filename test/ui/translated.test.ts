import { pseudo } from "../support/l10n/pseudo";
import { useWorkbench } from "./workbench";

describe("in another language", () => {
	const workbench = useWorkbench({}, [], "de");

	it("the tree has its name, and the bank's own titles", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		await page.locator(".pane-header .title", { hasText: pseudo("Questions") }).waitFor();
		await workbench.current.row("Copying and mutability").click();
		await workbench.current.row(/Shallow and deep/).click();
		await workbench.current.title.waitFor();
	});

	it("the panel has its texts, those of its script too", async () => {
		const { panel } = workbench.current;
		await panel.getByRole("navigation", { name: pseudo("Questions") }).waitFor();
		for (const label of ["Next", "Random", "Reveal Answer"]) {
			await panel.getByRole("button", { name: pseudo(label) }).waitFor();
		}
		await panel.getByRole("button", { name: pseudo("Reveal Answer") }).click();
		await panel.locator("h2", { hasText: pseudo("Answer") }).waitFor();
		await panel.getByRole("button", { name: pseudo("Good") }).waitFor();
	});

	it("a notification has its message and its button", async () => {
		const { page } = workbench.current;
		const title = (await workbench.current.title.textContent()) ?? "";
		await workbench.current.command(`Dunder: ${pseudo("Reset Scratch File")}`);
		const message = pseudo('"{0}" has no scratch file yet.').replace("{0}", title);
		const notification = page.locator(".notification-toast", { hasText: message });
		await notification.getByRole("button", { name: pseudo("Open Scratch File") }).click();
	});

	it("a scratch file has its comments and what stands above its experiments, and its marks as ever", async () => {
		const { page } = workbench.current;
		const lens = page.locator(".codelens-decoration", { hasText: pseudo("Run on Every Python") });
		await lens.first().waitFor();
		for (const line of [new RegExp(`#\\s${pseudo("Try")}:`), /#\sregion\s1\./, /#\s=>\s\?$/]) {
			await workbench.current.editorLine(line).first().waitFor();
		}
	});
});
