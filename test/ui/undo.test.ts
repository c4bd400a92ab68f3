import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeRecord } from "../../src/core/journal/record";
import { useWorkbench } from "./workbench";

describe("Undo", () => {
	const folder = mkdtempSync(join(tmpdir(), "dunder-undo-"));
	const workbench = useWorkbench({
		"dunder.journalFolder": folder,
		"files.autoSave": "afterDelay",
		"files.autoSaveDelay": 200,
		"files.encoding": "gbk",
	});
	after(() => rmSync(folder, { recursive: true }));

	const undo = () => workbench.current.command("Dunder: Undo Last Rating or Change");
	const undone = (what: RegExp) => workbench.current.page.locator(".statusbar", { hasText: what }).waitFor();
	const dialog = () => workbench.current.page.locator(".monaco-dialog-box");

	/** The texts of the note, as they were saved. */
	function savedNotes(): string[] {
		const journal = join(folder, "journal");
		const files = readdirSync(journal, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
		const lines = files.flatMap((name) => readFileSync(join(journal, name), "utf8").split("\n"));
		return lines.flatMap((line) => /"noted".*"text":"([^"]*)"/.exec(line)?.[1] ?? []);
	}

	it("takes back at once what Auto Save has saved of a note piece by piece, as it was typed", async () => {
		const { page, panel } = workbench.current;
		await workbench.current.openView();
		await workbench.current.row("Copying and mutability").click();
		await workbench.current.row(/Shallow and deep/).click();
		await workbench.current.untilPanelHasKeyboard();
		// A note shows with the answer.
		await page.keyboard.press("Space");
		await panel.locator(".answer").waitFor();
		await panel.getByRole("button", { name: "☆ Star" }).click();
		await panel.getByRole("button", { name: "★ Starred" }).waitFor();
		await workbench.current.command("Dunder: Edit Note");
		await page.locator(".tab.active", { hasText: /\.md/ }).waitFor();
		for (const [count, text] of ["é ", "鍵 ", "🎈"].entries()) {
			await page.keyboard.type(text);
			while (savedNotes().length <= count) {
				await page.waitForTimeout(50);
			}
		}
		assert.equal(savedNotes().at(-1), "é 鍵 🎈");
		await panel.getByText("é 鍵 🎈").waitFor();
		await undo();
		await undone(/Undid: the change of the note of/);
		await panel.getByText("é 鍵 🎈").waitFor({ state: "hidden" });
		await undo();
		await undone(/Undid: the star of/);
	});

	it("asks about what another machine did after this window was opened, by name", async () => {
		await workbench.current.command("Dunder: Star or Unstar Question");
		await workbench.current
			.row(/Shallow and deep/)
			.filter({ hasText: "★" })
			.waitFor();
		await workbench.current.reload();
		await workbench.current
			.row(/Shallow and deep/)
			.filter({ hasText: "★" })
			.waitFor();
		const elsewhere = join(folder, "journal", "elsewhere");
		mkdirSync(elsewhere);
		const happening = { kind: "suspended", pack: "dunder", question: "copying/shallow-and-deep", on: true } as const;
		writeFileSync(
			join(elsewhere, "session.jsonl"),
			encodeRecord({ id: "elsewhere.session.1", at: Date.now(), ...happening }),
		);
		await workbench.current.panel.locator("#rating .status", { hasText: /Suspended/ }).waitFor();
		await undo();
		await dialog()
			.getByText(/on another machine: the suspension of ".*shallow.*"\. Undo it\?/i)
			.waitFor();
		await dialog()
			.getByText(/The last change on this machine: the star of ".*shallow.*"\./i)
			.waitFor();
		await dialog().getByRole("button", { name: "Undo the Last Change Here" }).click();
		await undone(/Undid: the star of/);
		await undo();
		await dialog().getByRole("button", { name: "Undo It" }).click();
		await undone(/Undid: the suspension of/);
		await workbench.current.panel.locator("#rating .status", { hasText: /New/ }).waitFor();
	});
});
