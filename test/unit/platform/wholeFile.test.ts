import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { journalFiles } from "../../../src/platform/node/journalStorage";
import { findLeftovers, removeLeftovers } from "../../../src/platform/node/leftovers";
import { writeWholeFile } from "../../../src/platform/node/wholeFile";
import { WriteError } from "../../../src/platform/writeError";

const day = 86_400_000;

describe("a file that is written completely or not at all", () => {
	let folder = "";
	let path = "";
	let pauses: number[] = [];
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-whole-"));
		path = join(folder, "state");
		pauses = [];
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));

	/** Renames a file that another program holds during the first attempts. */
	function held(code: string, attempts: number) {
		let left = attempts;
		return {
			rename: async (from: string, to: string) => {
				if (left-- > 0) {
					throw Object.assign(new Error(`${code}: held by another program, rename`), { code });
				}
				await rename(from, to);
			},
			pause: async (milliseconds: number) => pauses.push(milliseconds),
		};
	}

	for (const code of ["EPERM", "EBUSY", "EACCES"]) {
		it(`waits longer and longer for a program that holds it: ${code}`, async () => {
			await writeFile(path, "before");
			await writeWholeFile(path, "after", held(code, 5));
			assert.equal(await readFile(path, "utf8"), "after");
			assert.deepEqual(pauses, [10, 20, 40, 80, 160]);
			assert.deepEqual(await readdir(folder), ["state"]);
		});
	}

	it("stays as it was where that program never lets go", async () => {
		await writeFile(path, "before");
		await assert.rejects(writeWholeFile(path, "after", held("EBUSY", Number.POSITIVE_INFINITY)), WriteError);
		assert.equal(await readFile(path, "utf8"), "before");
		assert.deepEqual(await readdir(folder), ["state"]);
		const waited = pauses.reduce((sum, pause) => sum + pause, 0);
		assert.ok(waited > 5_000 && waited < 10_000, `waited for ${waited} ms`);
	});

	it("is not waited for where that is of no use", async () => {
		await assert.rejects(writeWholeFile(path, "after", held("ENOSPC", 1)), WriteError);
		assert.deepEqual([pauses, await readdir(folder)], [[], []]);
	});
});

describe("temporary files that a window has left over", () => {
	const now = Date.UTC(2027, 0, 15);
	let place = { storage: "", root: "" };
	beforeEach(async () => {
		const folder = await mkdtemp(join(tmpdir(), "dunder-leftovers-"));
		place = { storage: join(folder, "storage"), root: join(folder, "root") };
		await mkdir(place.storage);
		await mkdir(join(place.root, "backups"), { recursive: true });
		await mkdir(join(place.root, "journal", "one"), { recursive: true });
	});
	afterEach(() => rm(join(place.root, ".."), { recursive: true, force: true }));

	async function put(path: string, age: number): Promise<string> {
		await writeFile(path, "abc");
		await utimes(path, new Date(now - age), new Date(now - age));
		return path;
	}

	it("are removed a day later, and no other file is", async () => {
		const { storage, root } = place;
		const backups = join(root, "backups");
		const old = [
			await put(join(storage, "state.0123abcd.tmp"), 2 * day),
			await put(join(backups, "2027-01-12.jsonl.89abcdef.tmp"), 3 * day),
			await put(join(backups, "2027-01-12-before-reset-k3x9.jsonl.89abcdef.tmp"), 3 * day),
		];
		const fresh = await put(join(storage, "state.aaaaaaaa.tmp"), day / 2);
		const others = [
			fresh,
			await put(join(storage, "state"), 9 * day),
			await put(join(storage, "notes.tmp"), 9 * day),
			await put(join(backups, "2027-01-12.jsonl"), 9 * day),
			await put(join(backups, ".syncthing.2027-01-12.jsonl.tmp"), 9 * day),
			await put(join(backups, "thesis.docx.0123abcd.tmp"), 9 * day),
			await put(join(root, "state.0123abcd.tmp"), 9 * day),
			await put(join(root, "journal", "one", "a.jsonl.0123abcd.tmp"), 9 * day),
		];
		const found = await findLeftovers(place, now);
		assert.deepEqual(found.map(({ path }) => path).sort(), [...old, fresh].sort());
		assert.deepEqual([found[0]?.bytes, found.filter(({ isOld }) => isOld).length], [3, 3]);
		await removeLeftovers(place, now);
		assert.deepEqual(
			(await findLeftovers(place, now)).map(({ path }) => path),
			[fresh],
		);
		for (const path of others) {
			assert.equal(await readFile(path, "utf8"), "abc");
		}
	});

	it("are removed when a window opens the journal", async () => {
		const old = await put(join(place.storage, "state.0123abcd.tmp"), now - Date.now() + 2 * day);
		await journalFiles.open(place);
		const deadline = performance.now() + 10_000;
		while (existsSync(old) && performance.now() < deadline) {
			await setTimeout(5);
		}
		assert.equal(existsSync(old), false);
	});

	it("are none where there are no folders yet", async () => {
		const nowhere = { storage: join(place.root, "none"), root: join(place.root, "none") };
		await removeLeftovers(nowhere, now);
		assert.deepEqual(await findLeftovers(nowhere, now), []);
	});
});
