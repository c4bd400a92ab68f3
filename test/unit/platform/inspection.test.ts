import assert from "node:assert/strict";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Checkup } from "../../../src/core/journal/checkup";
import type { EventPayload } from "../../../src/core/journal/events";
import { inMemory } from "../../../src/platform/eventSource";
import { keepBackup } from "../../../src/platform/node/backups";
import { inspect } from "../../../src/platform/node/inspection";
import { journalFiles } from "../../../src/platform/node/journalStorage";
import { readAll } from "../../support/events";

const review: EventPayload = { kind: "reviewed", pack: "dunder", question: "memory/when-freed", rating: 3 };

describe("a look at a journal from outside", () => {
	let folder = "";
	let root = "";
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-inspection-"));
		root = join(folder, "root");
		await mkdir(root);
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	const placeOf = (machine = "here") => ({ storage: join(folder, machine), root });

	const look = (machine?: string, checkup = new Checkup()) => inspect(placeOf(machine), checkup, Date.now());

	/** Everything below the folder: each file with its content and its time. */
	async function everything(): Promise<readonly unknown[]> {
		const files = (await readdir(folder, { recursive: true })).sort();
		return Promise.all(
			files.map(async (file) => {
				const { mtimeMs } = await stat(join(folder, file));
				return [file, mtimeMs, await readFile(join(folder, file), "latin1").catch(() => "a folder")];
			}),
		);
	}

	/** What a window of a machine writes. Returns the path of its segment. */
	async function write(machine: string, count: number): Promise<string> {
		const journal = await journalFiles.open(placeOf(machine));
		const events = await journal.appendAll(Array.from({ length: count }, () => review));
		await keepBackup(root, "2027-01-15", inMemory(events));
		const [device = "", session = ""] = (events[0]?.id ?? "").split(".");
		return `journal/${device}/${session}.jsonl`;
	}

	it("finds everything, and changes nothing", async () => {
		const there = await write("there", 4);
		const mine = await write("here", 3);
		const reader = await journalFiles.open(placeOf());
		await reader.surveyAnew();
		await reader.settled();
		const bytes = await readFile(join(root, there));
		await writeFile(join(root, there.replace(".jsonl", " (1).jsonl")), bytes);
		await truncate(join(root, there), 30);
		await appendFile(join(root, mine), "damaged\ntorn");
		await writeFile(join(root, "journal", "one.txt"), "");
		await mkdir(join(root, "journal", "one"));
		await writeFile(join(root, "journal", "one", ".a.jsonl.icloud"), "");
		await writeFile(join(root, "journal", "one", "b.txt"), "");
		await writeFile(join(root, "backups", "2027-01-15 (1).jsonl"), "");
		await writeFile(join(root, "backups", "2027-01-14.jsonl.0123abcd.tmp"), "abc");
		const before = await everything();
		const checkup = new Checkup();
		const found = await look("here", checkup);
		assert.deepEqual(await everything(), before);
		assert.deepEqual(
			found.segments.map(({ path, damaged, torn, isCopy }) => [path, damaged, torn, isCopy]).sort(),
			[
				[there.replace(".jsonl", " (1).jsonl"), 0, false, true],
				[there, 0, true, false],
				[mine, 1, true, false],
			].sort(),
		);
		assert.deepEqual([checkup.entries.count, checkup.copies.map(({ only }) => only)], [7, [4]]);
		assert.deepEqual(found.awaited, ["journal/one/a.jsonl"]);
		assert.deepEqual(found.others, ["journal/one/b.txt", "backups/2027-01-15 (1).jsonl"]);
		// The copy has the events that the file has lost.
		assert.deepEqual([found.missing, found.lacking], [[], []]);
		assert.deepEqual(found.leftovers, [{ path: join(root, "backups", "2027-01-14.jsonl.0123abcd.tmp"), bytes: 3 }]);
		await rm(join(root, there.replace(".jsonl", " (1).jsonl")));
		const later = await look();
		assert.deepEqual([later.missing, later.lacking.length], [[there], 4]);
		assert.deepEqual((await look("a machine that has seen nothing")).lacking, []);
	});

	it("finds the lines that were copied aside", async () => {
		const mine = await write("here", 2);
		await appendFile(join(root, mine), "one\ntwo\n");
		await readAll(await journalFiles.open(placeOf()));
		const { copiedLines } = await look();
		assert.deepEqual(copiedLines, [{ path: mine.replace("journal/", "damaged/"), lines: 2 }]);
	});

	it("finds nothing where there is no journal yet, and says so where there is no folder", async () => {
		assert.deepEqual((await look()).segments, []);
		await rm(root, { recursive: true });
		const { problem, segments } = await look();
		assert.match(problem ?? "", /ENOENT/);
		assert.deepEqual(segments, []);
	});

	it("says which files cannot be read", async () => {
		await write("here", 2);
		await mkdir(join(root, "journal", "one", "a.jsonl"), { recursive: true });
		const { segments } = await look();
		assert.match(segments.find(({ path }) => path === "journal/one/a.jsonl")?.problem ?? "", /EISDIR/);
		assert.equal(segments.length, 2);
	});
});
