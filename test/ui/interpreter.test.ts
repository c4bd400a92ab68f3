import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useWorkbench } from "./workbench";

describe("a person whose Python is too old", () => {
	const folder = mkdtempSync(join(tmpdir(), "dunder-old-python-"));
	const old = join(folder, "python");
	writeFileSync(old, '#!/bin/sh\necho "3.8.18 /old/python"\n');
	chmodSync(old, 0o755);
	after(() => rmSync(folder, { recursive: true }));
	const workbench = useWorkbench({ "dunder.pythonPath": old });

	const rows = () => workbench.current.page.locator(".quick-input-list .monaco-list-row");
	const inUse = () => rows().filter({ hasText: "· now" });

	it("is told which version it is, and that none of those found is in use", async () => {
		const { page } = workbench.current;
		await workbench.current.predict("asyncio", /The event loop/);
		await workbench.current.run();
		await page.getByText("but it is Python 3.8.18, and Dunder needs 3.9 or newer.").first().waitFor();
		await page.getByRole("button", { name: "Choose Interpreter…" }).click();
		await rows().filter({ hasText: "Choose automatically" }).waitFor();
		await inUse().waitFor({ state: "detached" });
	});

	it("sees in the list what was chosen, by name or automatically", async () => {
		const { page } = workbench.current;
		await rows().filter({ hasText: "Python 3." }).first().click();
		const told = (text: RegExp) => page.getByText(text).first().waitFor();
		await told(/Scratch files run with .* from now on/);
		await workbench.current.command("Dunder: Choose Interpreter…");
		await inUse().filter({ hasText: "Python 3." }).waitFor();
		await rows().filter({ hasText: "Choose automatically" }).click();
		await told(/Scratch files run with the Python that is found first from now on/);
		await workbench.current.command("Dunder: Choose Interpreter…");
		await inUse().filter({ hasText: "Choose automatically" }).waitFor();
	});
});
