import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encodeRecord } from "../../src/core/journal/record";
import type { StoredEvent } from "../../src/core/journal/storedEvent";
import { useWorkbench } from "./workbench";

const question = { pack: "dunder", question: "memory/management" };

describe("what another program does to a person's data", () => {
	const workbench = useWorkbench();
	const segment = (name: string) => {
		const path = join(workbench.current.userData, "User/globalStorage/dunder.dunder/journal", name);
		mkdirSync(dirname(path), { recursive: true });
		return path;
	};
	const toast = (text: RegExp) => workbench.current.page.locator(".notification-toast", { hasText: text });
	const clear = () => workbench.current.command("Notifications: Clear All Notifications");
	const newer = (number: number) =>
		encodeRecord({ id: `other.newer.${number}`, at: Date.now(), kind: "dreamt" } as StoredEvent);

	it("is told once where a newer version has written", async () => {
		await workbench.current.openView();
		writeFileSync(segment("other/newer.jsonl"), newer(1));
		await toast(/^1 entry was written by a newer version of Dunder\. It is kept/).waitFor();
		await clear();
		appendFileSync(segment("other/newer.jsonl"), newer(2));
		await workbench.current.page.waitForTimeout(1_500);
		assert.equal(await toast(/newer version/).count(), 0);
	});

	it("is told where it leaves a line that cannot be read, and a document says more", async () => {
		appendFileSync(segment("other/newer.jsonl"), "damaged\n");
		const told = toast(/One line of the journal cannot be read: in other\/newer\.jsonl\. It is kept/);
		await told.getByRole("button", { name: "Check My Data" }).click();
		const preview = workbench.current.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
		await preview.locator("h1", { hasText: "Check of your data" }).waitFor();
		await preview.locator("li", { hasText: "Update Dunder" }).waitFor();
		await preview.locator("tr", { hasText: "other/newer.jsonl" }).getByText("lines that cannot be read: 1").waitFor();
		await workbench.current.page.keyboard.press("Control+W");
		await clear();
	});

	it("takes nothing away where it damages what this machine has seen, and that is put back", async () => {
		const path = segment("other/reviews.jsonl");
		const review = { id: "other.reviews.1", at: Date.now(), kind: "reviewed", ...question, rating: 4 } as StoredEvent;
		writeFileSync(path, encodeRecord(review));
		const begun = workbench.current.row(/Memory and garbage collection/).getByText(/^\d+\/\d+/);
		await begun.waitFor();
		writeFileSync(path, readFileSync(path, "utf8").replace("reviewed", "reviewex"));
		await workbench.current.command("Dunder: Random Question");
		await workbench.current.title.waitFor();
		await workbench.current.command("Dunder: Star or Unstar Question");
		await workbench.current.panel.getByRole("button", { name: "★ Starred" }).waitFor();
		await workbench.current.command("Dunder: Undo Last Rating or Change");
		const told = toast(/Another program removed, shortened or damaged files of the journal: other\/reviews\.jsonl/);
		await told.waitFor();
		await begun.waitFor();
		await told.getByRole("button", { name: "Put Back" }).click();
		await workbench.current.page
			.locator(".statusbar", { hasText: "Put back: the journal is complete again." })
			.waitFor();
		await workbench.current.command("Dunder: Check My Data");
		const preview = workbench.current.page.frameLocator("iframe.webview.ready").frameLocator("#active-frame").last();
		await preview.locator("tr", { hasText: "in no file any longer" }).getByText("0", { exact: true }).waitFor();
	});
});
