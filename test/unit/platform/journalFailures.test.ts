import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileChild } from "../../support/compileChild";

/** Runs a command with a disk of half a megabyte, in its own namespace if the system allows that without root. */
const smallDisk = ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=512k none "$1" && exec "$2" "$3" "$4" "$1"'];
const here = ["sh", "-c", 'exec "$2" "$3" "$4" "$1"'];
const limited = ["sh", "-c", 'ulimit -f 16 && exec "$2" "$3" "$4" "$1"'];

describe("a journal that cannot be written", () => {
	let child = "";
	let folder = "";
	before(async function () {
		if (process.platform === "win32") {
			this.skip();
		}
		child = await compileChild("journalFailing");
		folder = await mkdtemp(join(tmpdir(), "dunder-failing-"));
		await chmod(folder, 0o755);
	});
	after(() => rm(folder, { recursive: true, force: true }));

	for (const [scenario, shell] of [
		["no space", smallDisk],
		["a few bytes of space", smallDisk],
		["read-only", smallDisk],
		["no permission", here],
		["a limit of size", limited],
	] as const) {
		it(`loses nothing, writes over nothing and shows nothing as saved: ${scenario}`, async function () {
			const disk = join(folder, scenario);
			await mkdir(disk);
			await chmod(disk, 0o777);
			const [command = "", ...args] = shell;
			if (shell === smallDisk && spawnSync(command, ["-rm", "mount", "-t", "tmpfs", "none", disk]).status !== 0) {
				this.skip();
			}
			const { status, stderr } = spawnSync(command, [...args, "sh", disk, process.execPath, child, scenario], {
				encoding: "utf8",
			});
			assert.equal(status, 0, stderr);
		});
	}
});
