import assert from "node:assert/strict";
import { appendFile, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { EventPayload } from "../../../src/core/journal/events";
import { Journal } from "../../../src/platform/node/journal";
import type { JournalWatch, WatchOptions } from "../../../src/platform/node/journalWatch";

const review: EventPayload = { kind: "reviewed", pack: "dunder", question: "memory/when-freed", rating: 3 };
/**
 * Milliseconds to wait for something. This is long enough for a busy machine, and passes completely only if a test
 * fails.
 */
const patience = 10_000;
/**
 * Milliseconds in which something that must not happen would happen. On a busy machine, this can hide a failure but not
 * cause one.
 */
const aWhile = 300;
const never = Number.POSITIVE_INFINITY;
const failingWatch = () => {
	throw new Error("ENOSYS");
};

describe("a window that follows the journal", () => {
	let root = "";
	let watches: JournalWatch[] = [];
	/** The ids of the events that the window has read after a notice, and the number of notices. */
	let seen: string[] = [];
	let told = 0;
	let losses: unknown[] = [];
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), "dunder-journal-"));
		watches = [];
		seen = [];
		told = 0;
		losses = [];
	});
	afterEach(async () => {
		for (const watch of watches) {
			watch.dispose();
		}
		await rm(root, { recursive: true, force: true, maxRetries: 5 });
	});

	const open = (session: string, device = "one") => new Journal({ root, device, session }, Date.now);
	const append = async (journal: Journal) => (await journal.append(review)).id;

	/** Begins to watch a journal. */
	function follow(options: WatchOptions, mine = open("mine")): JournalWatch {
		const onChange = async () => {
			told++;
			seen.push(...(await mine.readNew()).events.map(({ id }) => id));
		};
		const watch = mine.watch({ onNews: () => void onChange(), onLoss: (error) => losses.push(error) }, options);
		watches.push(watch);
		return watch;
	}

	/**
	 * Begins to watch a journal that has an event, and waits for the end of the first look, which would find later
	 * events.
	 */
	async function followOn(options: WatchOptions, mine?: Journal): Promise<JournalWatch> {
		const first = await append(open("first"));
		const watch = follow(options, mine);
		await sees(first);
		seen = [];
		told = 0;
		return watch;
	}

	async function sees(...ids: readonly string[]): Promise<void> {
		const deadline = performance.now() + patience;
		while (!ids.every((id) => seen.includes(id)) && performance.now() < deadline) {
			await setTimeout(5);
		}
		assert.deepEqual([...seen].sort(), [...ids].sort());
	}

	describe("is told by the system, without asking", () => {
		const options = { interval: never };

		it("of what others append, from the first event and the first folder on", async () => {
			follow(options);
			const ids: string[] = [];
			const others = [open("b"), open("c", "two")];
			for (let round = 1; round <= 3; round++) {
				for (const other of others) {
					ids.push(await append(other));
					await sees(...ids);
				}
			}
		});

		it("in the background too", async () => {
			const watch = await followOn(options);
			watch.setFocused(false);
			await sees(await append(open("b")));
		});

		it("of what many append at one time", async () => {
			await followOn(options);
			const devices = ["one", "two", "three", "four"];
			const others = devices.flatMap((device) => [open("a", device), open("b", device)]);
			const ids = await Promise.all(others.flatMap((other) => [append(other), append(other), append(other)]));
			await sees(...ids);
		});

		it("of a journal that comes in the place of one that was removed", async () => {
			await followOn(options);
			await rm(join(root, "journal"), { recursive: true });
			await setTimeout(aWhile); // Otherwise, the look for what is gone would find the event.
			const first = await append(open("b", "two"));
			await sees(first);
			await rm(join(root, "journal", "two"), { recursive: true });
			await setTimeout(aWhile);
			await sees(first, await append(open("c", "two")));
		});

		it("of a line that was cut off once", async () => {
			await followOn(options);
			await appendFile(join(root, "journal", "one", "first.jsonl"), "\nabc");
			const deadline = performance.now() + patience;
			while (told === 0 && performance.now() < deadline) {
				await setTimeout(5);
			}
			assert.equal(told, 1);
			watches[0]?.setFocused(true);
			await setTimeout(aWhile);
			assert.equal(told, 1);
		});

		it("of nothing that it does itself, nor of what lies beside the journal", async () => {
			const mine = open("mine");
			await append(mine);
			await followOn(options, mine);
			await append(mine);
			await mkdir(join(root, "backups"));
			await setTimeout(aWhile);
			assert.equal(told, 0);
		});

		it("of nothing any more once it has stopped", async () => {
			const watch = await followOn(options);
			watch.dispose();
			await append(open("b"));
			watch.setFocused(true);
			await setTimeout(aWhile);
			assert.equal(told, 0);
		});
	});

	describe("where the system tells of nothing", () => {
		it("finds what others append, however old, and whatever lies beside, by asking", async () => {
			const old = open("a", "two");
			await append(old);
			await Promise.all(Array.from({ length: 40 }, (_, index) => append(open(`b${index}`, "two"))));
			await symlink(join(root, "nowhere"), join(root, "journal", "link"));
			const mine = open("mine");
			await mine.readNew();
			await followOn({ interval: 50, watchFolder: failingWatch }, mine);
			await sees(await append(old));
		});

		it("finds it when it gets the focus", async () => {
			const watch = await followOn({ interval: never, watchFolder: failingWatch });
			watch.setFocused(false);
			const id = await append(open("b"));
			watch.setFocused(true);
			await sees(id);
		});

		it("asks nothing in the background", async () => {
			const watch = await followOn({ interval: 20, watchFolder: failingWatch });
			watch.setFocused(false);
			const ids: string[] = [];
			// A look that was in progress, and one that was to follow it, can still find what comes now.
			for (let attempt = 1; attempt <= 3; attempt++) {
				ids.push(await append(open(`b${attempt}`)));
				await setTimeout(aWhile);
			}
			assert.ok(seen.length < ids.length, `saw ${seen}`);
			watch.setFocused(true);
			await sees(...ids);
		});
	});
});
