import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nameOfPython, onceByName } from "../../../src/core/lab/pythonName";
import { discoverInterpreters, probeAll } from "../../../src/platform/node/discovery";
import { defaultCommands, probeInterpreter } from "../../../src/platform/node/interpreters";
import { parsePyLauncher } from "../../../src/platform/node/pyLauncher";
import { writeFakePython } from "../../support/fakePython";

describe("an interpreter", () => {
	let folder = "";
	before(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder $(id) 'é "));
	});
	after(() => rm(folder, { recursive: true }));

	it("is found on this machine and says what it is", async () => {
		const found = await discoverInterpreters();
		assert.ok(found.length > 0, "no Python was found here");
		for (const { version, path, implementation, implementationVersion, platform } of found) {
			assert.match(version, /^3\.(9|\d\d)\.\d+$/);
			assert.equal(implementation === "cpython", implementationVersion === version);
			assert.equal(platform, process.platform);
			assert.ok(!("failure" in (await probeInterpreter(path))));
		}
		const names = found.map(nameOfPython);
		assert.deepEqual([...new Set(names)], names);
	});

	it("that is missing, no Python, too old or of a broken environment is told apart", async function () {
		assert.deepEqual(await probeInterpreter("/no/such/python"), { failure: "missing" });
		assert.deepEqual(await probeInterpreter(process.execPath), { failure: "not-python" });
		assert.deepEqual(await probeInterpreter("C:\\Users\\me\\AppData\\Local\\Microsoft\\WindowsApps\\python3.exe"), {
			failure: "store-alias",
		});
		if (process.platform === "win32") {
			this.skip();
		}
		const old = join(folder, "python");
		writeFakePython(old, "3.8.18");
		assert.deepEqual(await probeInterpreter(old), { failure: "too-old", version: "3.8.18" });
		await mkdir(join(folder, "venv", "bin"), { recursive: true });
		await writeFile(join(folder, "venv", "pyvenv.cfg"), "home = /gone\n");
		await symlink("/gone/python", join(folder, "venv", "bin", "python"));
		assert.deepEqual(await probeInterpreter(join(folder, "venv", "bin", "python")), {
			failure: "broken-environment",
		});
	});

	it("is listed once for each implementation and version, never as another implementation", async function () {
		if (process.platform === "win32") {
			this.skip();
		}
		const fakes = [
			["a", "3.10.13", "cpython"],
			["b", "3.10.13", "pypy"],
			["c", "3.10.13", "cpython"],
			["d", "3.7.16", "cpython"],
		] as const;
		for (const [name, version, implementation] of fakes) {
			writeFakePython(join(folder, name), version, implementation);
		}
		const found = await probeAll(fakes.map(([name]) => [join(folder, name)]));
		assert.equal(found.length, 3);
		assert.deepEqual(onceByName(found).map(nameOfPython), ["Python 3.10.13", "PyPy 3.10.13 (Python 3.10.13)"]);
		assert.equal(onceByName(found)[0]?.path, join(folder, "a"));
		// The result also has the installed Pythons, which this test doesn't know.
		const all = (await discoverInterpreters([[join(folder, "b")]])).map(nameOfPython);
		assert.equal(all.filter((name) => name === "PyPy 3.10.13 (Python 3.10.13)").length, 1);
	});

	it("is asked for by the names of the platform", () => {
		assert.deepEqual(defaultCommands("linux"), [["python3"], ["python"]]);
		assert.deepEqual(defaultCommands("win32"), [["python3"], ["python"], ["py", "-3"]]);
	});

	it("has the name of its implementation", () => {
		const version = "3.10.13";
		assert.equal(nameOfPython({ version, implementation: "cpython" }), "Python 3.10.13");
		assert.equal(
			nameOfPython({ version: "3.13.0", implementation: "cpython", isFreeThreaded: true }),
			"Python 3.13.0 (free-threaded)",
		);
		assert.equal(
			nameOfPython({ version, implementation: "pypy", implementationVersion: "7.3.17" }),
			"PyPy 7.3.17 (Python 3.10.13)",
		);
		assert.equal(nameOfPython({ version, implementation: "graalpy" }), "GraalPy (Python 3.10.13)");
		assert.equal(nameOfPython({ version, implementation: "newpy" }), "newpy (Python 3.10.13)");
	});
});

describe("what the py launcher lists", () => {
	it("is read in the format of each of its versions", () => {
		const local = "C:\\Users\\me\\AppData\\Local";
		const cases: [string, string[]][] = [
			// Up to Python 3.10, the asterisk is after the path.
			[
				`Installed Pythons found by py Launcher for Windows\r\n -3.10-64       ${local}\\Programs\\Python\\Python310\\python.exe *\r\n -3.6-64        ${local}\\Programs\\Python\\Python36\\python.exe\r\n`,
				[`${local}\\Programs\\Python\\Python310\\python.exe`, `${local}\\Programs\\Python\\Python36\\python.exe`],
			],
			// In 3.11 and later, the asterisk is after the tag, and the tag can name a company.
			[
				" -V:3.13 *        C:\\Program Files\\Python313\\python.exe\n -V:3.12          D:\\py\\python.exe\n -V:ContinuumAnalytics/Anaconda39-64 C:\\Anaconda\\python.exe\n",
				["C:\\Program Files\\Python313\\python.exe", "D:\\py\\python.exe", "C:\\Anaconda\\python.exe"],
			],
			[
				` -V:3.14[-64] *   ${local}\\Python\\pythoncore-3.14-64\\python.exe\r\n -V:Astral/CPython3.12.14 C:\\uv\\python\\cpython-3.12.14-windows-x86_64-none\\python.exe\r\n`,
				[
					`${local}\\Python\\pythoncore-3.14-64\\python.exe`,
					"C:\\uv\\python\\cpython-3.12.14-windows-x86_64-none\\python.exe",
				],
			],
			// The active virtual environment has no tag.
			[
				"  *               C:\\work (x86)\\.venv\\Scripts\\python.exe\n",
				["C:\\work (x86)\\.venv\\Scripts\\python.exe"],
			],
			[" -V:3.12 *        \\\\server\\share\\python.exe\n", ["\\\\server\\share\\python.exe"]],
			["No installed Pythons found!\r\n", []],
			[" -3.10-32         no path shown\n\n", []],
			["", []],
		];
		for (const [output, paths] of cases) {
			assert.deepEqual(parsePyLauncher(output), paths, output);
		}
	});
});
