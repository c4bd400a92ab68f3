import { readdir, readFile } from "node:fs/promises";

/** Seconds after which a process that is still there is reported as a survivor. */
const patience = 10;

/** @typedef {{ pid: number, parent: number, state: string }} Process */

/** All processes, from /proc. @returns {Promise<Process[]>} */
async function processes() {
	const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
	const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")));
	return stats.flatMap((stat) => {
		const [, pid, state, parent] = /^(\d+) \(.*\) (\w) (\d+)/s.exec(stat) ?? [];
		return pid && state && parent ? [{ pid: Number(pid), parent: Number(parent), state }] : [];
	});
}

/** The descendants of a process. Some may have ended by the time that this returns. @param {number} root */
export async function descendants(root) {
	const all = await processes();
	const found = new Set([root]);
	let size = 0;
	while (found.size > size) {
		size = found.size;
		for (const { pid, parent } of all) {
			if (found.has(parent)) {
				found.add(pid);
			}
		}
	}
	found.delete(root);
	return [...found];
}

/** The children of a process. @param {number} parent */
export async function children(parent) {
	return (await processes()).filter((process) => process.parent === parent).map(({ pid }) => pid);
}

/** The one supervisor that this process has started. @returns {Promise<number>} */
export async function supervisor() {
	for (const pid of await children(process.pid)) {
		if ((await commandOf(pid)).includes("supervisor.py")) {
			return pid;
		}
	}
	throw new Error("No supervisor runs.");
}

/**
 * The command line of a process, with a NUL after each word; empty if the process has ended.
 * @param {number} pid
 * @returns {Promise<string>}
 */
function commandOf(pid) {
	return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
}

/** Which of these processes are still running. @param {readonly number[]} pids */
async function running(pids) {
	return (await processes()).filter(({ pid, state }) => pids.includes(pid) && state !== "Z").map(({ pid }) => pid);
}

/**
 * Waits until these processes have ended, and measures how long that takes.
 * @param {readonly number[]} pids
 * @returns {Promise<number>} milliseconds
 */
export async function untilGone(pids) {
	const start = performance.now();
	for (;;) {
		const left = await running(pids);
		const time = performance.now() - start;
		if (left.length === 0) {
			return time;
		}
		if (time > patience * 1000) {
			throw new Error(
				`${left.length} of ${pids.length} processes are left after ${patience} seconds: ${left.join(", ")}`,
			);
		}
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

/**
 * Kills an extension host, and measures how long its supervisors and everything that they run take to end. VS Code's
 * own helpers below it don't count.
 * @param {number} pid
 * @returns {Promise<number>} milliseconds
 */
export async function killAndWait(pid) {
	const commands = await Promise.all(
		(await descendants(pid)).map(async (below) => {
			const command = await commandOf(below);
			return command.includes("supervisor.py") ? [below, ...(await descendants(below))] : [];
		}),
	);
	const below = [...new Set(commands.flat())];
	if (below.length < 10) {
		throw new Error(`Only ${below.length} processes run experiments, so nothing would be measured.`);
	}
	process.kill(pid, "SIGKILL");
	return untilGone(below);
}
