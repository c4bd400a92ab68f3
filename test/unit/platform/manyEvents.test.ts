import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventPayload } from "../../../src/core/journal/events";
import type { StoredEvent } from "../../../src/core/journal/storedEvent";
import { ChangedError } from "../../../src/platform/changedError";
import { type EventSource, inMemory } from "../../../src/platform/eventSource";
import { Journal } from "../../../src/platform/node/journal";
import { WriteError } from "../../../src/platform/writeError";
import { readAll } from "../../support/events";

const review: EventPayload = { kind: "reviewed", pack: "dunder", question: "memory/when-freed", rating: 3 };
const start = Date.UTC(2027, 0, 15, 9, 30, 45);
const day = 86_400_000;

describe("more events than a window has memory for", () => {
	let root = "";
	let now = start;
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), "dunder-journal-"));
		now = start;
	});
	afterEach(() => rm(root, { recursive: true, force: true }));

	const open = (session: string) => new Journal({ root, device: "one", session }, () => now++);
	const idsOf = (events: readonly StoredEvent[]) => events.map(({ id }) => id).sort();
	const isFailure = (failure: string) => (error: unknown) => error instanceof WriteError && error.failure === failure;
	const reviews = (count: number) =>
		Array.from({ length: count }, (_, n): StoredEvent => ({ id: `far.away.${n + 1}`, at: start + n, ...review }));

	it("are taken into a segment of their own, once, and given as news", async () => {
		const [journal, other] = [open("a"), open("b")];
		const known = await journal.append(review);
		const foreign = reviews(2_500);
		const given = inMemory([...foreign.toReversed(), known, ...foreign.slice(0, 9)]);
		const { count, ids } = await journal.importFrom(given);
		assert.deepEqual([count, [...ids]], [2_500, foreign.map(({ id }) => id).toReversed()]);
		assert.equal((await journal.importFrom(given)).count, 0);
		assert.equal((await other.importFrom(given)).count, 0);
		assert.equal((await readdir(join(root, "journal", "one"))).length, 2);
		assert.deepEqual(journal.written, [known]);
		assert.deepEqual((await journal.readNew()).events, foreign);
		assert.deepEqual((await journal.readNew()).events, []);
	});

	it("are all imported, or none", async () => {
		const journal = open("a");
		const known = await journal.append(review);
		const controller = new AbortController();
		const { table, read } = inMemory(reviews(2_500));
		const source: EventSource = {
			table,
			read: (rows) => {
				controller.abort();
				return read(rows);
			},
		};
		await assert.rejects(journal.importFrom(source, controller));
		assert.deepEqual(await readdir(join(root, "journal", "one")), ["a.jsonl"]);
		assert.deepEqual((await readAll(open("b"))).events, [known]);
		await rm(root, { recursive: true });
		await assert.rejects(journal.importFrom(inMemory(reviews(3))), isFailure("folder-gone"));
		await assert.rejects(readdir(root), { code: "ENOENT" });
	});

	it("are undone, in the order that is given", async () => {
		const journal = open("a");
		const { ids } = await journal.importFrom(inMemory(reviews(2_500)));
		await journal.undoMany(ids, start + day);
		const { events } = await readAll(open("b"));
		const undone = events.filter(({ kind }) => kind === "undone");
		assert.equal(undone.length, 2_500);
		assert.deepEqual(undone[0], {
			id: "one.a.1",
			at: start + 2,
			after: start + day,
			kind: "undone",
			target: "far.away.2500",
		});
		assert.equal((await journal.append(review)).id, "one.a.2501");
	});

	it("are missed when another program removes them, because the window does not keep them", async () => {
		const seen = join(root, "seen");
		const journal = new Journal({ root, device: "one", session: "a" }, () => now++, { seen });
		await journal.importFrom(inMemory(reviews(3)));
		await journal.readNew();
		await journal.settled();
		const [name = ""] = await readdir(join(root, "journal", "one"));
		await rm(join(root, "journal", "one", name));
		const { missing, lacking } = await journal.readNew();
		assert.deepEqual([missing, lacking], [[`one/${name}`], reviews(3)]);
	});

	it("are not read as news, neither in part nor as if they were read", async () => {
		const journal = open("a");
		await journal.importFrom(inMemory(reviews(10_000)));
		for (let reading = 0; reading < 2; reading++) {
			const { isTooMuch, events } = await journal.readNew();
			assert.deepEqual([isTooMuch, events], [true, []]);
		}
		const survey = await journal.surveyAnew();
		assert.equal(survey.source.table.size, 10_000);
		await open("b").append(review);
		const { isTooMuch, events } = await journal.readNew();
		assert.deepEqual([isTooMuch, idsOf(events)], [false, ["one.b.1"]]);
	});

	it("are refused where their file was changed after they were counted", async () => {
		await open("b").append(review);
		const { source } = await open("a").survey();
		await writeFile(
			join(root, "journal", "one", "b.jsonl"),
			(await readFile(join(root, "journal", "one", "b.jsonl"), "utf8")).replace("reviewed", "reviewex"),
		);
		await assert.rejects(source.read(Uint32Array.from([0])), ChangedError);
	});
});
