import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { inMemory } from "../../../src/platform/eventSource";
import { copyBackups, keepBackup, listBackups, readBackup } from "../../../src/platform/node/backups";
import { WriteError } from "../../../src/platform/writeError";
import { eventsIn } from "../../support/events";

const eventsOf = (count: number) =>
	Array.from({ length: count }, (_, n): StoredEvent => ({ id: `d.s.${n + 1}`, at: n, kind: "planned", day: null }));
const keep = (root: string, name: string, events: readonly StoredEvent[]) => keepBackup(root, name, inMemory(events));
async function read(root: string, name: string) {
	const backup = await readBackup(root, name);
	return typeof backup === "object" ? { ...backup, events: await eventsIn(backup.source) } : assert.fail();
}
const january = (day: number) => `2027-01-${String(day).padStart(2, "0")}`;

describe("backups", () => {
	let root = "";
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), "dunder-backups-"));
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	it("are one a day, and come back", async () => {
		assert.deepEqual(await listBackups(root), []);
		assert.equal(await keep(root, january(1), eventsOf(3)), true);
		assert.equal(await keep(root, january(1), eventsOf(4)), false);
		const { events, damaged, missing } = await read(root, january(1));
		assert.deepEqual([events, damaged, missing], [eventsOf(3), { count: 0, first: [] }, 0]);
		assert.deepEqual(await readdir(join(root, "backups")), ["2027-01-01.jsonl"]);
	});

	it("are fourteen, the latest, beside those before something was reset", async () => {
		await keep(root, "2026-12-31-before-reset", eventsOf(1));
		for (let day = 1; day <= 20; day++) {
			await keep(root, january(day), eventsOf(Math.min(day, 15)));
		}
		const days = Array.from({ length: 14 }, (_, index) => january(20 - index));
		assert.deepEqual(await listBackups(root), [...days, "2026-12-31-before-reset"]);
	});

	it("survive a clock that goes ahead ten years and comes back", async () => {
		for (let day = 1; day <= 14; day++) {
			await keep(root, january(day).replace("2027", "2037"), eventsOf(3));
		}
		for (let day = 1; day <= 14; day++) {
			await keep(root, january(day), eventsOf(3));
		}
		const list = await listBackups(root);
		assert.equal(list.length, 28);
		assert.equal(list.filter((name) => name.startsWith("2027")).length, 14);
	});

	it("are kept while they have more than the new ones: something was lost", async () => {
		await keep(root, january(1), eventsOf(100));
		for (let day = 2; day <= 20; day++) {
			await keep(root, january(day), eventsOf(day));
		}
		const list = await listBackups(root);
		assert.deepEqual([list.length, list.at(-1)], [15, january(1)]);
	});

	it("are none of nothing", async () => {
		assert.equal(await keep(root, january(1), []), false);
		assert.deepEqual(await readdir(root), []);
	});

	it("are read past damage, which is told", async () => {
		await keep(root, january(1), eventsOf(3));
		const path = join(root, "backups", "2027-01-01.jsonl");
		await writeFile(path, (await readFile(path, "utf8")).replace('"d.s.2"', '"d.s'));
		const { events, damaged } = await read(root, january(1));
		assert.deepEqual([events.length, damaged], [2, { count: 1, first: [3] }]);
	});

	it("are nothing but what is listed", async () => {
		await mkdir(join(root, "backups"));
		await writeFile(join(root, "secret.jsonl"), "");
		await writeFile(join(root, "backups", "2027-01-01.jsonl.ab12.tmp"), "");
		await writeFile(join(root, "backups", "notes.jsonl"), "");
		assert.deepEqual(await listBackups(root), []);
		for (const name of ["../secret", "notes", january(1)]) {
			assert.equal(await readBackup(root, name), undefined);
		}
		await assert.rejects(keep(root, "../secret", eventsOf(1)));
	});

	it("are copied into another folder with their times, and replace none there", async () => {
		const other = join(root, "other");
		await mkdir(other);
		await keep(root, january(1), eventsOf(1));
		await keep(root, january(2), eventsOf(2));
		await utimes(join(root, "backups", "2027-01-01.jsonl"), 1_000, 2_000);
		await keep(other, january(2), eventsOf(5));
		await copyBackups(root, other);
		await copyBackups(root, other);
		const [moved = "", ...names] = await listBackups(other);
		assert.match(moved, /^2027-01-02-moved-/);
		assert.deepEqual(names, [january(2), january(1)]);
		const counts = await Promise.all([moved, ...names].map(async (name) => (await read(other, name)).events.length));
		assert.deepEqual(counts, [2, 5, 1]);
		assert.equal((await stat(join(other, "backups", "2027-01-01.jsonl"))).mtimeMs, 2_000_000);
	});

	it("fail where the folder is gone, and make none", async () => {
		await rm(root, { recursive: true });
		const isGone = (error: unknown) => error instanceof WriteError && error.failure === "folder-gone";
		await assert.rejects(keep(root, january(1), eventsOf(1)), isGone);
	});
});
