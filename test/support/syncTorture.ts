import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync } from "node:fs";
import {
	copyFile,
	mkdir,
	mkdtemp,
	open,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	truncate,
	utimes,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { JournalEvent } from "../../src/core/journal/events";
import type { StoredEvent } from "../../src/core/journal/storedEvent";
import { readSegments } from "../../src/platform/node/journalReader";
import { compileChild } from "./compileChild";
import { shortHappeningOf } from "./journalTorture";
import { randomFrom } from "./random";

export interface SyncTortureResult {
	readonly seed: number;
	/** Reviews that writers have acknowledged. */
	reviews: number;
	/** Changes that other programs made to the files of running writers, by kind. */
	readonly troubles: Record<string, number>;
	/** Acknowledged events that are not there, or not as they were. */
	lost: number;
	/** Ids with more than one content. */
	doubled: number;
	/** Events that nobody wrote. */
	invented: number;
	/** Events that a writer still had only in memory when it ended, though the disk was there. */
	unsaved: number;
}

type Goal = { readonly troubles: number; readonly reviews: number };

/** A window in a process of its own, and what it has acknowledged. */
interface Writer {
	readonly root: string;
	readonly device: string;
	readonly child: ChildProcess;
	readonly output: string;
}

/** What another program does to the files of a running writer. */
type Trouble = (files: TroubledFiles) => Promise<void>;

interface TroubledFiles {
	readonly root: string;
	/** A segment that is being written. */
	readonly segment: string;
	/** An older copy of it, if there is one. */
	readonly older: string | undefined;
	readonly random: (below: number) => number;
}

const devices = ["one", "two", "three", "four"] as const;

const troubles: Readonly<Record<string, Trouble>> = {
	async "older copy in place"({ segment, older }) {
		if (older !== undefined) {
			await copyFile(older, `${segment}.sync`);
			await rename(`${segment}.sync`, segment);
		}
	},
	async "same file in place"({ segment }) {
		await copyFile(segment, `${segment}.sync`);
		await rename(`${segment}.sync`, segment);
	},
	async "cut off"({ segment, random }) {
		await truncate(segment, random((await stat(segment)).size));
	},
	deleted: ({ segment }) => rm(segment),
	async "conflict copy"({ segment }) {
		await copyFile(segment, segment.replace(".jsonl", " (conflicted copy).jsonl"));
	},
	async "folder hidden for a while"({ root, random }) {
		await rename(join(root, "journal"), join(root, "hidden"));
		await setTimeout(random(40));
		await restore(join(root, "hidden"), join(root, "journal"));
	},
	async "device hidden for a while"({ segment, random }) {
		await rename(dirname(segment), `${dirname(segment)}-hidden`);
		await setTimeout(random(40));
		await restore(`${dirname(segment)}-hidden`, dirname(segment));
	},
};

/** Puts a folder back, together with what was written in its place meanwhile, as a client of a cloud drive merges folders. */
async function restore(hidden: string, folder: string): Promise<void> {
	for (const name of await readdir(hidden, { recursive: true })) {
		const [from, to] = [join(hidden, name), join(folder, name)];
		if ((await stat(from)).isFile()) {
			await mkdir(dirname(to), { recursive: true });
			await rename(from, to);
		}
	}
	await rm(hidden, { recursive: true });
}

/** Writers append to one journal while another program changes their files, until there was so much of both. */
export async function syncTorture(goal: Goal, seed: number): Promise<SyncTortureResult> {
	const folder = await mkdtemp(join(tmpdir(), "dunder-sync-"));
	const random = randomFrom(seed);
	const root = join(folder, "root");
	await mkdir(root);
	const result: SyncTortureResult = { seed, reviews: 0, troubles: {}, lost: 0, doubled: 0, invented: 0, unsaved: 0 };
	const writers = await Promise.all(devices.map((device) => start(root, device, folder, seed)));
	try {
		for (let count = 0; count < goal.troubles || (await countReviews(writers)) < goal.reviews; count++) {
			const writer = writers[random(writers.length)] as Writer;
			const segment = await newestSegment(writer);
			const older = join(folder, `older-${writer.device}`);
			if (segment !== undefined) {
				const names = Object.keys(troubles);
				const name = names[random(names.length)] as string;
				const isDone = await troubles[name]?.({ root, segment, older: await existing(older), random }).then(
					() => true,
					() => false, // The writer or an earlier trouble was faster.
				);
				result.troubles[name] = (result.troubles[name] ?? 0) + Number(isDone);
				if (random(4) === 0) {
					await copyFile(segment, older).catch(() => {});
				}
			}
			await setTimeout(random(20));
		}
		return await judge(writers, result, [root]);
	} finally {
		await end(writers, folder);
	}
}

/** Two machines share a journal by git: each commits, pulls with `--rebase --autostash` and pushes while a window writes. */
export async function gitTorture(rounds: number, seed: number): Promise<SyncTortureResult> {
	const folder = await mkdtemp(join(tmpdir(), "dunder-git-"));
	git(folder, "init", "--quiet", "--bare", "origin");
	const roots = ["here", "there"].map((name) => join(folder, name));
	for (const root of roots) {
		git(folder, "clone", "--quiet", "origin", root);
		git(root, "config", "user.name", "Somebody");
		git(root, "config", "user.email", "somebody@example.org");
		git(root, "checkout", "--quiet", "-B", "main");
	}
	const result: SyncTortureResult = { seed, reviews: 0, troubles: {}, lost: 0, doubled: 0, invented: 0, unsaved: 0 };
	const writers = await Promise.all(roots.map((root, index) => start(root, devices[index] ?? "", folder, seed)));
	try {
		await haveBegun(writers);
		for (let round = 0; round < rounds; round++) {
			await setTimeout(50);
			for (const root of roots) {
				const what = pullAndPush(root) ? "pull and push" : "pull or push that failed";
				result.troubles[what] = (result.troubles[what] ?? 0) + 1;
			}
		}
		for (const writer of writers) {
			await stop(writer);
		}
		// Twice, so that the first gets what the second has pushed. A pull that failed before may have left work for another.
		for (const root of [...roots, ...roots]) {
			if (!(pullAndPush(root) || pullAndPush(root))) {
				throw new Error(
					`${root} cannot be synced though no window writes: ${spawnSync("git", ["status"], { cwd: root }).stdout}`,
				);
			}
		}
		return await judge(writers, result, roots);
	} finally {
		await end(writers, folder);
	}
}

/** Two machines share a journal by a program that copies newer files to the other side and renames them into place. */
export async function renameTorture(rounds: number, seed: number): Promise<SyncTortureResult> {
	const folder = await mkdtemp(join(tmpdir(), "dunder-rename-"));
	const roots = ["here", "there"].map((name) => join(folder, name));
	await Promise.all(roots.map((root) => mkdir(root)));
	const result: SyncTortureResult = { seed, reviews: 0, troubles: {}, lost: 0, doubled: 0, invented: 0, unsaved: 0 };
	const writers = await Promise.all(roots.map((root, index) => start(root, devices[index] ?? "", folder, seed)));
	const random = randomFrom(seed);
	const both = async (isLate: boolean) => {
		const [here = "", there = ""] = roots;
		for (const [from, to] of [
			[here, there],
			[there, here],
		] as const) {
			await copyNewer(from, to, () => (isLate ? setTimeout(random(10)) : Promise.resolve()));
			result.troubles.copy = (result.troubles.copy ?? 0) + 1;
		}
	};
	try {
		await haveBegun(writers);
		for (let round = 0; round < rounds; round++) {
			await both(true);
		}
		for (const writer of writers) {
			await stop(writer);
		}
		await both(false);
		return await judge(writers, result, roots);
	} finally {
		await end(writers, folder);
	}
}

/** Copies each file that is newer than the one on the other side; `pause` comes between the reading and the renaming. */
async function copyNewer(from: string, to: string, pause: () => Promise<unknown>): Promise<void> {
	for (const name of await readdir(from, { recursive: true })) {
		const [source, target] = [join(from, name), join(to, name)];
		const [newer, older] = await Promise.all([source, target].map((path) => stat(path).catch(() => undefined)));
		if (newer?.isFile() && !name.endsWith(".sync") && newer.mtimeMs > (older?.mtimeMs ?? 0)) {
			await mkdir(dirname(target), { recursive: true });
			await copyFile(source, `${target}.sync`);
			await utimes(`${target}.sync`, newer.atime, newer.mtime);
			await pause();
			await rename(`${target}.sync`, target);
		}
	}
}

/** Commits, pulls, and pushes as a person does; returns whether all of it went well. */
function pullAndPush(root: string): boolean {
	const succeeds = (...args: readonly string[]) => spawnSync("git", args, { cwd: root }).status === 0;
	git(root, "add", "--all");
	endRebase(root, succeeds);
	git(root, "commit", "--quiet", "--allow-empty", "--message", "Progress");
	const isFirst = !succeeds("ls-remote", "--exit-code", "--heads", "origin", "main");
	const isPulled = isFirst || succeeds("pull", "--quiet", "--rebase", "--autostash", "origin", "main");
	if (!isPulled) {
		succeeds("rebase", "--abort");
	}
	return isPulled && succeeds("push", "--quiet", "origin", "main");
}

/**
 * Ends a rebase that is left over, since every later pull would fail. Git can refuse to abort one while a window writes,
 * and can leave only its folder, which is then removed, as git asks for, with what was stashed applied.
 */
function endRebase(root: string, succeeds: (...args: readonly string[]) => boolean): void {
	const folder = join(root, ".git", "rebase-merge");
	if (!existsSync(folder)) {
		return;
	}
	const isEnded = ["--continue", "--skip", "--abort"].some((way) => succeeds("-c", "core.editor=true", "rebase", way));
	if (!isEnded) {
		const stash = join(folder, "autostash");
		if (existsSync(stash)) {
			succeeds("stash", "apply", readFileSync(stash, "utf8").trim());
		}
		rmSync(folder, { recursive: true });
		git(root, "add", "--all");
	}
}

function git(cwd: string, ...args: readonly string[]): void {
	const { status, stderr } = spawnSync("git", args, { cwd, encoding: "utf8" });
	if (status !== 0) {
		throw new Error(`git ${args.join(" ")} failed: ${stderr}`);
	}
}

async function start(root: string, device: string, folder: string, seed: number): Promise<Writer> {
	const script = await compileChild("journalSyncWriter");
	const output = join(folder, `acknowledged-${device}`);
	const file = await open(output, "wx");
	const child = spawn(process.execPath, [script, root, device, `${seed}`], { stdio: ["pipe", file.fd, "inherit"] });
	await file.close();
	return { root, device, child, output };
}

/** Has a writer put right what it can, and waits for its end. */
async function stop({ child, device }: Writer): Promise<void> {
	if (child.exitCode === null) {
		const ended = once(child, "exit");
		child.stdin?.end();
		const [code] = await ended;
		if (code !== 0) {
			throw new Error(`The writer ${device} ended with ${code}`);
		}
	}
}

async function end(writers: readonly Writer[], folder: string): Promise<void> {
	for (const { child } of writers) {
		child.kill("SIGKILL");
	}
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function judge(writers: readonly Writer[], result: SyncTortureResult, roots: readonly string[]) {
	const acknowledged: JournalEvent[] = [];
	for (const writer of writers) {
		await stop(writer);
		const lines = (await readFile(writer.output, "utf8")).split("\n").filter((line) => line !== "");
		const last = JSON.parse(lines.at(-1) ?? "{}");
		result.unsaved += last.unsaved ?? Number.NaN;
		acknowledged.push(...lines.slice(0, -1).map((line) => JSON.parse(line)));
	}
	result.reviews = acknowledged.length;
	const written = new Map(acknowledged.map((event) => [event.id, event]));
	for (const root of roots) {
		const { events } = (await readSegments(root, {})).reading;
		const found = new Map<string, StoredEvent>();
		for (const event of events) {
			const other = found.get(event.id);
			result.doubled += Number(other !== undefined && !isDeepStrictEqual(other, event));
			result.invented += Number(!written.has(event.id) && !isOwn(event));
			found.set(event.id, event);
		}
		result.lost += acknowledged.filter((event) => !isDeepStrictEqual(found.get(event.id), event)).length;
	}
	return result;
}

/** Whether a writer wrote an event, though it may have been stopped before it could acknowledge it. */
function isOwn({ id, at: _, after: __, ...happening }: StoredEvent): boolean {
	return isDeepStrictEqual(happening, shortHappeningOf(id));
}

async function haveBegun(writers: readonly Writer[]): Promise<void> {
	for (const { output } of writers) {
		while ((await stat(output)).size === 0) {
			await setTimeout(5);
		}
	}
}

async function countReviews(writers: readonly Writer[]): Promise<number> {
	const sizes = await Promise.all(
		writers.map(async ({ output }) => (await readFile(output, "utf8")).split("\n").length),
	);
	return sizes.reduce((sum, size) => sum + size, 0);
}

async function newestSegment({ root, device }: Writer): Promise<string | undefined> {
	const folder = join(root, "journal", device);
	const names = (await readdir(folder).catch(() => [])).filter((name) => /^[a-z0-9-]+\.jsonl$/.test(name));
	return names.length === 0
		? undefined
		: join(folder, names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).at(-1) ?? "");
}

async function existing(path: string): Promise<string | undefined> {
	return (await stat(path).catch(() => undefined)) && path;
}
