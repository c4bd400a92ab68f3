import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hungPythonDouble } from "../../tools/lib/suites.mjs";
import { writeFakePython } from "../support/fakePython";
import { useWorkbench } from "./workbench";

describe("a person whose Python is too old", () => {
	const folder = mkdtempSync(join(tmpdir(), "dunder-old-python-"));
	const old = join(folder, "python");
	writeFakePython(old, "3.8.18");
	after(() => rmSync(folder, { recursive: true }));
	const workbench = useWorkbench({ "dunder.pythonPath": old });

	const rows = () => workbench.current.page.locator(".quick-input-list .monaco-list-row");
	/** Waits until the list is complete. Until then, its rows may be drawn again under the mouse. */
	const filled = () =>
		workbench.current.page
			.locator(".quick-input-widget")
			.getByPlaceholder("Looking for Pythons…")
			.waitFor({ state: "detached" });
	const inUse = () => rows().filter({ hasText: "· now" });

	it("is told which version it is, and that none of those found is in use", async () => {
		const { page } = workbench.current;
		await workbench.current.predict("asyncio", /The event loop/);
		await workbench.current.guess("x");
		await workbench.current.run();
		await page.getByText("but it is Python 3.8.18, and Dunder needs 3.9 or newer.").first().waitFor();
		await page.getByRole("button", { name: "Choose Interpreter…" }).click();
		await rows().filter({ hasText: "Choose automatically" }).waitFor();
		await inUse().waitFor({ state: "detached" });
	});

	it("sees in the list what was chosen, by name or automatically", async () => {
		const { page } = workbench.current;
		await filled();
		await rows()
			.filter({ hasText: /^Python 3\./ })
			.first()
			.click();
		const told = (text: RegExp) => page.getByText(text).first().waitFor();
		await told(/Scratch files run with .* from now on/);
		await workbench.current.command("Dunder: Choose Interpreter…");
		await inUse()
			.filter({ hasText: /^Python 3\./ })
			.waitFor();
		await filled();
		await rows().filter({ hasText: "Choose automatically" }).click();
		await told(/Scratch files run with the Python that is found first from now on/);
		await workbench.current.command("Dunder: Choose Interpreter…");
		await inUse().filter({ hasText: "Choose automatically" }).waitFor();
	});
});

describe("a person whose Python extension never activates", () => {
	const workbench = useWorkbench({}, [hungPythonDouble]);
	const message = () => workbench.current.page.locator(".notifications-toasts .notification-list-item-message");

	it("is told which Python of PATH runs the scratch files instead", async () => {
		await workbench.current.predict("asyncio", /The event loop/);
		await workbench.current.guess("x");
		await workbench.current.run();
		const told = message().filter({ hasText: "The Python extension did not answer within 5 seconds." });
		await told.waitFor();
		assert.match((await told.textContent()) ?? "", /Dunder runs scratch files with Python 3\.\d+\.\d+ from PATH\.$/);
		await workbench.current.value("✗ Printed").waitFor();
	});

	it("chooses one from a list that does not wait for the extension", async () => {
		const { page } = workbench.current;
		await page.getByRole("button", { name: "Choose Interpreter…" }).click();
		const rows = page.locator(".quick-input-list .monaco-list-row");
		await rows.filter({ hasText: "Choose automatically" }).waitFor();
		await rows
			.filter({ hasText: /^Python 3\./ })
			.first()
			.click();
		await page
			.getByText(/Scratch files run with .* from now on/)
			.first()
			.waitFor();
	});

	it("is told for which Python a package is not installed, and can choose another there", async () => {
		const { page } = workbench.current;
		await workbench.current.focusEditor();
		await page.keyboard.press("Control+Home");
		await page.keyboard.insertText("# region 9\nimport dunder_no_such_package\n# endregion\n");
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("ArrowUp");
		await page.keyboard.press("Control+Enter");
		await workbench.current.value("! ModuleNotFoundError: No module named").waitFor();
		await page.keyboard.press("Control+K");
		await page.keyboard.press("Control+I");
		const hover = page.locator(".monaco-hover", { hasText: /dunder_no_such_package is not installed for Python 3\./ });
		await hover.getByRole("link", { name: "choose another interpreter" }).click();
		await page.locator(".quick-input-list").getByText("Choose automatically").waitFor();
	});
});
