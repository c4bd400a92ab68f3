import assert from "node:assert/strict";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { encodeRecord } from "../../../src/core/journal/record";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { Journal } from "../../../src/platform/node/journal";
import { listJournal } from "../../../src/platform/node/segmentFiles";
import { readAll } from "../../support/events";

const eventOf = (number: number): StoredEvent => ({
	id: `one.a.${number}`,
	at: number,
	kind: "planned",
	day: null,
});
const recordsOf = (...numbers: readonly number[]) => numbers.map((number) => encodeRecord(eventOf(number))).join("");

describe("what sync programs put beside the files of a journal", () => {
	let root = "";
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), "dunder-copies-"));
		await put("journal/one/a.jsonl", recordsOf(1, 2));
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	async function put(path: string, content: string | Uint8Array): Promise<void> {
		await mkdir(dirname(join(root, path)), { recursive: true });
		await writeFile(join(root, path), content);
	}
	const open = (session = "reader", seen?: string) =>
		new Journal({ root, device: "me", session }, () => 0, seen === undefined ? {} : { seen });
	const idsOf = (events: readonly StoredEvent[]) => [...new Set(events.map(({ id }) => id))].sort();

	for (const path of [
		"journal/one/a (conflicted copy 2027-01-15).jsonl",
		"journal/one/a (Ada's conflicted copy 2027-01-15).jsonl",
		"journal/one/a-DESKTOP-1.jsonl",
		"journal/one/a.sync-conflict-20270115-093045-ABCDEFG.jsonl",
		"journal/one/a (1).jsonl",
		"journal/one/A.JSONL",
		"journal/one (1)/a.jsonl",
		"journal (1)/one/a.jsonl",
		"journal 2/one/a.jsonl",
		"journal (conflicted copy 2027-01-15)/one/a.jsonl",
		"journal (Ada's conflicted copy 2027-01-15)/one/a (1).jsonl",
		"journal (Case Conflict)/one/a.jsonl",
		"journal_conflict-20270115-093045/one/a.jsonl",
		"journal (Kopie in Konflikt)/one/a.jsonl",
	]) {
		it(`is read: ${path}`, async () => {
			await put(path, recordsOf(2, 3));
			const reading = await readAll(open());
			assert.deepEqual(idsOf(reading.events), ["one.a.1", "one.a.2", "one.a.3"]);
			assert.deepEqual([reading.damaged, reading.segments], [0, 2]);
			const journal = open();
			await journal.readNew();
			assert.deepEqual((await journal.readNew()).events, []);
			await put(path, recordsOf(2, 3, 4));
			assert.deepEqual(idsOf((await journal.readNew()).events), ["one.a.4"]);
		});
	}

	for (const path of [
		"journal/one/._a.jsonl",
		"journal/one/.a.jsonl.swp",
		"journal/one/a.jsonl.tmp",
		"journal 2026/one/a.jsonl",
		"journal (2026)/one/a.jsonl",
		"journal old/one/a.jsonl",
		"journal - Copy/one/a.jsonl",
		"journals/one/a.jsonl",
		"my journal (1)/one/a.jsonl",
	]) {
		it(`is left alone: ${path}`, async () => {
			await put(path, recordsOf(9));
			const { events, damaged, awaited } = await readAll(open());
			assert.deepEqual([idsOf(events), damaged, awaited], [["one.a.1", "one.a.2"], 0, []]);
		});
	}

	it("is read under one name where the case of letters in the name of the folder is another", async () => {
		await rename(join(root, "journal"), join(root, "Journal"));
		const { events, segments } = await readAll(open());
		assert.deepEqual([idsOf(events), segments], [["one.a.1", "one.a.2"], 1]);
	});

	for (const [path, name] of [
		["journal/one/.b.jsonl.icloud", "one/b.jsonl"],
		["journal/one/b.jsonl.nextcloud", "one/b.jsonl"],
		["journal (1)/one/b.jsonl.owncloud", "journal (1)/one/b.jsonl"],
	] as const) {
		it(`is named where it stands for a file that was not fetched: ${path}`, async () => {
			await put(path, "\0");
			const { events, awaited, damaged } = await readAll(open());
			assert.deepEqual([idsOf(events), awaited, damaged], [["one.a.1", "one.a.2"], [name], 0]);
			await put(path.replace(/\/\.?b.*$/, "/b.jsonl"), recordsOf(3));
			assert.deepEqual((await readAll(open())).awaited, []);
		});
	}

	it("is named where it has only zeros", async () => {
		await put("journal/one/b.jsonl", new Uint8Array(5_000));
		const { awaited, setAside } = await readAll(open());
		assert.deepEqual([awaited, setAside], [["one/b.jsonl"], 0]);
	});

	it("is no loss where a cloud client has taken away a file that this machine has seen", async () => {
		const seen = join(root, "seen");
		const before = open("x", seen);
		await before.surveyAnew();
		await before.settled();
		await rename(join(root, "journal/one/a.jsonl"), join(root, "journal/one/.a.jsonl.icloud"));
		const { missing, lacking, awaited } = await readAll(open("y", seen));
		assert.deepEqual([missing, idsOf(lacking), awaited], [[], ["one.a.1", "one.a.2"], ["one/a.jsonl"]]);
	});

	it("is listed where it is no file of a journal", async () => {
		await put("journal/one/a.txt", "");
		await put("journal/b.jsonl", "");
		await put("journal/one/.DS_Store", "");
		await put("journal/one/desktop.ini", "");
		assert.deepEqual((await listJournal(root)).others, ["b.jsonl", "one/a.txt"]);
	});
});
