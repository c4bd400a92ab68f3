import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { discoverInterpreters } from "../../src/host/node/interpreters";

const runner = resolve("media/runner.py");
const run = promisify(execFile);

describe("the runner", () => {
	let folder = "";
	before(async () => {
		folder = await realpath(await mkdtemp(join(tmpdir(), "dunder $(id) 'é ")));
	});
	after(() => rm(folder, { recursive: true }));

	/** What a scratch file prints on every Python here, without the line that names the Python. */
	async function outputsOf(code: string): Promise<string[]> {
		const file = join(folder, "-scratch x.py");
		await writeFile(file, code);
		const outputs: string[] = [];
		for (const { path } of await discoverInterpreters()) {
			const { stdout } = await run(path, ["-I", "-X", "utf8", "-u", runner, file], { cwd: tmpdir() });
			const [first, ...lines] = stdout.replaceAll("\r\n", "\n").split("\n");
			assert.match(first ?? "", /^Python 3\./);
			outputs.push(lines.join("\n").trim());
		}
		return outputs;
	}

	/** The same, where it must be alike on each. */
	async function outputOf(code: string): Promise<string> {
		const [output, ...others] = new Set(await outputsOf(code));
		assert.deepEqual(others, []);
		return output ?? "";
	}

	const region = (title: string, code: string) => `# region ${title}\n${code}\n# endregion\n`;

	it("shows an exception with its line and goes on with the next statement", async () => {
		const output = await outputOf(region("1. One", "print(1)\nraise ValueError('no')\nprint(2)"));
		assert.match(output, /^1\. One\n1\nTraceback[\s\S]*line 3[\s\S]*ValueError: no\n2$/);
		assert.doesNotMatch(output, /runner\.py/);
	});

	it("gives each region a process and a namespace of its own", async () => {
		const output = await outputOf(
			region("1", "import os\nx = 1\np = os.getpid()") + region("2", "print('x' in globals())"),
		);
		assert.equal(output, "1\n\n2\nFalse");
	});

	it("runs the regions beside one with a syntax error", async () => {
		for (const output of await outputsOf(region("1", "print(1") + region("2", "print(2)"))) {
			assert.match(output, /^1\n {2}File .*line 2\n[\s\S]*SyntaxError[\s\S]*\n\n2\n2$/);
		}
	});

	it("runs a file without regions as one experiment", async () => {
		assert.equal(await outputOf("print('all')"), "-scratch x.py\nall");
	});

	it("behaves as a script does: name, file, source, working directory, future, exit", async () => {
		const code = [
			"from __future__ import annotations",
			"import inspect, os, sys",
			"def f(x: NotDefined): return 1",
			"print(__name__, os.path.basename(__file__), inspect.getsource(f).strip())",
			"print(os.path.samefile(os.getcwd(), os.path.dirname(__file__)))",
			"import pickle",
			"class A: pass",
			"print(type(pickle.loads(pickle.dumps(A()))) is A)",
			"sys.exit('done')",
			"print('not reached')",
		].join("\n");
		assert.equal(
			await outputOf(region("1", code)),
			"1\n__main__ -scratch x.py def f(x: NotDefined): return 1\nTrue\nTrue\nSystemExit: done",
		);
	});
});
