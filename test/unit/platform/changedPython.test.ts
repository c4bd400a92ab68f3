import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { promisify } from "node:util";
import { RunReport } from "../../../src/core/lab/runReport";
import { discoverCPythons } from "../../../src/platform/node/discovery";
import { KnownPythons } from "../../../src/platform/node/knownPythons";
import { findProgram } from "../../../src/platform/node/pythonIdentity";
import { Supervisor } from "../../../src/platform/node/supervisor";
import { SupervisorLease } from "../../../src/platform/node/supervisorLease";
import type { Interpreter } from "../../../src/platform/pythonRuntime";
import { writeFakePython, writeProgram } from "../../support/fakePython";
import { run } from "../../support/running";

const makeEnvironment = (python: string, folder: string) =>
	promisify(execFile)(python, ["-m", "venv", "--clear", "--without-pip", folder]);

/** Makes a path lead to another target, as an upgrade does. */
async function relink(target: string, path: string): Promise<void> {
	await symlink(target, `${path}.new`);
	await rename(`${path}.new`, path);
}

describe("the Python behind a command", () => {
	let folder = "";
	let known: KnownPythons;
	before(function () {
		if (process.platform === "win32") {
			// The tests need symbolic links and shell scripts.
			this.skip();
		}
	});
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), "dunder-changed-"));
		known = new KnownPythons();
	});
	afterEach(() => rm(folder, { recursive: true }));

	async function probe(command: string): Promise<Interpreter> {
		const found = await known.probe(command);
		assert.ok(!("failure" in found), JSON.stringify(found));
		return found;
	}

	it("is not asked again until its file changes", async () => {
		const path = join(folder, "python");
		const asked = join(folder, "asked");
		writeFakePython(join(folder, "real"), "3.12.1");
		writeProgram(path, `echo x >> '${asked}'\nexec '${join(folder, "real")}' "$@"\n`);
		const first = await probe(path);
		assert.equal(await probe(path), first);
		assert.equal(await readFile(asked, "utf8"), "x\n");
		writeFakePython(path, "3.13.0");
		assert.equal((await probe(path)).version, "3.13.0");
		await rm(path);
		assert.deepEqual(await known.probe(path), { failure: "missing" });
	});

	it("is asked again where PATH gives another file", async () => {
		const { PATH } = process.env;
		const [first, second] = [join(folder, "first"), join(folder, "second")];
		await mkdir(first);
		await mkdir(second);
		try {
			process.env.PATH = [first, second, PATH].join(delimiter);
			writeFakePython(join(second, "dunder-python"), "3.12.1");
			assert.equal((await probe("dunder-python")).version, "3.12.1");
			writeFakePython(join(first, "dunder-python"), "3.13.0");
			assert.equal((await probe("dunder-python")).version, "3.13.0");
			assert.equal(await findProgram("dunder-python"), join(first, "dunder-python"));
			assert.equal(await findProgram("dunder-no-such-python"), undefined);
		} finally {
			process.env.PATH = PATH;
		}
	});

	it("is asked again where pyenv's global version changed, of which its shim shows nothing", async () => {
		const { PYENV_ROOT } = process.env;
		const [shim, version] = [join(folder, "shim"), join(folder, "version")];
		writeFakePython(join(folder, "3.12.1"), "3.12.1");
		writeFakePython(join(folder, "3.13.0"), "3.13.0");
		writeProgram(shim, `exec "${folder}/$(cat '${version}')" "$@"\n`);
		try {
			process.env.PYENV_ROOT = folder;
			await writeFile(version, "3.12.1");
			const first = await probe(shim);
			assert.equal(first.version, "3.12.1");
			assert.equal(await probe(shim), first);
			await writeFile(`${version}.new`, "3.13.0");
			await rename(`${version}.new`, version);
			assert.equal((await probe(shim)).version, "3.13.0");
		} finally {
			if (PYENV_ROOT === undefined) {
				delete process.env.PYENV_ROOT;
			} else {
				process.env.PYENV_ROOT = PYENV_ROOT;
			}
		}
	});

	describe("that is real", () => {
		let older: Interpreter;
		let newer: Interpreter;
		before(async function () {
			const found = await discoverCPythons();
			if (found.length < 2) {
				console.log("      Skipped: a switch takes two CPythons of different versions, and fewer are installed here.");
				this.skip();
			}
			[older, newer] = [found[0] ?? assert.fail(), found.at(-1) ?? assert.fail()];
		});

		it("runs experiments anew once a link to it is switched, and lets a run on the old one end", async () => {
			const path = join(folder, "python");
			const lease = new SupervisorLease(resolve("python/supervisor.py"));
			const version = async (supervisor: Supervisor) =>
				(await run(supervisor, "import sys, json\nprint(*sys.version_info[:3], sep='.')")).statements[1]?.output[0];
			try {
				await relink(older.executable, path);
				let old: Supervisor | undefined;
				await lease.use(await probe(path), async ({ supervisor }) => {
					old = supervisor;
					assert.equal(await version(supervisor), older.version);
				});
				await lease.use(await probe(path), async ({ supervisor }) => {
					assert.equal(supervisor, old);
					const go = join(folder, "go");
					const wait = `import os, sys, time\nwhile not os.path.exists(${JSON.stringify(go)}): time.sleep(0.01)`;
					const source = `${wait}\nprint(*sys.version_info[:3], sep='.')`;
					const report = new RunReport();
					let running: Promise<void> | undefined;
					await new Promise<void>((resolve) => {
						const job = { source, path, cwd: folder, seconds: 60, bytes: 1_000 };
						({ finished: running } = supervisor.run(job, (event) => {
							report.add(event);
							resolve();
						}));
					});
					await relink(newer.executable, path);
					await lease.use(await probe(path), async (python) => {
						assert.notEqual(python.supervisor, supervisor);
						assert.equal(python.interpreter.version, newer.version);
						assert.equal(await version(python.supervisor), newer.version);
					});
					await writeFile(go, "");
					await running;
					assert.deepEqual(report.statements.at(-1)?.output, [older.version]);
				});
				// The old supervisor has nothing left to do, so it ends. A run resolves when it has.
				await old?.run({ source: "", path, cwd: folder, seconds: 60, bytes: 1 }, () => {}).finished;
				await waitUntil(() => old?.isAlive === false);
			} finally {
				lease.dispose();
			}
		});

		it("is no longer that of its supervisor, which says so instead of running code that it cannot read", async () => {
			const path = join(folder, "replaced");
			await relink(older.executable, path);
			const supervisor = new Supervisor(await probe(path), resolve("python/supervisor.py"), ["--no-spare"]);
			assert.deepEqual((await run(supervisor, "print(1)")).statements[0]?.output, ["1"]);
			await relink(newer.executable, path);
			const { ending, statements } = await run(supervisor, "print(1)");
			supervisor.dispose();
			assert.deepEqual([statements, ending?.reason], [[], "failed"]);
			assert.match(ending?.message ?? "", /replaced by another Python while it was in use, so run again$/);
		});

		it("is noticed where its virtual environment was made anew", async () => {
			const venv = join(folder, "venv");
			const path = join(venv, "bin", "python");
			await makeEnvironment(older.executable, venv);
			const first = await probe(path);
			assert.equal(first.version, older.version);
			assert.equal(await probe(path), first);
			await makeEnvironment(newer.executable, venv);
			assert.equal((await probe(path)).version, newer.version);
			await writeFile(join(venv, "pyvenv.cfg"), "home = /gone\n");
			assert.notEqual(await probe(path).catch(() => undefined), first);
		});
	});
});

async function waitUntil(check: () => boolean): Promise<void> {
	while (!check()) {
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}
