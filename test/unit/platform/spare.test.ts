import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { discoverCPythons } from "../../../src/platform/node/discovery";
import { probeInterpreter } from "../../../src/platform/node/interpreters";
import { Supervisor } from "../../../src/platform/node/supervisor";
import { run } from "../../support/running";

const script = resolve("python/supervisor.py");

describe("the interpreter that waits", () => {
	let folder: string;
	let supervisor: Supervisor;
	let packages: string;
	before(async () => {
		const newest = (await discoverCPythons()).at(-1);
		assert.ok(newest);
		folder = await mkdtemp(join(tmpdir(), "dunder-spare-"));
		await promisify(execFile)(newest.path, ["-m", "venv", "--without-pip", folder]);
		const isWindows = process.platform === "win32";
		const python = await probeInterpreter(join(folder, ...(isWindows ? ["Scripts", "python.exe"] : ["bin", "python"])));
		assert.ok(!("failure" in python));
		supervisor = new Supervisor(python, script);
		const [found] = await printed("import sys\nprint([p for p in sys.path if p.endswith('site-packages')][-1])");
		assert.ok(found);
		packages = found;
	});
	after(async () => {
		supervisor?.dispose();
		await rm(folder, { recursive: true, force: true });
	});

	async function printed(source: string): Promise<string[]> {
		return (await run(supervisor, source)).statements.flatMap(({ output }) => output);
	}

	it("is another for each run", async () => {
		const pids = [await printed("import os\nprint(os.getpid())"), await printed("import os\nprint(os.getpid())")];
		assert.notDeepEqual(pids[0], pids[1]);
	});

	it("was there before the run", async function () {
		if (process.platform !== "linux") {
			this.skip();
		}
		const children = async (pid: number) =>
			(await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ").map(Number);
		const waiting = (
			await Promise.all((await children(process.pid)).map((pid) => children(pid).catch(() => [])))
		).flat();
		const [pid] = await printed("import os\nprint(os.getpid())");
		assert.ok(waiting.includes(Number(pid)), `${pid} is none of ${waiting}`);
	});

	it("is not taken once a .pth file came, changed, or went", async () => {
		const flag = "import sys\nprint(getattr(sys, 'flag', None))";
		const pth = join(packages, "flag.pth");
		assert.deepEqual(await printed(flag), ["None"]);
		await writeFile(pth, "import sys; sys.flag = 1\n");
		assert.deepEqual(await printed(flag), ["1"]);
		await writeFile(pth, "import sys; sys.flag = 22\n");
		assert.deepEqual(await printed(flag), ["22"]);
		await rm(pth);
		assert.deepEqual(await printed(flag), ["None"]);
	});

	it("keeps to itself what a sitecustomize prints, and that it fails", async () => {
		await writeFile(join(packages, "sitecustomize.py"), "print('noise'); import sys; print('more', file=sys.stderr)");
		const report = await run(supervisor, "print('mine')");
		assert.deepEqual(report.statements, [{ line: 1, output: ["mine"], errors: [], error: undefined }]);
		await writeFile(
			join(packages, "sitecustomize.py"),
			"import os, sys; print('no such day', file=sys.stderr); os._exit(9)",
		);
		const { ending } = await run(supervisor, "print('mine')");
		assert.deepEqual([ending?.reason, ending?.message], ["failed", "no such day"]);
		await rm(join(packages, "sitecustomize.py"));
		assert.deepEqual(await printed("print('mine')"), ["mine"]);
	});

	it("is none where a supervisor is for one run", async () => {
		const [python] = await discoverCPythons();
		assert.ok(python);
		const single = new Supervisor(python, script, ["--no-spare"]);
		const report = await run(single, "import os\nprint(os.getppid())");
		const pid = report.statements[1]?.output[0];
		const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
		assert.equal(children.trim(), "");
		single.dispose();
	});
});
