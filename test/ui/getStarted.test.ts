import { useWorkbench } from "./workbench";

describe("a person who has just installed it", () => {
	const workbench = useWorkbench();
	const step = (name: string) => workbench.current.page.locator(".getting-started-step", { hasText: name });
	const isDone = (name: string) => step(name).locator(".codicon-getting-started-step-checked").waitFor();

	it("finds what to do in the view, which leaves its room to the questions", async () => {
		const { page } = workbench.current;
		await workbench.current.openView();
		await page.locator(".pane-header", { hasText: /Due.*10 new/ }).waitFor();
		await page.getByText("Nothing is due.").waitFor();
		await page.locator(".pane-body .monaco-list-row", { hasText: "Interview craft" }).waitFor();
		await page.getByText("Get started", { exact: true }).click();
		await page.locator("h2", { hasText: "Get Started with Dunder" }).waitFor();
	});

	it("reads one question", async () => {
		const { page } = workbench.current;
		await page.getByRole("button", { name: "Open a Question" }).click();
		await workbench.current.title.waitFor();
		await workbench.current.command("Dunder: Get Started");
		await isDone("Read one question");
	});

	it("predicts at once in a surprising experiment, and runs it", async () => {
		const { page, panel } = workbench.current;
		await step("Predict, and run").click();
		await page.getByRole("button", { name: "Try an Experiment" }).click();
		await panel.locator("textarea:focus").waitFor();
		await page.keyboard.type("['tea']");
		await page.keyboard.press("Control+Enter");
		await panel.locator(".verdict.wrong").first().waitFor();
		await workbench.current.command("Dunder: Get Started");
		await isDone("Predict, and run");
	});

	it("studies what is new", async () => {
		const { page, panel, title } = workbench.current;
		await workbench.current.row(/^Study Now/).click();
		await panel.getByRole("button", { name: "Leave Session" }).waitFor();
		await workbench.current.command("Dunder: Get Started");
		await isDone("Study each day");
		// The Welcome page is a webview too, like the panel.
		await page.getByRole("tab", { name: /^Welcome/ }).click({ button: "middle" });
		await panel.getByRole("button", { name: "Reveal Answer" }).click();
		const before = (await title.textContent()) ?? "";
		await panel.getByRole("button", { name: /^Good/ }).click();
		await workbench.current.titleOtherThan(before);
		await page.locator(".pane-header", { hasText: /Due.*9 new/ }).waitFor();
		await page.getByText("Get started", { exact: true }).waitFor({ state: "hidden" });
	});
});
