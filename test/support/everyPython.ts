import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Region, readRegions } from "../../src/core/lab/regions";
import { describeError, type RunEvent, RunReport } from "../../src/core/lab/runReport";
import { discoverCPythons } from "../../src/platform/node/discovery";
import { Supervisor } from "../../src/platform/node/supervisor";
import type { Interpreter, Job } from "../../src/platform/pythonRuntime";

export const script = resolve("python/supervisor.py");
/** An environment variable by which every process that a test started can be found, wherever it went. */
export const mark = `DUNDER_TEST_${process.pid}`;

/** The supervisor as it is, and in a Python without the features that Windows lacks. */
const modes = [[script], [resolve("test/fixtures/portable.py"), script]] as const;

/** What is started for one Python in one mode. */
interface Start {
	readonly interpreter: Interpreter;
	/** A script and its arguments. */
	readonly command: readonly [string, ...string[]];
}

/** Supervisors on every CPython that is found, in both modes, among traps for a Python that is started without care. */
export class EveryPython {
	#saved = 0;

	private constructor(
		readonly folder: string,
		/** The path that every experiment is given as its file. */
		readonly file: string,
		/** The former values of the variables that the traps have replaced. */
		private readonly environment: NodeJS.ProcessEnv,
		readonly supervisors: readonly (Start & { readonly supervisor: Supervisor })[],
	) {}

	static async start(): Promise<EveryPython> {
		const interpreters = await discoverCPythons();
		assert.ok(interpreters.length > 0, "there is no Python here");
		const folder = await realpath(await mkdtemp(join(tmpdir(), "dunder-test-")));
		const file = join(folder, '-it\'s "50%" %PATH% $(touch pwned) 🙂\n', "-scratch 'é' $(touch pwned)\n🙂.py");
		const environment = await setTraps(folder, file);
		const supervisors = interpreters.flatMap((interpreter) =>
			modes.map((command) => {
				const [main, ...options] = command;
				return { interpreter, command, supervisor: new Supervisor(interpreter, main, options) };
			}),
		);
		const pythons = new EveryPython(folder, file, environment, supervisors);
		await pythons.each((supervisor) => pythons.runsOn(supervisor));
		return pythons;
	}

	async dispose(): Promise<void> {
		for (const { supervisor } of this.supervisors) {
			supervisor.dispose();
		}
		for (const [name, value] of Object.entries(this.environment)) {
			setVariable(name, value);
		}
		await rm(this.folder, { recursive: true });
	}

	jobOf(source: string, limits: Partial<Job> = {}): Job {
		return { source, path: this.file, cwd: dirname(this.file), seconds: 20, bytes: 1_000_000, ...limits };
	}

	/** Writes code to the file, as a window does before a run. Python reads the lines for tracebacks from it. */
	async save(source: string): Promise<void> {
		// The file must be complete at any time, because several tests may save it while others read it.
		const temporary = `${this.file}.${this.#saved++}`;
		await writeFile(temporary, source);
		await rename(temporary, this.file);
	}

	/** Runs some code and returns what it did. */
	async reportOf(
		supervisor: Supervisor,
		source: string,
		limits: Partial<Job> = {},
		onEvent: (event: RunEvent) => void = () => {},
	): Promise<RunReport> {
		const report = new RunReport();
		const run = supervisor.run(this.jobOf(source, limits), (event) => {
			report.add(event);
			onEvent(event);
		});
		await run.finished;
		return report;
	}

	/** Checks that the next run works, no matter what the last one did. */
	async runsOn(supervisor: Supervisor): Promise<void> {
		assert.deepEqual(transcript(await this.reportOf(supervisor, "print('next')")), ["1: next", "exit 0"]);
	}

	/** The supervisors that can end everything that an experiment has started, by process groups or on Windows. */
	get thorough(): readonly (Start & { readonly supervisor: Supervisor })[] {
		return this.supervisors.filter(({ command }) => command.length === 1);
	}

	/** Does something on all of these supervisors at once, and checks that nothing is left of it. */
	async each(
		act: (supervisor: Supervisor, version: string) => Promise<void>,
		supervisors = this.supervisors,
	): Promise<void> {
		await Promise.all(
			supervisors.map(async ({ interpreter: { version }, command, supervisor }) => {
				try {
					await act(supervisor, version);
				} catch (error) {
					const where = [version, ...command.slice(1).map(() => "portable")].join(" ");
					throw error instanceof Error ? Object.assign(error, { message: `${where}: ${error.message}` }) : error;
				}
			}),
		);
		// A process that ends by itself, such as one that could not begin its run, takes a moment.
		for (let attempt = 0; attempt < 200 && leftovers(mark).length > 0; attempt++) {
			await setTimeout(50);
		}
		assert.deepEqual(leftovers(mark), []);
	}
}

/** Creates files and sets variables that mislead a Python that is started without care. Returns the old variables. */
async function setTraps(folder: string, file: string): Promise<NodeJS.ProcessEnv> {
	const hostile = join(folder, "hostile");
	for (const path of [dirname(file), join(folder, "tmp"), hostile]) {
		await mkdir(path);
	}
	for (const name of ["random.py", "json.py", "startup.py"]) {
		await writeFile(join(hostile, name), "print('hostile')");
	}
	await writeFile(join(dirname(file), "beside.py"), "print('beside')");
	const traps = {
		[mark]: "1",
		TMPDIR: join(folder, "tmp"),
		PYTHONSTARTUP: join(hostile, "startup.py"),
		PYTHONHOME: "/nowhere",
		PYTHONPATH: hostile,
		PYTHONIOENCODING: "latin-1",
		PYTHONBREAKPOINT: "hostile.breakpoint",
		PYTHONINSPECT: "1",
		LANG: "C",
		LC_ALL: "C",
	};
	const before = Object.fromEntries(Object.keys(traps).map((name) => [name, process.env[name]]));
	for (const [name, value] of Object.entries(traps)) {
		setVariable(name, value);
	}
	return before;
}

/** Sets or deletes one variable. Node's own requests to the system ignore an assignment to `process.env` as a whole. */
function setVariable(name: string, value: string | undefined): void {
	if (value === undefined) {
		delete process.env[name];
	} else {
		process.env[name] = value;
	}
}

/** The experiments of a file of experiments/. */
export function regionsOf(name: string): readonly Region[] {
	return readRegions(readFileSync(resolve(`test/fixtures/experiments/${name}.py`), "utf8"));
}

/** What happened, with one line for each statement that did something. */
export function transcript(report: RunReport): string[] {
	const statements = report.statements.flatMap(({ line, output, error }) => {
		const told = [...output, ...(error ? [`!! ${describeError(error)}`] : [])];
		return told.length === 0 ? [] : [`${line}: ${told.join("\n")}`];
	});
	const { output } = report.atExit;
	const atExit = output.length === 0 ? [] : [`at exit: ${output.join("\n")}`];
	return [...statements, ...atExit, `${report.ending?.reason} ${report.ending?.code}`];
}

interface Process {
	readonly pid: number;
	readonly parent: number;
	readonly command: string;
}

/** The processes that have a variable in their environment, and all zombies. Empty on a platform other than Linux. */
function processesWith(variable: string): Process[] {
	if (process.platform !== "linux") {
		return [];
	}
	return readdirSync("/proc").flatMap((name) => {
		try {
			const read = (file: string) => readFileSync(`/proc/${name}/${file}`, "latin1");
			const [state, parent] = read("stat").replace(/.*\) /s, "").split(" ");
			const isMarked = state === "Z" || read("environ").includes(`${variable}=`);
			return isMarked ? [{ pid: Number(name), parent: Number(parent), command: state + read("cmdline") }] : [];
		} catch {
			// This is not a process, or it has ended meanwhile.
			return [];
		}
	});
}

/** The supervisors that this process has started, with the number of their open files and their memory in KB. */
export function supervisorProcesses() {
	return processesWith(mark)
		.filter(({ parent }) => parent === process.pid)
		.map(({ pid }) => {
			const files = readdirSync(`/proc/${pid}/fd`).length;
			return { pid, files, kilobytes: Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) };
		});
}

/**
 * The marked processes that should be gone. Not among them are the children of this process, one spare interpreter of
 * each supervisor, and zombies whose parent is not a supervisor.
 */
export function leftovers(variable: string): Process[] {
	const own = supervisorProcesses().map(({ pid }) => pid);
	const found = processesWith(variable).filter(
		({ parent, command }) => parent !== process.pid && (command !== "Z" || own.includes(parent)),
	);
	// A process that is being started is a copy of its supervisor for a moment.
	const isInterpreter = ({ command }: Process) => /(_runner|supervisor)\.py/.test(command);
	const spares = own.map((pid) => found.find((each) => each.parent === pid && isInterpreter(each)));
	return found.filter((each) => !spares.includes(each));
}
