import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import type { Supervisor } from "../../../src/platform/node/supervisor";
import type { Job, Run } from "../../../src/platform/pythonRuntime";
import { EveryPython, leftovers, mark, regionsOf, supervisorProcesses } from "../../support/everyPython";

/** The environment variable that marks a window's process and everything that it starts. */
const windowMark = `${mark}_WINDOW`;

describe("the supervisor leaves nothing", () => {
	let pythons: EveryPython;
	before(async function () {
		if (process.platform !== "linux") {
			// Only /proc shows what a process has inherited, and therefore which window it belongs to.
			this.skip();
		}
		pythons = await EveryPython.start();
	});
	after(() => pythons?.dispose());

	for (const { title, source } of regionsOf("endless")) {
		const job = () => pythons.jobOf(source, { bytes: Number.MAX_SAFE_INTEGER });

		it(`of ${title}, a second after a stop`, async () => {
			const runs = await Promise.all(pythons.thorough.map(({ supervisor }) => startedRun(supervisor, job())));
			// Each supervisor has also started its next interpreter, which must not be ended.
			while (leftovers(mark).length < runs.length) {
				await sleep(10);
			}
			const start = performance.now();
			for (const run of runs) {
				run.stop();
			}
			await Promise.all(runs.map(({ finished }) => finished));
			const time = performance.now() - start;
			assert.deepEqual(leftovers(mark), []);
			assert.ok(time < 1000, `${time} ms`);
			await pythons.each((supervisor) => pythons.runsOn(supervisor));
		});

		it(`of ${title}, two seconds after the death of its window`, async () => {
			const starts = pythons.thorough.map(({ interpreter, command }) => ({ interpreter, command }));
			const owner = [resolve("test/fixtures/supervisor-owner.mjs"), JSON.stringify({ starts, job: job() })];
			const window = spawn(process.execPath, owner, {
				env: { ...process.env, [windowMark]: "1" },
				stdio: ["ignore", "pipe", "inherit"],
			});
			let ready = 0;
			for await (const _ of createInterface({ input: window.stdout })) {
				ready++;
				if (ready === starts.length) {
					break;
				}
			}
			assert.ok(leftovers(windowMark).length >= 2 * starts.length);
			const start = performance.now();
			window.kill("SIGKILL");
			while (leftovers(windowMark).length > 0) {
				assert.ok(performance.now() - start < 2000, JSON.stringify(leftovers(windowMark)));
				await sleep(20);
			}
		});
	}

	it("open and no memory in use, over many runs", async () => {
		const before = supervisorProcesses();
		const print = "for _ in range(20): print('x' * 1_000_000)";
		const code = `import subprocess\nsubprocess.Popen(['sleep', '60'])\n${print}`;
		await pythons.each(async (supervisor) => {
			for (const cwd of ["/", "/nowhere", "/", "/nowhere", "/"]) {
				await pythons.reportOf(supervisor, code, { cwd, bytes: 100_000_000 });
			}
		}, pythons.thorough);
		for (const [index, { pid, files, kilobytes }] of supervisorProcesses().entries()) {
			const was = before[index];
			assert.deepEqual([pid, files], [was?.pid, was?.files]);
			assert.ok(kilobytes - (was?.kilobytes ?? 0) < 2_000, `${was?.kilobytes} KB, then ${kilobytes}`);
		}
		// A supervisor has one folder of its own, which contains what runs need and is empty after them.
		const temporary = await readdir(join(pythons.folder, "tmp"), { recursive: true, withFileTypes: true });
		assert.deepEqual(
			temporary.filter((entry) => basename(entry.parentPath).startsWith("dunder-")).map(({ name }) => name),
			[],
		);
		assert.deepEqual(
			[pythons.folder, dirname(pythons.file), "."].filter((folder) => existsSync(join(folder, "pwned"))),
			[],
		);
	});
});

/** Starts a run and returns it once it has printed something. */
function startedRun(supervisor: Supervisor, job: Job): Promise<Run> {
	return new Promise((resolve) => {
		const run = supervisor.run(job, ({ event }) => event === "output" && resolve(run));
	});
}
