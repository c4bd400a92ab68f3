import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { discoverCPythons } from "../../../src/platform/node/discovery";
import { probeInterpreter } from "../../../src/platform/node/interpreters";
import { Supervisor } from "../../../src/platform/node/supervisor";
import { parseReport } from "../../../src/platform/node/supervisorReport";
import type { Interpreter } from "../../../src/platform/pythonRuntime";
import { writeProgram } from "../../support/fakePython";
import { run } from "../../support/running";

const script = resolve("python/supervisor.py");

/** Code for a `sitecustomize` whose output doesn't end with a newline. */
const noise = `
import sys
print('{"python": {"version": "2.0"}}')
print('{"run": 1, "event": "finish"}', '[1]', 'null', '"text"', sep="\\n")
print('\\x1b[32mready\\x1b[0m <dunder-python {"version"', end="")
print("on standard error", end="", file=sys.stderr)
`;

describe("a Python that prints before it does what it is asked to", () => {
	let folder = "";
	let real: Interpreter;
	before(async function () {
		if (process.platform === "win32") {
			// The wrapper is a shell script, and on Windows a virtual environment has other folders.
			this.skip();
		}
		folder = await mkdtemp(join(tmpdir(), "dunder-noisy-"));
		real = (await discoverCPythons()).at(-1) ?? assert.fail("there is no Python here");
	});
	after(() => folder && rm(folder, { recursive: true }));

	async function environment(): Promise<string> {
		const venv = join(folder, "venv");
		await promisify(execFile)(real.path, ["-m", "venv", "--without-pip", venv]);
		const [version = ""] = await readdir(join(venv, "lib"));
		await writeFile(join(venv, "lib", version, "site-packages", "sitecustomize.py"), noise);
		return join(venv, "bin", "python");
	}

	function wrapper(): string {
		const path = join(folder, "wrapped python");
		writeProgram(path, `printf 'activating… {"python": '\nprintf 'x' >&2\n'${real.path}' "$@"\nprintf 'bye'\n`);
		return path;
	}

	for (const [name, make] of [
		["a sitecustomize", environment],
		["a wrapper", wrapper],
	] as const) {
		it(`is recognized and runs experiments in spite of ${name}`, async () => {
			const path = await make();
			const found = await probeInterpreter(path);
			assert.ok(!("failure" in found), JSON.stringify(found));
			assert.equal(found.version, real.version);
			const supervisor = new Supervisor(found, script);
			try {
				assert.equal((await supervisor.python).version, real.version);
				const report = await run(supervisor, "print('mine')");
				assert.deepEqual(report.statements.at(-1)?.output.at(-1), "mine");
				assert.equal(report.ending?.reason, "exit");
			} finally {
				supervisor.dispose();
			}
		});
	}

	it("is answered for although what it started in the background keeps its output open", async () => {
		const path = join(folder, "lingering");
		writeProgram(path, `sleep 60 &\n'${real.path}' "$@"\nkill $!\n`);
		const found = await probeInterpreter(path);
		assert.ok(!("failure" in found), JSON.stringify(found));
	});
});

describe("a line of the supervisor's output", () => {
	const python = { version: "3.13.0", implementation: "cpython", gil: true, platform: "linux" };

	it("is a report where it has the shape of one, whatever stands before it", () => {
		const reports = [
			{ python },
			{ run: 1, event: "start", line: 1 },
			{ run: 1, event: "output", stream: "out", text: '{"run": 2, "event": "exit"}', omitted: 0 },
			{ run: 1, event: "end", line: 1, error: null },
			{ run: 1, event: "exit" },
			{ run: 1, event: "finish", reason: "exit", code: 0 },
		];
		for (const report of reports) {
			for (const before of ["", "text", '{"a": 1}', '{"python": 1}', '{"run": 1, "event": "', "\u001b[0m"]) {
				assert.deepEqual(parseReport(`${before}${JSON.stringify(report)}`), report, before);
			}
		}
	});

	it("is nothing where it only resembles one", () => {
		const others = [
			"",
			"{}",
			"null",
			"[]",
			'{"python": null}',
			'{"python": {"version": "3.13.0"}}',
			'{"python": "3.13.0"}',
			'{"run": 1}',
			'{"run": "1", "event": "exit"}',
			'{"run": 1, "event": "toString"}',
			'{"run": 1, "event": "start"}',
			'{"run": 1, "event": "finish"}',
			'{"run": 1, "event": "exit"',
		];
		for (const line of others) {
			assert.equal(parseReport(line), undefined, line);
		}
	});
});
