import { useWorkbench } from "./workbench";

describe("the question panel", () => {
	const workbench = useWorkbench();
	const press = (keys: string) => workbench.current.page.keyboard.press(keys);

	describe("has the keyboard", () => {
		const revealsWithSpace = async () => {
			await (await workbench.current.frame()).waitForFunction(() => document.hasFocus());
			await press("Space");
			await workbench.current.panel.locator(".answer:visible").waitFor();
		};

		it("after Enter in the tree, at the first question and at the next", async () => {
			const { panel, title } = workbench.current;
			await workbench.current.openView();
			await workbench.current.row("Copying and mutability").click();
			await workbench.current.row(/pass arguments by/).click();
			await panel.locator("h1").waitFor();
			for (const _ of ["the next", "the one after it"]) {
				const before = (await title.textContent()) ?? "";
				await workbench.current.command("Dunder: Focus on Questions View");
				await press("ArrowDown");
				await press("Enter");
				await workbench.current.titleOtherThan(before);
				await revealsWithSpace();
			}
		});

		it("after Find Question and Random Question from the tree", async () => {
			const { panel, title } = workbench.current;
			await workbench.current.command("Dunder: Focus on Questions View");
			await workbench.current.command("Dunder: Find Question…");
			await workbench.current.pick("Find Question", "What does the GIL protect");
			await panel.locator("h1", { hasText: "What does the GIL protect" }).waitFor();
			await revealsWithSpace();
			const before = (await title.textContent()) ?? "";
			await workbench.current.command("Dunder: Focus on Questions View");
			await press("Control+K");
			await press("q");
			await workbench.current.titleOtherThan(before);
			await revealsWithSpace();
		});
	});
});
