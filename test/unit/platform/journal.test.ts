import assert from "node:assert/strict";
import {
	appendFile,
	mkdir,
	mkdtemp,
	open as openFile,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	truncate,
	writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventPayload } from "../../../src/core/journal/events";
import { encodeRecord } from "../../../src/core/journal/record";
import { Journal } from "../../../src/platform/node/journal";
import { deviceId, sessionId } from "../../../src/platform/node/journalFiles";
import { WriteError } from "../../../src/platform/writeError";
import { readAll } from "../../support/events";
import { torture } from "../../support/journalTorture";

const review: EventPayload = { kind: "reviewed", pack: "dunder", question: "memory/when-freed", rating: 3 };
const start = Date.UTC(2027, 0, 15, 9, 30, 45);
const day = 86_400_000;

describe("the journal", () => {
	let root = "";
	let now = start;
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), "dunder-journal-"));
		now = start;
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	const open = (session: string, device = "one") => new Journal({ root, device, session }, () => now++);
	const pathOf = (session: string, device = "one") => join(root, "journal", device, `${session}.jsonl`);
	const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id).sort();
	const allIds = async () => idsOf((await readAll(open("reader"))).events);

	const isFailure = (failure: string) => (error: unknown) => error instanceof WriteError && error.failure === failure;

	it("makes no file before something has happened", async () => {
		const journal = open("a");
		assert.deepEqual(await journal.retry(true), []);
		assert.deepEqual((await readAll(journal)).events, []);
		assert.deepEqual(await readdir(root), []);
	});

	it("has an event on the disk when it says so", async () => {
		const journal = open("a");
		const saving = journal.append(review);
		assert.equal(journal.unsaved.length, 1);
		const event = await saving;
		assert.deepEqual(event, { id: "one.a.1", at: start, ...review });
		assert.equal(await readFile(pathOf("a"), "utf8"), encodeRecord(event));
		assert.deepEqual(journal.unsaved, []);
	});

	it("is settled when what was being written is on the disk, or could not be written", async () => {
		const journal = open("a");
		void journal.append(review);
		await journal.settled();
		assert.equal((await readFile(pathOf("a"), "utf8")).trim().split("\n").length, 1);
		await rm(root, { recursive: true });
		const failing = journal.append(review);
		await journal.settled();
		await assert.rejects(failing, isFailure("folder-gone"));
	});

	it("has nothing on the disk while the disk has not said so", async () => {
		const journal = open("a");
		const file = await openFile(join(root, "any"), "w");
		const prototype: { datasync(): Promise<void> } = Object.getPrototypeOf(file);
		const { datasync } = prototype;
		prototype.datasync = () => Promise.reject(new Error("EIO"));
		try {
			await assert.rejects(journal.append(review), isFailure("other"));
		} finally {
			prototype.datasync = datasync;
			await file.close();
		}
		assert.deepEqual(idsOf(journal.unsaved), ["one.a.1"]);
		await journal.retry(true);
		assert.deepEqual(journal.unsaved, []);
		assert.deepEqual([...new Set(await allIds())], ["one.a.1"]);
	});

	it("writes what happens at one time in its order", async () => {
		const journal = open("a");
		const events = await Promise.all(Array.from({ length: 50 }, () => journal.append(review)));
		assert.equal(await readFile(pathOf("a"), "utf8"), events.map(encodeRecord).join(""));
		assert.equal(new Set(idsOf(events)).size, 50);
	});

	it("never writes into a file that it has not made", async () => {
		await open("a").append(review);
		const before = await readFile(pathOf("a"), "utf8");
		const other = open("a");
		await assert.rejects(other.append(review), isFailure("other"));
		assert.equal(other.unsaved.length, 1);
		assert.equal(await readFile(pathOf("a"), "utf8"), before);
	});

	for (const [name, change] of [
		["back a day", -day],
		["ahead ten years", 3653 * day],
	] as const) {
		it(`keeps everything when the clock goes ${name}`, async () => {
			const journal = open(sessionId(now));
			await journal.append(review);
			now += change;
			await journal.append(review);
			await open(sessionId(now)).append(review);
			now -= change;
			await open(sessionId(now)).append(review);
			assert.equal((await allIds()).length, 4);
		});
	}

	it("notes what was known where the clock is behind it", async () => {
		const journal = open("a");
		const [before, after] = [await journal.append(review, start - day), await journal.append(review, start + day)];
		assert.deepEqual(["after" in before, after.after], [false, start + day]);
		assert.deepEqual((await readAll(open("b"))).events, [before, after]);
	});

	it("gives what others have appended once, and its own never", async () => {
		const [mine, other, third] = [open("a"), open("b"), open("c", "two")];
		await mine.append(review);
		await other.append(review);
		assert.deepEqual(idsOf((await mine.readNew()).events), ["one.b.1"]);
		await Promise.all([mine.append(review), other.append(review), third.append(review)]);
		const readings = await Promise.all([mine.readNew(), mine.readNew()]);
		assert.deepEqual(idsOf(readings.flatMap(({ events }) => events)), ["one.b.2", "two.c.1"]);
		const all = await readAll(mine);
		assert.deepEqual(idsOf(all.events), ["one.a.1", "one.a.2", "one.b.1", "one.b.2", "two.c.1"]);
		assert.equal(all.segments, 3);
		assert.deepEqual((await mine.readNew()).events, []);
	});

	it("gives whoever follows it also what was read meanwhile for an export", async () => {
		const mine = open("a");
		await open("b").append(review);
		assert.deepEqual(idsOf((await readAll(mine)).events), ["one.b.1"]);
		await mine.importEvents([]);
		assert.deepEqual(idsOf((await mine.readNew()).events), ["one.b.1"]);
	});

	it("gives again what could not be read when all was read anew", async () => {
		const mine = open("a");
		await Promise.all([mine.append(review), open("b").append(review)]);
		await mine.readNew();
		await rename(join(root, "journal"), join(root, "elsewhere"));
		assert.deepEqual(idsOf((await mine.surveyAnew()).lacking), ["one.a.1"]);
		await rename(join(root, "elsewhere"), join(root, "journal"));
		await mine.append(review);
		assert.deepEqual(idsOf((await mine.readNew()).events), ["one.b.1"]);
		const next = new Journal({ root, device: "one", session: "c" }, () => now, { positions: mine.positions });
		// Another program has had its hands on the file, so all of it counts as unread.
		assert.deepEqual(idsOf((await next.readNew()).events), ["one.a.1"]);
	});

	it("has the next window read what a write that failed has left", async () => {
		const journal = open("a");
		await journal.append(review);
		const file = await openFile(pathOf("a"));
		const prototype: { datasync(): Promise<void> } = Object.getPrototypeOf(file);
		const { datasync } = prototype;
		prototype.datasync = () => Promise.reject(new Error("EIO"));
		try {
			await assert.rejects(journal.importEvents([{ id: "far.away.1", at: start, kind: "dreamt" }]), isFailure("other"));
		} finally {
			prototype.datasync = datasync;
			await file.close();
		}
		await journal.append(review);
		const next = new Journal({ root, device: "one", session: "b" }, () => now, { positions: journal.positions });
		assert.deepEqual(idsOf((await next.readNew()).events), ["far.away.1"]);
	});

	it("writes what belongs together in one go, or keeps all of it unsaved", async () => {
		const journal = open("a");
		const events = await journal.appendAll([review, review, review]);
		assert.equal(await readFile(pathOf("a"), "utf8"), events.map(encodeRecord).join(""));
		await rm(join(root, "journal"), { recursive: true });
		await assert.rejects(journal.appendAll([review, review]), isFailure("folder-gone"));
		assert.deepEqual(idsOf(journal.unsaved), ["one.a.1", "one.a.2", "one.a.3", "one.a.4", "one.a.5"]);
	});

	it("goes on from the positions of a window that was closed", async () => {
		const first = open("a");
		await open("b").append(review);
		await first.readNew();
		await first.append(review);
		const { positions } = first;
		await first.append(review);
		const second = new Journal({ root, device: "one", session: "c" }, () => now, { positions });
		assert.deepEqual(idsOf((await second.readNew()).events), ["one.a.2"]);
		assert.deepEqual((await second.readNew()).events, []);
	});

	it("gives a record that was being written when it is whole", async () => {
		const mine = open("a");
		const event = await open("b").append(review);
		const text = encodeRecord({ ...event, id: "one.b.2" });
		await appendFile(pathOf("b"), text.slice(0, 40));
		const first = await mine.readNew();
		assert.deepEqual([idsOf(first.events), first.torn, first.damaged], [["one.b.1"], 1, 0]);
		await appendFile(pathOf("b"), text.slice(40));
		const second = await mine.readNew();
		assert.deepEqual([idsOf(second.events), second.torn, second.damaged], [["one.b.2"], 0, 0]);
	});

	it("reads a segment that shrank anew, and tells of it and of one that is gone", async () => {
		const seen = join(root, "seen");
		const [mine, other] = [new Journal({ root, device: "one", session: "a" }, () => now, { seen }), open("b")];
		const { length } = encodeRecord(await other.append(review));
		await other.append(review);
		await open("c").append(review);
		await mine.readNew();
		await mine.settled();
		await truncate(pathOf("b"), length);
		await rm(pathOf("c"));
		const reading = await mine.readNew();
		const gone = ["one/b.jsonl", "one/c.jsonl"];
		assert.deepEqual([idsOf(reading.events), reading.missing], [["one.b.1"], gone]);
		assert.deepEqual(idsOf(reading.lacking), ["one.b.2", "one.c.1"]);
		const next = new Journal({ root, device: "one", session: "d" }, () => now, { seen });
		assert.deepEqual(idsOf((await next.surveyAnew()).lacking), ["one.b.2", "one.c.1"]);
		await next.importEvents(reading.lacking);
		assert.deepEqual((await readAll(mine)).missing, []);
		await rm(pathOf("d"));
		await mine.acceptMissing((await readAll(mine)).missing);
		assert.deepEqual((await readAll(mine)).missing, []);
	});

	it("reads a segment anew that another file has replaced", async () => {
		const [mine, other] = [open("a"), open("b")];
		await other.append(review);
		await mine.readNew();
		await other.append(review);
		await writeFile(pathOf("b"), (await readFile(pathOf("b"), "utf8")).replaceAll("\n", "\r\n"));
		const reading = await mine.readNew();
		assert.deepEqual([idsOf(reading.events), reading.damaged], [["one.b.1", "one.b.2"], 0]);
		assert.deepEqual((await mine.readNew()).events, []);
	});

	it("imports what a copy of this machine has written under the same ids", async () => {
		const journal = open("a");
		const event = await journal.append(review);
		const other = { ...event, question: "memory/cycles" };
		assert.deepEqual(await journal.importEvents([event, other, other]), [other]);
		assert.deepEqual((await readAll(open("b"))).events, [event, other]);
	});

	it("counts damaged lines, keeps each aside once, and reads the others", async () => {
		const event = await open("b").append(review);
		const good = encodeRecord({ ...event, id: "one.b.2" });
		await appendFile(pathOf("b"), Buffer.from([0, 0xff, 0xfe, 0x0a]));
		await appendFile(pathOf("b"), `${good.replace("reviewed", "reviewex")}${good}`);
		await writeFile(join(root, "journal", ".DS_Store"), "what else may lie there");
		for (const setAside of [2, 0]) {
			const reading = await readAll(open("a"));
			assert.deepEqual([idsOf(reading.events), reading.damaged], [["one.b.1", "one.b.2"], 2]);
			assert.equal(reading.setAside, setAside);
		}
		const kept = await readFile(join(root, "damaged", "one", "b.jsonl"), "latin1");
		assert.equal(kept, `\0\xff\xfe\n${good.replace("reviewed", "reviewex").trim()}\n`);
	});

	it("tells each window of damage that is met while it runs, whoever met it first", async () => {
		const [mine, other] = [open("a"), open("c")];
		await open("b").append(review);
		const event = await other.append(review);
		await appendFile(pathOf("b"), "an older fault\n");
		assert.equal((await readAll(other)).setAside, 1);
		assert.equal((await readAll(mine)).setAside, 0, "it was known before this window began to read");
		await writeFile(pathOf("c"), encodeRecord(event).replace("reviewed", "reviewex"));
		const third = open("d");
		assert.deepEqual((await readAll(third)).setAsideFrom, ["one/c.jsonl"]);
		const reading = await readAll(mine);
		assert.deepEqual([reading.setAside, reading.setAsideFrom], [1, ["one/c.jsonl"]]);
		assert.equal((await readAll(mine)).setAside, 0);
	});

	it("keeps an incomplete line aside once nobody is writing it", async () => {
		await open("b").append(review);
		await appendFile(pathOf("b"), "1234abcd {cut o");
		const { mtimeMs } = await stat(pathOf("b"));
		now = mtimeMs + 59_000;
		const mine = open("a");
		assert.deepEqual([(await mine.readNew()).setAside, (await mine.readNew()).torn], [0, 1]);
		now = mtimeMs + 60_000;
		const reading = await mine.readNew();
		assert.deepEqual([reading.torn, reading.setAside, reading.setAsideFrom], [1, 1, ["one/b.jsonl"]]);
		assert.equal((await mine.readNew()).setAside, 0);
		assert.equal(await readFile(join(root, "damaged", "one", "b.jsonl"), "utf8"), "1234abcd {cut o\n");
	});

	it("reads a segment that an editor has saved as UTF-16, and all of it after it has grown", async () => {
		const [mine, other] = [open("a"), open("b")];
		await other.append(review);
		await mine.readNew();
		const text = (await readFile(pathOf("b"), "utf8")) + encodeRecord({ ...(await other.append(review)), id: "x.y.1" });
		await writeFile(pathOf("b"), Buffer.from(text, "utf16le"));
		const reading = await mine.readNew();
		assert.deepEqual([idsOf(reading.events), reading.damaged], [["one.b.1", "x.y.1"], 0]);
		assert.deepEqual((await mine.readNew()).events, []);
	});

	it("takes events of an export once, whoever wrote them", async () => {
		const [journal, other] = [open("a"), open("b")];
		const known = await journal.append(review);
		const foreign = [1, 2, 2].map((number) => ({ ...known, id: `far.away.${number}`, unknown: { field: [number] } }));
		assert.deepEqual(idsOf(await journal.importEvents([...foreign, known])), ["far.away.1", "far.away.2"]);
		assert.deepEqual(await journal.importEvents([...foreign, known]), []);
		assert.deepEqual(await other.importEvents(foreign), []);
		const { events } = await readAll(open("c"));
		assert.deepEqual(idsOf(events), ["far.away.1", "far.away.2", "one.a.1"]);
		assert.deepEqual(
			events.find(({ id }) => id === "far.away.2"),
			foreign[1],
		);
		assert.deepEqual((await journal.readNew()).events, []);
	});

	for (const [name, remove] of [
		["deleted", () => rm(root, { recursive: true })],
		["moved away", () => rename(root, `${root}-moved`)],
	] as const) {
		it(`never shows an event as saved when the folder is ${name}, and makes a new one when asked`, async () => {
			const journal = open("a");
			await journal.append(review);
			await remove();
			await assert.rejects(journal.append(review), isFailure("folder-gone"));
			await assert.rejects(open("b").append(review), isFailure("folder-gone"));
			assert.deepEqual(idsOf(journal.unsaved), ["one.a.1", "one.a.2"]);
			assert.deepEqual(await allIds(), []);
			await assert.rejects(journal.retry(false), isFailure("folder-gone"));
			await assert.rejects(readdir(root), { code: "ENOENT" });
			assert.deepEqual(idsOf(await journal.retry(true)), ["one.a.2"]);
			assert.deepEqual(journal.unsaved, []);
			await journal.append(review);
			assert.deepEqual(await allIds(), ["one.a.1", "one.a.2", "one.a.3"]);
			await rm(`${root}-moved`, { recursive: true, force: true });
		});
	}

	it("never shows an event as saved when its file is gone", async () => {
		const journal = open("a");
		await journal.append(review);
		await rm(join(root, "journal"), { recursive: true });
		await assert.rejects(journal.append(review), isFailure("folder-gone"));
		assert.deepEqual(await readdir(root), []);
		assert.deepEqual(idsOf(await journal.retry(true)), ["one.a.2"]);
	});

	it("loses, doubles and invents nothing when writers are killed", async () => {
		const { kills, reviews, lost, doubled, invented } = await torture({ kills: 20, reviews: 200 });
		assert.ok(kills >= 20 && reviews >= 200);
		assert.deepEqual({ lost, doubled, invented }, { lost: 0, doubled: 0, invented: 0 });
	});
});

describe("the ids of a journal", () => {
	let folder = "";
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-journal-"));
	});
	afterEach(() => rm(folder, { recursive: true }));

	it("are one for a machine, however many windows ask first", async () => {
		const ids = new Set(await Promise.all(Array.from({ length: 8 }, () => deviceId(join(folder, "new")))));
		assert.equal(ids.size, 1);
		assert.match([...ids][0] ?? "", /^[a-z0-9]{8}$/);
		assert.ok(ids.has(await deviceId(join(folder, "new"))));
	});

	it("are made anew where a crash has left half of one", async () => {
		await writeFile(join(folder, "device"), "abc");
		const id = await deviceId(folder);
		assert.match(id, /^[a-z0-9]{8}$/);
		assert.equal(await deviceId(folder), id);
	});

	it("are new where none can be kept", async () => {
		await mkdir(join(folder, "device"));
		const [one, other] = [await deviceId(folder), await deviceId(folder)];
		assert.match(one, /^[a-z0-9]{8}$/);
		assert.notEqual(one, other);
	});

	it("sort by the start of the session", () => {
		const times = [0, 1_000, start, start + 1_000, start + 3653 * day];
		const ids = times.map(sessionId);
		assert.deepEqual(ids.toSorted(), ids);
		assert.match(sessionId(start), /^20270115093045-[a-z0-9]{6}$/);
		assert.notEqual(sessionId(start), sessionId(start));
	});
});
