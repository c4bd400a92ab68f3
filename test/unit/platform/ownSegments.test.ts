import assert from "node:assert/strict";
import { appendFile, copyFile, mkdir, mkdtemp, open, readdir, readFile, rename, rm, truncate } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventPayload } from "../../../src/core/journal/events";
import { Journal } from "../../../src/platform/node/journal";
import { WriteError } from "../../../src/platform/writeError";
import { readAll } from "../../support/events";

const review: EventPayload = { kind: "reviewed", pack: "dunder", question: "memory/when-freed", rating: 3 };

describe("what a window has saved, where another program changes its files", () => {
	let root = "";
	let folder = "";
	let segment = "";
	let journal: Journal;
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), "dunder-own-"));
		folder = join(root, "journal", "one");
		segment = join(folder, "a.jsonl");
		journal = new Journal({ root, device: "one", session: "a" }, Date.now);
		await journal.append(review);
		await journal.append(review);
		await copyFile(segment, join(root, "older"));
		await journal.append(review);
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	const saved = async () => {
		const { events } = await readAll(new Journal({ root, device: "one", session: "reader" }, Date.now));
		return [...new Set(events.map(({ id }) => id))].sort();
	};
	const all = ["one.a.1", "one.a.2", "one.a.3", "one.a.4"];

	/** By what it does: another program's change. */
	const changes: Record<string, () => Promise<unknown>> = {
		"puts an older copy in its place": () => rename(join(root, "older"), segment),
		"cuts it off": () => truncate(segment, 20),
		"deletes it": () => rm(segment),
		"empties it": () => truncate(segment, 0),
		"moves it away": () => rename(segment, join(folder, "a (conflicted copy).txt")),
		"appends to it": () => appendFile(segment, "<<<<<<< HEAD\n"),
		"replaces its end by as much of something else": async () => {
			const bytes = await readFile(segment);
			const file = await open(segment, "r+");
			await file.write(Buffer.alloc(50, "x"), 0, 50, bytes.length - 50);
			await file.close();
		},
	};

	for (const [what, change] of Object.entries(changes)) {
		it(`is there after the next rating, where it ${what}`, async () => {
			await change();
			await journal.append(review);
			assert.deepEqual(await saved(), all);
			assert.deepEqual(journal.unsaved, []);
		});

		it(`is there again without another rating, where it ${what}`, async () => {
			await change();
			await journal.check();
			assert.deepEqual(await saved(), all.slice(0, 3));
			assert.deepEqual(journal.unsaved, []);
		});
	}

	it("is there where it is put back to an older copy during each write", async () => {
		let left = 3;
		const openFile: typeof open = async (path, flags) => {
			const file = await open(path, flags);
			const { datasync } = file;
			file.datasync = async () => {
				await datasync.call(file);
				if (left-- > 0) {
					await copyFile(join(root, "older"), join(root, "again"));
					await rename(join(root, "again"), String(path));
				}
			};
			return file;
		};
		const other = new Journal({ root, device: "one", session: "b" }, Date.now, { openFile });
		await other.append(review);
		assert.deepEqual(await saved(), [...all.slice(0, 3), "one.b.1"]);
	});

	it("is not said to be saved where it is put back to an older copy again and again", async () => {
		const openFile: typeof open = async (path, flags) => {
			const file = await open(path, flags);
			const { datasync } = file;
			file.datasync = async () => {
				await datasync.call(file);
				await rm(String(path));
			};
			return file;
		};
		const other = new Journal({ root, device: "one", session: "b" }, Date.now, { openFile });
		await assert.rejects(other.append(review), WriteError);
		assert.deepEqual(
			other.unsaved.map(({ id }) => id),
			["one.b.1"],
		);
	});

	it("is written again to another file after a sync that has failed once", async () => {
		let isFailing = true;
		const openFile: typeof open = async (path, flags) => {
			const file = await open(path, flags);
			const { datasync } = file;
			file.datasync = async () => {
				if (isFailing) {
					throw Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" });
				}
				await datasync.call(file);
			};
			return file;
		};
		const other = new Journal({ root, device: "one", session: "b" }, Date.now, { openFile });
		await assert.rejects(other.append(review), WriteError);
		isFailing = false;
		await other.retry(false);
		assert.match(await readFile(join(folder, "b-2.jsonl"), "utf8"), /one\.b\.1/);
		assert.deepEqual(await saved(), [...all.slice(0, 3), "one.b.1"]);
	});

	it("stays in the window where the folder is gone, and is written when it is back", async () => {
		await rename(join(root, "journal"), join(root, "hidden"));
		await assert.rejects(journal.check(), WriteError);
		assert.deepEqual(
			journal.unsaved.map(({ id }) => id),
			all.slice(0, 3),
		);
		await assert.rejects(journal.append(review), WriteError);
		assert.equal(journal.unsaved.length, 4);
		await rename(join(root, "hidden"), join(root, "journal"));
		await journal.retry(false);
		assert.deepEqual(journal.unsaved, []);
		assert.deepEqual(await saved(), all);
		const files = await readdir(folder);
		const lines = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
		assert.equal(lines.join("").match(/one\.a\.1/g)?.length, 1, "it was written again though it is back");
	});

	it("is read from the start of a changed file by the next window, and not again from one that was left alone", async () => {
		const { positions } = journal;
		const next = new Journal({ root, device: "one", session: "b" }, Date.now, { positions });
		assert.deepEqual((await next.readNew()).events, []);
		await mkdir(join(root, "journal", "two"));
		await truncate(segment, 20);
		await journal.check();
		assert.equal(journal.positions["one/a.jsonl"], 0);
	});
});
