import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { encodeRecord } from "../../src/core/journal/record";
import type { StoredEvent } from "../../src/core/journal/storedEvent";
import type { DunderApi } from "../../src/extension";
import { closeAll, eventually, extension } from "./helpers";

const document = vscode.Uri.from({ scheme: "dunder-data", path: "/Check of your data.md" });
const segment = "20270115093045-abc123.jsonl";

describe("a check of a person's data", () => {
	let folder = "";
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-check-"));
	});
	afterEach(async () => {
		await closeAll();
		await setFolder(undefined);
		await rm(folder, { recursive: true });
	});

	/** Sets the folder of the journal, and waits until it was read. */
	async function setFolder(path: string | undefined): Promise<void> {
		const { onDidReadProgress } = (await extension().activate()) as DunderApi;
		const read = new Promise<void>((resolve) => {
			const subscription = onDidReadProgress(() => {
				subscription.dispose();
				resolve();
			});
		});
		const configuration = vscode.workspace.getConfiguration("dunder");
		await configuration.update("journalFolder", path, vscode.ConfigurationTarget.Global);
		await read;
	}

	async function put(path: string, content: string): Promise<void> {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), content);
	}

	/** Every file below the folder, with its content. */
	async function everything(): Promise<readonly (readonly string[])[]> {
		const files = (await readdir(folder, { recursive: true })).sort();
		return Promise.all(
			files.map(async (file) => [file, await readFile(join(folder, file), "latin1").catch(() => "a folder")]),
		);
	}

	/** The document of a check that has found this many entries. VS Code takes a moment to read it again. */
	async function check(entries: number): Promise<string> {
		await vscode.commands.executeCommand("dunder.checkMyData");
		const shown = await vscode.workspace.openTextDocument(document);
		await eventually("the document is there", () => shown.getText().includes(`| Entries | ${entries} |`));
		return shown.getText();
	}

	it("shows what there is and what to do, and changes nothing", async () => {
		const event = (number: number, kind = "planned") =>
			({ id: `abcd1234.s.${number}`, at: Date.UTC(2027, 0, 15, 12), kind, day: null }) as StoredEvent;
		await put(`journal/abcd1234/${segment}`, `${encodeRecord(event(1))}damaged\n${encodeRecord(event(3, "dreamt"))}`);
		await put(`journal (1)/abcd1234/${segment}`, encodeRecord(event(1)));
		await put("journal/abcd1234/.b.jsonl.icloud", "");
		await put(
			"backups/2027-01-15.jsonl",
			`${[JSON.stringify({ format: "Dunder progress", version: 1, events: 2 }), JSON.stringify(event(2)), "oops"].join("\n")}\n`,
		);
		await setFolder(folder);
		const before = await everything();
		const text = await check(2);
		assert.deepEqual(await everything(), before);
		for (const expected of [
			/\| Copies by sync programs \| 1 \|/,
			/\| Lines that cannot be read \| 1 \|/,
			/Some files are here in name only/,
			/The backup of .* has entries that the journal lacks/,
			/Update Dunder/,
			/\| 1 \| 1 \| 0 \| lines that cannot be read: 1 \|/,
			/you can delete the copies/,
		]) {
			assert.match(text, expected);
		}
		const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
		assert.ok(input instanceof vscode.TabInputCustom && input.uri.scheme === document.scheme);
	});

	it("finds nothing to do where all is well, and everything that was done since", async () => {
		await setFolder(folder);
		await check(0);
		await vscode.commands.executeCommand("dunder.star", { question: "dunder:memory/management" });
		assert.match(await check(1), /Nothing: everything can be read, and nothing is missing\./);
	});
});
