import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventPayload } from "../../../src/core/journal/events";
import type { WindowJournal } from "../../../src/platform/journalStorage";
import { journalFiles } from "../../../src/platform/node/journalStorage";
import { WriteError } from "../../../src/platform/writeError";
import { readAll } from "../../support/events";

const review: EventPayload = { kind: "reviewed", pack: "dunder", question: "memory/when-freed", rating: 3 };

describe("the folder of a journal", () => {
	let folder = "";
	let root = "";
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-identity-"));
		root = join(folder, "shared");
		await mkdir(root);
	});
	afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

	/** A window of a machine. */
	const open = (machine = "here") => journalFiles.open({ storage: join(folder, machine), root });
	const append = async (journal: WindowJournal) => {
		await journal.appendAll([review]);
		await journal.readNew();
		await journal.settled();
	};
	const count = async (journal: WindowJournal) => new Set((await readAll(journal)).events.map(({ id }) => id)).size;

	const ids = async () => (await readdir(join(root, "journal"))).filter((name) => name.endsWith(".id"));
	const removeIds = async () => {
		await Promise.all((await ids()).map((name) => rm(join(root, "journal", name))));
	};

	it("is not taken for an empty one where its disk is not there", async () => {
		await append(await open());
		await rename(root, join(folder, "unmounted"));
		await mkdir(root);
		await assert.rejects(open(), /had a journal and has none now/);
		await rm(root, { recursive: true });
		await rename(join(folder, "unmounted"), root);
		assert.equal(await count(await open()), 1);
	});

	it("is not written to by a running window while another is in its place", async () => {
		const journal = await open();
		await append(journal);
		await rename(root, join(folder, "unmounted"));
		await mkdir(root);
		await append(await open("elsewhere"));
		await assert.rejects(journal.appendAll([review]), (error) => error instanceof WriteError);
		assert.equal(journal.unsaved.length, 2);
		await rm(root, { recursive: true });
		await rename(join(folder, "unmounted"), root);
		await journal.retry(false);
		assert.deepEqual([journal.unsaved.length, await count(journal)], [0, 2]);
	});

	it("is another journal where a new one has come in its place", async () => {
		await append(await open());
		await rm(root, { recursive: true });
		await mkdir(root);
		await append(await open("elsewhere"));
		const { events, missing } = await readAll(await open());
		assert.deepEqual([events.length, missing], [1, []]);
	});

	it("is the same where two machines have made its id at one time", async () => {
		const journal = await open();
		await append(journal);
		await removeIds();
		await writeFile(join(root, "journal", "the-other-machine.id"), "");
		await append(journal);
		const { events, missing } = await readAll(await open());
		assert.deepEqual([events.length, missing], [2, []]);
	});

	it("is the same where its id has not come yet, and in one of a version that had no ids", async () => {
		await append(await open());
		await removeIds();
		assert.equal(await count(await open()), 1);
		assert.equal((await ids()).length, 1);
		await removeIds();
		assert.equal(await count(await open("another machine")), 1);
	});

	it("has what another machine wrote and another program removed, until it is put back", async () => {
		const there = await open("there");
		await append(there);
		const here = await open();
		await append(here);
		await cp(root, join(folder, "before"), { recursive: true });
		const [device] = (await readFile(join(folder, "there", "device"), "utf8")).split("\n");
		await rm(join(root, "journal", device ?? ""), { recursive: true });
		const { events, missing, lacking } = await readAll(await open());
		assert.deepEqual([events.length, missing.length, lacking.length], [1, 1, 1]);
		await here.importEvents(lacking);
		const after = await readAll(await open());
		assert.deepEqual([after.events.length, after.missing], [2, []]);
	});
});
