import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inMemory } from "../../src/platform/eventSource";
import { keepBackup, listBackups } from "../../src/platform/node/backups";
import { Journal } from "../../src/platform/node/journal";
import { WriteError, type WriteFailure } from "../../src/platform/writeError";
import { readAll } from "./events";

const [, , scenario = "", disk = ""] = process.argv;
const root = join(disk, "root");
const folder = join(root, "journal", "one");
const segment = join(folder, "a.jsonl");
const filler = join(root, "filler");
const journal = new Journal({ root, device: "one", session: "a" }, Date.now);

/** The failures by name: which one is expected, how to cause it, and how to remove the cause. */
const scenarios: Record<string, { failure: WriteFailure; hinder(): unknown; help?(): unknown }> = {
	"no space": {
		failure: "no-space",
		hinder: () => assert.rejects(writeFile(filler, Buffer.alloc(1_000_000)), { code: "ENOSPC" }),
		help: () => rm(filler),
	},
	"a few bytes of space": {
		failure: "no-space",
		hinder: async () => {
			await assert.rejects(writeFile(filler, Buffer.alloc(1_000_000)), { code: "ENOSPC" });
			await rm(filler);
			await writeFile(filler, Buffer.alloc(500_000));
		},
		help: () => rm(filler),
	},
	"read-only": {
		failure: "read-only",
		hinder: () => run("mount", "-o", "remount,ro", disk),
		help: () => run("mount", "-o", "remount,rw", disk),
	},
	"no permission": {
		failure: "no-permission",
		hinder: () => Promise.all([segment, folder, root].map((path) => chmod(path, 0o500))),
		help: () => Promise.all([root, folder, segment].map((path) => chmod(path, 0o700))),
	},
	"a limit of size": {
		failure: "other",
		// Without a listener, the signal ends the process.
		hinder: () => process.on("SIGXFSZ", () => {}),
	},
};

function run(command: string, ...args: readonly string[]) {
	const { status, stderr } = spawnSync(command, args, { encoding: "utf8" });
	assert.equal(status, 0, stderr);
}

function note(length: number) {
	return journal.append({ kind: "noted", pack: "dunder", question: "memory/when-freed", text: "x".repeat(length) });
}

async function savedIds(): Promise<string[]> {
	const { events } = await readAll(new Journal({ root, device: "one", session: "reader" }, Date.now));
	return [...new Set(events.map(({ id }) => id))].sort();
}

async function test() {
	const { failure, hinder, help } = scenarios[scenario] ?? assert.fail(`There is no scenario "${scenario}"`);
	const isFailure = (error: unknown) => error instanceof WriteError && error.failure === failure;
	const unsavedIds = () => journal.unsaved.map(({ id }) => id);
	await mkdir(root);
	await note(10);
	const before = await readFile(segment, "utf8");
	await hinder();
	await assert.rejects(note(30_000), isFailure);
	await assert.rejects(journal.retry(true), isFailure);
	await assert.rejects(note(30_000), isFailure);
	assert.deepEqual(unsavedIds(), ["one.a.2", "one.a.3"]);
	assert.deepEqual(await savedIds(), ["one.a.1"]);
	await assert.rejects(keepBackup(root, "2027-01-15", inMemory(journal.unsaved)), isFailure);
	assert.deepEqual(await listBackups(root).catch(() => []), []);
	if (help) {
		await help();
		assert.deepEqual(
			(await journal.retry(true)).map(({ id }) => id),
			["one.a.2", "one.a.3"],
		);
		await note(10);
		assert.deepEqual(unsavedIds(), []);
		assert.deepEqual(await savedIds(), ["one.a.1", "one.a.2", "one.a.3", "one.a.4"]);
		assert.ok(await keepBackup(root, "2027-01-15", inMemory([await note(10)])));
	}
	assert.equal((await readFile(segment, "utf8")).slice(0, before.length), before);
}

if (scenario === "no permission" && process.getuid?.() === 0) {
	// Root has every permission, so the test goes on as another user.
	process.setuid?.(65_534);
}
await test();
