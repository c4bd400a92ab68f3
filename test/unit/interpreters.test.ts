import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultCommands, discoverInterpreters, probeInterpreter } from "../../src/host/node/interpreters";

describe("an interpreter", () => {
	it("is found on this machine and says its version", async () => {
		const found = await discoverInterpreters();
		assert.ok(found.length > 0, "no Python was found here");
		for (const { version, path } of found) {
			assert.match(version, /^3\.(9|\d\d)\.\d+$/);
			assert.ok(!("failure" in (await probeInterpreter(path))));
		}
	});

	it("that is missing, no Python, too old or of a broken environment is told apart", async () => {
		assert.deepEqual(await probeInterpreter("/no/such/python"), { failure: "missing" });
		assert.deepEqual(await probeInterpreter(process.execPath), { failure: "not-python" });
		assert.deepEqual(await probeInterpreter("C:\\Users\\me\\AppData\\Local\\Microsoft\\WindowsApps\\python3.exe"), {
			failure: "store-alias",
		});
		if (process.platform === "win32") {
			return;
		}
		const folder = await mkdtemp(join(tmpdir(), "dunder $(id) 'é "));
		const old = join(folder, "python");
		await writeFile(old, '#!/bin/sh\necho "3.8.18 /old/python"\n');
		await chmod(old, 0o755);
		assert.deepEqual(await probeInterpreter(old), { failure: "too-old", version: "3.8.18" });
		await mkdir(join(folder, "venv", "bin"), { recursive: true });
		await writeFile(join(folder, "venv", "pyvenv.cfg"), "home = /gone\n");
		await symlink("/gone/python", join(folder, "venv", "bin", "python"));
		assert.deepEqual(await probeInterpreter(join(folder, "venv", "bin", "python")), {
			failure: "broken-environment",
		});
		await rm(folder, { recursive: true });
	});

	it("is asked for by the names of the platform", () => {
		assert.deepEqual(defaultCommands("linux"), [["python3"], ["python"]]);
		assert.deepEqual(defaultCommands("win32"), [["python3"], ["python"], ["py", "-3"]]);
	});
});
