import type { NamedPython } from "../core/lab/pythonName";
import type { RunEvent } from "../core/lab/runReport";

/** How to start a Python. */
export interface PythonProgram {
	/** The command that starts it. */
	readonly path: string;
	/** Arguments that belong to the command, such as `-3` of `py -3`. */
	readonly arguments: readonly string[];
	/** `3.13.0`. */
	readonly version: string;
	/** `sys.executable`. */
	readonly executable: string;
}

/** A Python that answered when it was probed. */
export interface Interpreter extends PythonProgram, NamedPython {
	readonly implementationVersion: string;
	readonly isFreeThreaded: boolean;
	/** `sys.platform`. */
	readonly platform: string;
}

/** A command and its arguments. */
export type Command = readonly [string, ...string[]];

/** Why a command is not a Python that Dunder can use. */
export type ProbeFailure =
	| { readonly failure: "missing" | "not-python" | "broken-environment" | "store-alias" }
	| { readonly failure: "too-old"; readonly version: string };

/** Asks a command whether it is a usable Python. */
export type Probe = (command: string, ...args: readonly string[]) => Promise<Interpreter | ProbeFailure>;

/** The Python on which experiments run. */
export interface PythonDescription {
	/** `3.13.0`. */
	readonly version: string;
	/** `sys.implementation.name`, such as `cpython`. */
	readonly implementation: string;
	/** Whether the GIL is enabled. It is false in a free-threaded build that runs without the GIL. */
	readonly gil: boolean;
	/** `sys.platform`. */
	readonly platform: string;
}

/** An experiment that is to be run. */
export interface Job {
	/** The experiment, on the same lines as in its file. */
	readonly source: string;
	/** The file that tracebacks name. */
	readonly path: string;
	/** The working directory. */
	readonly cwd: string;
	readonly seconds: number;
	/** The limit for standard output and standard error together. */
	readonly bytes: number;
}

/** An experiment that is starting or running. */
export interface Run {
	/** Resolves when every process of the run has ended. */
	readonly finished: Promise<void>;
	stop(): void;
}

/** Runs experiments on one Python. */
export interface PythonSupervisor {
	/** Rejects if Python can't start. The message is a clause with the reason. */
	readonly python: Promise<PythonDescription>;
	/** Starts an experiment. Its last event is `finish`. */
	run(job: Job, onEvent: (event: RunEvent) => void): Run;
	/** Ends the supervisor and everything that it runs. */
	dispose(): void;
}

/** A Python that runs experiments, and its supervisor. */
export interface RunningPython {
	readonly interpreter: Interpreter;
	readonly supervisor: PythonSupervisor;
}

/** The Pythons of the machine on which the extension runs. */
export interface PythonRuntime {
	/** Commands that usually start Python on that machine, in the order in which they are probed. */
	readonly defaultCommands: readonly Command[];
	/** Returns the same object as before, without starting a process, until the files behind the command change. */
	readonly probe: Probe;
	/** Probes commands, and returns those that are usable Pythons, in the same order. */
	probeAll(commands: readonly Command[]): Promise<Interpreter[]>;
	/**
	 * Finds every Python in the usual places and among `more`, each implementation and version once, in the order that
	 * `sortPythons` gives.
	 */
	discover(more?: readonly Command[]): Promise<Interpreter[]>;
	/** Makes `probe` start every command again. */
	forget(): void;
	/** Runs `work` with the supervisor of a Python, which keeps running for the next work with the same interpreter. */
	use<Result>(interpreter: Interpreter, work: (python: RunningPython) => Promise<Result>): Promise<Result>;
	/** Starts a supervisor for one run. The caller has to dispose of it. */
	startOnce(interpreter: Interpreter): PythonSupervisor;
	/** The bytecode of source code, which is compiled but not run. Rejects with Python's own words if that fails. */
	disassemble(interpreter: Interpreter, source: string, file: string): Promise<string>;
	dispose(): void;
}
