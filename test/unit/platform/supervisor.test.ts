import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expectationFor, type Mark, readMarks } from "../../../src/core/lab/marks";
import type { Region } from "../../../src/core/lab/regions";
import { Supervisor } from "../../../src/platform/node/supervisor";
import { EveryPython, regionsOf, script, transcript } from "../../support/everyPython";

describe("the supervisor", () => {
	let pythons: EveryPython;
	before(async function () {
		if (process.platform === "win32") {
			// Most of the experiments fork or send signals.
			this.skip();
		}
		pythons = await EveryPython.start();
	});
	after(() => pythons?.dispose());

	for (const name of ["script", "processes", "hostile"]) {
		describe(`runs ${name}.py`, () => {
			for (const region of regionsOf(name)) {
				it(region.title, async () => {
					await pythons.save(region.source);
					await pythons.each(
						async (supervisor, version) => {
							const report = await pythons.reportOf(supervisor, region.source);
							assert.deepEqual(transcript(report), promised(region, version));
							const tracebacks = report.statements.map(({ error }) => error?.text).join("\n");
							assert.doesNotMatch(tracebacks, /(runner|supervisor)\.py/);
							if (name === "hostile") {
								await pythons.runsOn(supervisor);
							}
						},
						name === "script" ? pythons.supervisors : pythons.thorough,
					);
				});
			}
		});
	}

	describe("reports", () => {
		it("output while its statement runs", () =>
			pythons.each(async (supervisor) => {
				const wait = "while not os.path.exists(name): time.sleep(0.01)";
				const code = `import os, time\nname = str(os.getpid())\nprint(name)\n${wait}`;
				const report = await pythons.reportOf(supervisor, code, {}, (event) => {
					if (event.event === "output") {
						void writeFile(join(dirname(pythons.file), event.text.trim()), "");
					}
				});
				assert.equal(report.ending?.reason, "exit");
			}));

		it("a traceback as a script has it", () =>
			pythons.each(async (supervisor) => {
				const code = "def half(n):\n    return n / 0\n\nhalf(1)";
				await pythons.save(code);
				const error = (await pythons.reportOf(supervisor, code)).statements[1]?.error;
				// Newer versions of Python mark the place in the line.
				const text = error?.text.replace(/^[ ~^]*[~^]\n/gm, "").replaceAll(pythons.file, "FILE");
				assert.equal(
					text,
					`Traceback (most recent call last):
  File "FILE", line 4, in <module>
    half(1)
  File "FILE", line 2, in half
    return n / 0
ZeroDivisionError: division by zero
`,
				);
				assert.equal(error?.line, 2);
			}));

		it("whether an exception asks Python to exit, by its class and not by its name", () =>
			pythons.each(async (supervisor) => {
				const exits = async (code: string) =>
					(await pythons.reportOf(supervisor, code)).statements.flatMap(({ error }) => error?.exits ?? []);
				assert.deepEqual(await exits("class Stop(SystemExit): pass\nraise Stop(0)\nprint('never')"), [true]);
				assert.deepEqual(await exits("import sys\nsys.exit()"), [true]);
				const other = "class SystemExit(Exception): pass\nraise SystemExit\nraise KeyboardInterrupt";
				assert.deepEqual(await exits(other), [false, false]);
				assert.equal((await pythons.reportOf(supervisor, "1 +")).syntaxError?.exits, false);
			}));

		it("much output by its start and end", () =>
			pythons.each(async (supervisor) => {
				const code = "print('start' + 'é' * 200_000 + 'end')\nprint('next')";
				const [long, next] = (await pythons.reportOf(supervisor, code)).statements;
				assert.match(long?.output.join("\n") ?? "", /^starté+\n… \d+ bytes left out …\né+end$/);
				assert.ok((long?.output.join("\n").length ?? 0) < 20_000);
				assert.deepEqual(next?.output, ["next"]);
			}));

		it("a long message and its traceback in part", () =>
			pythons.each(async (supervisor) => {
				const code = "raise ValueError('x' * 10_000_000)";
				const error = (await pythons.reportOf(supervisor, code)).statements[0]?.error;
				assert.deepEqual([error?.message.length, (error?.text.length ?? 0) < 20_000], [8192, true]);
			}));

		it("warnings of the compiler", () =>
			pythons.each(async (supervisor) => {
				const [statement] = (await pythons.reportOf(supervisor, "x = 1\ny = x is 1")).statements;
				assert.match(statement?.errors.join("\n") ?? "", /:2: SyntaxWarning: "is" with/);
			}));

		it("NUL, and text without its colours", () =>
			pythons.each(async (supervisor) => {
				const report = await pythons.reportOf(supervisor, "print('a\\0b')\nprint('\\x1b[1mbold\\x1b[0m')");
				assert.deepEqual(transcript(report), ["1: a\0b", "2: bold", "exit 0"]);
			}));

		it("the time limit", () =>
			pythons.each(async (supervisor) => {
				const report = await pythons.reportOf(supervisor, "print(1)\nwhile True: pass", { seconds: 1 });
				assert.deepEqual(transcript(report), ["1: 1", "time -9"]);
			}));

		it("the output limit", () =>
			pythons.each(async (supervisor) => {
				const report = await pythons.reportOf(supervisor, "print('x' * 50_000_000)");
				assert.match(transcript(report).join("\n"), /^1: x{16384}\n… \d+ bytes left out …\nx{16384}\noutput -9$/);
			}));

		for (const [code, line] of [
			["print(1)\nprint(2", undefined],
			["return", 1],
			["print(1)\nfrom __future__ import annotations", 2],
			["print(1)\nx = 1\nglobal x", 3],
			["print(1)\n'\0'", undefined],
			["print(1)\n'\ud800'", undefined],
			[`print(1)\n${"(".repeat(1000)}`, undefined],
			[`print(1)\n${"-".repeat(10_000)}1`, undefined],
		] as const) {
			it(`that nothing of ${JSON.stringify(code).slice(0, 60)} can run`, () =>
				pythons.each(async (supervisor) => {
					const { syntaxError, statements, ending } = await pythons.reportOf(supervisor, code);
					assert.deepEqual([statements, ending?.reason], [[], "exit"]);
					assert.doesNotMatch(syntaxError?.text ?? "", /hostile|supervisor/);
					assert.ok(syntaxError && (line === undefined || syntaxError.line === line), JSON.stringify(syntaxError));
				}));
		}

		it("a folder that is gone", () =>
			pythons.each(async (supervisor) => {
				const { ending } = await pythons.reportOf(supervisor, "print(1)", { cwd: "/nowhere" });
				assert.deepEqual(ending?.reason, "failed");
				assert.match(ending?.message ?? "", /nowhere/);
			}));

		it("several runs at once", () =>
			pythons.each(async (supervisor) => {
				const codes = [1, 2, 3].map((number) => `import time\ntime.sleep(0.1)\nprint(${number})`);
				const reports = await Promise.all(codes.map((code) => pythons.reportOf(supervisor, code)));
				const expected = [1, 2, 3].map((number) => [`3: ${number}`, "exit 0"]);
				assert.deepEqual(reports.map(transcript), expected);
			}));
	});

	describe("says why there is no Python", () => {
		it("a program that never answers, which it ends", async () => {
			const command = ["-e", "setTimeout(() => {}, 60_000)", "--"];
			const interpreter = { path: process.execPath, arguments: command, version: "", executable: process.execPath };
			const supervisor = new Supervisor(interpreter, script, [], 200);
			const { ending } = await pythons.reportOf(supervisor, "print(1)");
			assert.match(ending?.message ?? "", /did not answer within 0.2 seconds$/);
			assert.equal(supervisor.isAlive, false);
		});

		const cases: [title: string, command: () => [string, ...string[]], reason: RegExp][] = [
			["a missing file", () => ["/nowhere/python"], /^there is no \/nowhere\/python$/],
			["a file that is no program", () => [pythons.file], /cannot be started \(EACCES\)$/],
			["a path through a file", () => [join(pythons.file, "python")], /cannot be started \(ENOTDIR\)$/],
			["a program that dies at once", () => ["false"], /^it ended with code 1$/],
			["a Python that fails", () => [pythonPath(), "-c", "1 +"], /^SyntaxError: invalid syntax$/],
		];
		const pythonPath = () => pythons.supervisors[0]?.interpreter.path ?? "";
		for (const [title, command, reason] of cases) {
			it(title, async () => {
				const [path, ...leading] = command();
				const supervisor = new Supervisor({ path, arguments: leading, version: "", executable: path }, script);
				const { ending } = await pythons.reportOf(supervisor, "print(1)");
				assert.equal(ending?.reason, "failed");
				assert.match(ending?.message ?? "", reason);
				await assert.rejects(supervisor.python, { message: reason });
				assert.equal(supervisor.isAlive, false);
				assert.equal((await pythons.reportOf(supervisor, "print(1)")).ending?.reason, "failed");
			});
		}
	});
});

/** The transcript that the marks of an experiment promise. */
function promised({ source }: Region, version: string): string[] {
	const { statements, atExit } = readMarks(source);
	const told = (marks: readonly Mark[]) => {
		const { output, exception } = expectationFor(marks, version);
		return [...output, ...(exception === undefined ? [] : [`!! ${exception}`])].join("\n");
	};
	return [
		...statements.map(({ startLine, marks }) => `${startLine}: ${told(marks)}`),
		...(atExit ? [`at exit: ${told(atExit.marks)}`] : []),
		/# ends: (.*)/.exec(source)?.[1] ?? "exit 0",
	];
}
