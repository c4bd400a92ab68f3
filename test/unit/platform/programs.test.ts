import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readRegions } from "../../../src/core/lab/regions";
import type { RunEvent } from "../../../src/core/lab/runReport";
import { compareVersions } from "../../../src/core/text/versions";
import { discoverCPythons } from "../../../src/platform/node/discovery";
import { cleanEnvironment, Supervisor } from "../../../src/platform/node/supervisor";
import type { Interpreter } from "../../../src/platform/pythonRuntime";

/** What a program did, as a person who runs it sees it. */
interface Behavior {
	readonly output: string;
	readonly errors: string;
	/** The exit code, or `null` after a signal. After an exception, the code with which a script would end. */
	readonly code: number | null;
}

const programs = readRegions(readFileSync(resolve("test/fixtures/programs.py"), "utf8"));

describe("a program does in the lab what it does as a script", () => {
	let folder: string;
	let places: readonly Place[];
	before(async function () {
		if (process.platform === "win32") {
			// Many of the programs fork or send signals.
			this.skip();
		}
		folder = await realpath(await mkdtemp(join(tmpdir(), "dunder-programs-")));
		// To be comparable, both runs must put sets in the same order. Another test checks that the order differs in each
		// run.
		process.env.PYTHONHASHSEED = "0";
		places = await Promise.all((await discoverCPythons()).map((interpreter) => Place.make(folder, interpreter)));
		delete process.env.PYTHONHASHSEED;
	});
	after(async () => {
		for (const { supervisor } of places ?? []) {
			supervisor.dispose();
		}
		await rm(folder, { recursive: true, force: true });
	});

	for (const { title, source } of programs) {
		it(title, async () => {
			const [, needs = "3.9"] = /^# needs: (.*)/m.exec(source) ?? [];
			for (const place of places.filter(({ interpreter }) => compareVersions(interpreter.version, needs) >= 0)) {
				await writeFile(place.file, source);
				const [script, lab] = await Promise.all([place.runAsScript(), place.runInLab(source)]);
				assert.deepEqual(
					{ version: place.interpreter.version, ...lab },
					{ version: place.interpreter.version, ...script },
				);
			}
		});
	}

	it("but for the seed of its hashes, which is another in each run of both", async () => {
		const [place] = places;
		assert.ok(place);
		const supervisor = new Supervisor(place.interpreter, resolve("python/supervisor.py"));
		const printed = new Set<string>();
		for (let run = 0; run < 5; run++) {
			printed.add((await runIn(supervisor, place.file, "print(hash('text'))")).output);
		}
		supervisor.dispose();
		assert.equal(printed.size, 5);
	});
});

/** A Python with its supervisor and a file for the current program. */
class Place {
	private constructor(
		readonly interpreter: Interpreter,
		readonly supervisor: Supervisor,
		readonly file: string,
	) {}

	static async make(folder: string, interpreter: Interpreter): Promise<Place> {
		const own = join(folder, interpreter.version);
		await mkdir(own);
		await writeFile(join(own, "beside.py"), "print('beside')");
		const supervisor = new Supervisor(interpreter, resolve("python/supervisor.py"));
		await supervisor.python;
		return new Place(interpreter, supervisor, join(own, "program.py"));
	}

	runInLab(source: string): Promise<Behavior> {
		return runIn(this.supervisor, this.file, source);
	}

	/** Runs `python file.py` with the two options that the lab uses too: text is UTF-8, and output is not buffered. */
	runAsScript(): Promise<Behavior> {
		return new Promise((resolve, reject) => {
			const child = spawn(this.interpreter.path, ["-X", "utf8", "-u", this.file], {
				cwd: join(this.file, ".."),
				env: { ...cleanEnvironment(process.env), PYTHONHASHSEED: "0" },
				stdio: ["ignore", "pipe", "pipe"],
			});
			const [output, errors]: [Buffer[], Buffer[]] = [[], []];
			child.stdout.on("data", (chunk) => output.push(chunk));
			child.stderr.on("data", (chunk) => errors.push(chunk));
			child.on("error", reject);
			child.on("close", (code, signal) =>
				resolve({
					output: stable(Buffer.concat(output).toString(), this.file),
					errors: stable(Buffer.concat(errors).toString(), this.file),
					code: signal ? null : code,
				}),
			);
		});
	}
}

async function runIn(supervisor: Supervisor, path: string, source: string): Promise<Behavior> {
	const events: RunEvent[] = [];
	const job = { source, path, cwd: join(path, ".."), seconds: 20, bytes: 1_000_000 };
	await supervisor.run(job, (event) => events.push(event)).finished;
	const text = (stream: string) =>
		events
			.flatMap((event) => {
				// A script prints the traceback when it ends, before what finalizers and exit handlers print.
				const isShown = event.event === "end" && event.error && !event.error.exits && stream === "err";
				return isShown
					? [event.error?.text ?? ""]
					: event.event === "output" && event.stream === stream
						? [event.text]
						: [];
			})
			.join("");
	const failure = events.find((event) => event.event === "end" && event.error && !event.error.exits);
	const ending = events.at(-1);
	assert.ok(ending?.event === "finish");
	// The lab continued after an exception that would have ended a script.
	const isInterrupted = failure?.event === "end" && failure.error?.name === "KeyboardInterrupt";
	const code = failure ? (isInterrupted ? null : 1) : ending.reason === "signal" ? null : ending.code;
	return { output: stable(text("out"), path), errors: stable(text("err"), path), code };
}

/**
 * The text without what differs in each run. Processes that multiprocessing starts name the copy that they import, and
 * recursion may end two calls earlier.
 */
function stable(text: string, path: string): string {
	return text
		.replaceAll(path, "FILE")
		.replace(/[^"\s]*[\\/]dunder-\w+[\\/]\d+[\\/]program\.py/g, "FILE")
		.replace(/repeated \d+ more times/g, "repeated many more times")
		.replace(/0x[0-9a-f]{6,}/g, "0x…");
}
